"""A server that is closed while it answers: whoever waits is told, and nothing is printed."""

import json
import re
import signal
import subprocess
import sys
import threading
import time

import httpx
import pytest
from asking import MODEL, USER, until

from nexttoken.api.served import Served
from nexttoken.api.server import Server
from nexttoken.generation import Batch

NO_END = {"logit_bias": {str(MODEL.tokenizer.control["<|end|>"]): -100}}  # or chance might end an answer at once
LONG = {"model": "base", "prompt": "Once", "max_tokens": 400, "n": 64, "stream": True}
SCRIPT = f"""
import nexttoken

stream = iter(nexttoken.client().completions.create(**{LONG}))
for piece in stream:
    break
"""


@pytest.fixture
def slow(monkeypatch):
    """A server whose texts take longer than anybody waits."""
    step = Batch.step
    monkeypatch.setattr(Batch, "step", lambda self: time.sleep(0.3) or step(self))
    server = Server([Served("talker", MODEL, True)])
    server.start()
    yield server
    server.close()


@pytest.mark.parametrize("route, fields, last", [
    ("completions", {"prompt": "x", "max_tokens": 90, "n": 70}, "data: [DONE]"),
    ("chat/completions", {"messages": [USER]} | NO_END, "data: [DONE]"),
    ("responses", {"input": "x", "temperature": 0}, None),
])  # fmt: skip
def test_a_stream_ends_with_an_error_when_its_server_is_closed(slow, route, fields, last, capfd, caplog):
    body = {"model": "talker", "stream": True} | fields
    with httpx.stream("POST", f"{slow.base_url}/{route}", json=body, timeout=60) as response:
        lines = response.iter_lines()
        assert "data: " in next(lines) + next(lines)
        slow.close()
        *_, error, end = [line for line in lines if line.startswith("data: ")] + [None] * (last is None)
    assert "being closed" in json.dumps(json.loads(error.removeprefix("data: "))) and end == last
    assert capfd.readouterr() == ("", "") and not [one for one in caplog.records if one.name != "httpx"]


def test_who_waits_for_the_whole_answer_gets_a_503(slow, capfd):
    asked, found = {"model": "talker", "messages": [USER]} | NO_END, []
    waiting = threading.Thread(
        target=lambda: found.append(httpx.post(f"{slow.base_url}/chat/completions", json=asked, timeout=60))
    )
    waiting.start()
    until(lambda: slow.served[0].engine.running)
    slow.close()
    waiting.join()
    assert (found[0].status_code, found[0].json()["error"]["code"]) == (503, "server_closed")
    assert capfd.readouterr() == ("", "")


def test_a_script_that_leaves_a_stream_open_ends_in_silence():
    found = subprocess.run([sys.executable, "-c", SCRIPT], check=False, capture_output=True, text=True, timeout=120)
    assert (found.returncode, found.stderr) == (0, "") and found.stdout.startswith("model ")


def test_the_command_is_interrupted_in_silence_while_somebody_listens():
    command = [sys.executable, "-m", "nexttoken", "serve", "--model", "base", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        [url] = re.findall(r"base at (http://\S+)", process.stdout.readline())
        with httpx.stream("POST", f"{url}/completions", json=LONG, timeout=60) as response:
            lines = response.iter_lines()
            next(lines)
            process.send_signal(signal.SIGINT)
            assert [line for line in lines if line][-1] == "data: [DONE]"
        assert process.wait(30) in (0, 130)
        assert process.stderr.read() == ""
