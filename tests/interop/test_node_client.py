"""The official client for Node, from the npm registry, on our server. Skipped where there is no Node."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import nexttoken
from nexttoken.api.served import Served
from nexttoken.api.server import Server

CLIENT = "openai@7.57.0"
SCRIPT = Path(__file__).parent / "node_client.mjs"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the client and our script."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("there is no Node")
    folder = tmp_path_factory.mktemp("node")
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", CLIENT], cwd=folder, check=True)
    shutil.copy(SCRIPT, folder)
    return folder


def test_the_client_for_node_gets_what_ours_gets(folder):
    model = nexttoken.load("base")
    server = Server([Served("base", model, chats=True)])  # it chats badly, but in the right form
    server.start()
    try:
        command = ["node", "node_client.mjs", server.base_url, "base", "chat"]
        run = subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    finally:
        server.close()
    found = json.loads(run.stdout)
    assert found["models"] == ["base"]
    assert found["whole"] == found["streamed"] == model.complete("Once upon a time", max_tokens=12, seed=1).text
    assert found["refused"] == [400, "temperature"]
    assert found["chat"] == found["chatStreamed"] and isinstance(found["response"], str)
