"""The lines for a terminal in the chapter on the API, run as they stand there, on a server of our models."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest

import nexttoken

CHAPTER = Path(__file__).parents[2] / "notebooks" / "14-api.ipynb"
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
PLACE = "127.0.0.1:8000"

pytestmark = pytest.mark.skipif(not (shutil.which("curl") and shutil.which("bash")), reason="there is no curl")


def blocks():
    cells = nbformat.read(CHAPTER, as_version=4).cells
    return [block for cell in cells if cell.cell_type == "markdown" for block in BLOCK.findall(cell.source)]


@pytest.fixture(scope="module")
def replies():
    """What each of the chapter's curl lines prints, after the lines that say where the server is."""
    [settings] = [block for block in blocks() if PLACE in block]
    asking = [block for block in blocks() if block.startswith("curl")]
    with nexttoken.serve() as server:
        settings = settings.replace(PLACE, f"127.0.0.1:{server.port}")
        return [subprocess.check_output(["bash", "-euc", settings + block], timeout=60) for block in asking]


def test_each_of_them_gets_what_the_client_gets(replies):
    models, completion, chat, stream = replies
    assert "base" in [model["id"] for model in json.loads(models)["data"]]
    expected = nexttoken.load("base").complete("Once upon a", max_tokens=5, seed=1)
    assert json.loads(completion)["choices"][0]["text"] == expected.text
    assert json.loads(chat)["choices"][0]["message"]["role"] == "assistant"
    *pieces, done = stream.decode().strip().split("\n\n")
    deltas = [json.loads(piece.removeprefix("data: "))["choices"][0]["delta"] for piece in pieces]
    assert deltas[0]["role"] == "assistant" and done == "data: [DONE]"
