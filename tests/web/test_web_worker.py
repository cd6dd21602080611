import json
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import nexttoken
from nexttoken import model as models

PROMPT = "Once upon a time, there was a"  # as in session.mjs
SETTINGS = {"temperature": 0.8, "max_tokens": 30}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def session(node):
    """What came of session.mjs with the base model, served on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=models.PRETRAINED))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = ["node", Path(__file__).parent / "session.mjs", f"http://127.0.0.1:{server.server_port}/base/"]
    output = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    server.shutdown()
    return json.loads(output)


@pytest.fixture(scope="module")
def model():
    return nexttoken.load("base")


def test_loading_tells_how_far_it_is(session, model):
    shares = session["shares"]
    assert shares == sorted(shares) and 0 < shares[0] and shares[-1] == 1
    assert session["config"]["hidden_size"] == model.config.hidden_size


def test_two_completions_at_once_are_those_of_python(session, model):
    for seed, completion in zip([3, 4], session["two"]):
        expected = model.complete(PROMPT, seed=seed, **SETTINGS)
        ended_by = model.tokenizer.end if expected.finish_reason == "stop" else None
        assert completion == {
            "text": expected.text,
            "finish_reason": expected.finish_reason,
            "ended_by": ended_by,
            "seed": seed,
        }


def test_leaving_a_completion_ends_it_in_the_worker_too(session):
    events = [message for message in session["afterwards"] if "event" in message]
    assert 1 <= len(events) < 200
    assert session["afterwards"][-1]["done"] == {"finish_reason": "cancelled"}


def test_logits_are_asked_of_the_worker(session, model):
    assert session["logits"] == pytest.approx(model.next_logits(model.prompt_ids(PROMPT)), abs=1e-3)


def test_what_goes_wrong_is_told_in_a_line(session):
    assert session["early"] == "no model is loaded: load one first"
    assert session["refused"] == 'the prompt is "": give the model a text to continue'
    assert session["missing"].endswith("the server answers 404): check the connection and try again")
    assert "/base/nowhere/config.json" in session["missing"]
