"""The twin: web/ in a Node process that answers requests, so that Python can compare what it says with its own."""

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

import pytest
from small import small_model

import nexttoken
from nexttoken import model as models
from nexttoken.chat import FieldError
from nexttoken.errors import UserError
from nexttoken.weights import save_model

HERE = Path(__file__).parent


class Twin:
    """A Python model, and `ask(name, *arguments)`, which says what its twin in JavaScript answers."""

    def __init__(self, model, process):
        self.model, self.process = model, process

    def ask(self, name, *arguments):
        self.process.stdin.write(json.dumps([name, *arguments]) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise complaint(**answer)
        return answer["result"]


def complaint(error, kind, param=None):
    if kind == "FieldError":
        return FieldError(param, error.removeprefix(f"{param} "))
    return (UserError if kind == "UserError" else RuntimeError)(error)


@contextmanager
def twin_of(model, folder, tokenizer_json, products):
    command = ["node", HERE / "twin.mjs", folder, tokenizer_json, products]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes, text=True, encoding="utf-8") as process:
        yield Twin(model, process)
        process.stdin.close()


@pytest.fixture(scope="session", autouse=True)
def node():
    if not shutil.which("node"):
        pytest.skip("the model in the page is tested with Node.js, which is not installed: nodejs.org, 20 or newer")


@pytest.fixture(scope="session", params=["base", "aligned"])
def pretrained(request, node):
    """The models of the pages that complete and that chat. What runs them does not know one from the other, or `chat`."""
    model = nexttoken.load(request.param)
    with twin_of(model, models.PRETRAINED / model.name, models.PRETRAINED / "tokenizer.json", "simd") as twin:
        yield twin


@pytest.fixture(scope="session")
def small_folder(tmp_path_factory):
    """The files of a model of random weights."""
    folder, model = tmp_path_factory.mktemp("small"), small_model()
    model.tokenizer.save(folder / "tokenizer.json")
    save_model(folder, model.params, model.config, model.tokenizer.end)
    return folder


@pytest.fixture(scope="session", params=["plain", "simd"])
def each_way(request, node, small_folder):
    """The small model, by each way to multiply."""
    with twin_of(models.load(small_folder), small_folder, small_folder / "tokenizer.json", request.param) as twin:
        yield twin


@pytest.fixture(scope="session")
def small(node, small_folder):
    with twin_of(models.load(small_folder), small_folder, small_folder / "tokenizer.json", "simd") as twin:
        yield twin
