"""The client helper: which server it is on, and what a reader sees when a provider fails."""

import json
import re
import subprocess
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import openai
import pytest
from IPython.core.interactiveshell import InteractiveShell

import nexttoken
from nexttoken.api import client as helper
from nexttoken.api.probe import probe

KEY = "sk-a-secret-of-mine"
SECRET = re.compile(rb"\b(sk-[A-Za-z0-9]{20,}|sk-(proj|ant|or)-[\w-]{20,}|hf_[A-Za-z0-9]{30,}|Bearer [A-Za-z0-9]{20,})")

PIECE = b'data: {"choices": [{"index": 0, "text": "On", "delta": {"content": "On"}}]}\n\n'
FAILURE = b'data: {"error": {"message": "It is\\ntheirs to say"}}\n\n'
TYPES = {b"<": "text/html", b"d": "text/event-stream"}  # by the first byte


class Provider(BaseHTTPRequestHandler):
    """Answers every request with what the test wants: a status, a body, and the bytes that it promises and lacks."""

    def do_GET(self):
        self.answer(*self.server.answers.get(self.path, (404, {"error": {"message": "no route"}})))

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.do_GET()

    def answer(self, status, body, lacking=0):
        self.server.keys.append(self.headers["authorization"])
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", TYPES.get(data[:1], "application/json"))
        self.send_header("content-length", str(len(data) + lacking))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Provider)
    server.keys, server.answers = (
        [],
        {"/v1/models": (200, {"object": "list", "data": [{"id": "theirs", "object": "model"}]})},
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    yield server
    server.shutdown()


def shown(run):
    """What a notebook shows of an error."""
    shell, found = InteractiveShell.instance(), []
    try:
        run()
    except (openai.APIError, nexttoken.UserError) as error:
        found = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
        if hasattr(error, "_render_traceback_"):
            found = error._render_traceback_()
    return "\n".join(found)


def test_without_a_provider_the_client_is_on_our_own_model(monkeypatch, capsys):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", KEY)  # which alone changes nothing
    client = nexttoken.client()
    assert isinstance(client, openai.OpenAI) and client.api_key != KEY
    line = capsys.readouterr().out
    assert line == f"model {client.model} of {str(client.base_url).rstrip('/')}, on this machine\n"
    assert httpx.get(f"{client.base_url}models").json()["data"][0]["id"] == client.model
    assert client.completions.create(model="base", prompt="Once", max_tokens=5).usage.completion_tokens == 5
    assert nexttoken.client().base_url == client.base_url  # one server is enough
    assert "use " in shown(lambda: client.completions.create(model="gpt-5", prompt="x"))


def test_no_proxy_comes_between_the_client_and_our_own_model(monkeypatch):
    for name in "OPENAI_BASE_URL", "NO_PROXY", "no_proxy":
        monkeypatch.delenv(name, raising=False)
    for name in "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy":
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setattr(helper, "Client", partial(helper.Client, max_retries=0))
    client = nexttoken.client().with_options(max_retries=0)
    assert client.completions.create(model="base", prompt="Once", max_tokens=1).choices


def test_with_a_provider_the_client_is_on_its_model_and_the_key_is_not_shown(provider, capsys, monkeypatch):
    client = nexttoken.client()
    assert (client.model, provider.keys) == ("theirs", [f"Bearer {KEY}"])
    monkeypatch.setenv("OPENAI_MODEL", "another")
    assert nexttoken.client().model == "another"
    out = "".join(capsys.readouterr())
    assert f"http://127.0.0.1:{provider.server_port}/v1" in out and KEY not in out


@pytest.mark.parametrize(
    "status, named", [(401, "OPENAI_API_KEY"), (404, "models.list"), (429, "Wait"), (403, "provider"), (400, "theirs")]
)
def test_a_failure_is_one_line_that_says_what_to_do(provider, status, named, monkeypatch):
    client = nexttoken.client().with_options(max_retries=0)
    for path in "/v1/completions", "/v1/chat/completions":
        provider.answers[path] = (status, {"error": {"message": f"It is\ntheirs to say: {status}"}})
    asked = {"model": client.model, "messages": [{"role": "user", "content": "Hi"}]}
    for run in (
        lambda: client.chat.completions.create(**asked),
        lambda: client.completions.create(model="x", prompt="y"),
    ):
        line = shown(run)
        assert "\n" not in line and named in line and KEY not in line and "It is theirs to say" in line


def test_a_key_that_the_provider_repeats_is_not_shown(provider, monkeypatch):
    others = "sk-" + "proj-" + "Ab12" * 9, "hf_" + "Xy9" * 11
    told = f"Incorrect key: {KEY}, unlike {others[0]} or {others[1][:9]}{'*' * 20}, {'x' * 200}, {others[1]}"
    monkeypatch.setenv("OPENAI_MODEL", "m")
    client = nexttoken.client().with_options(max_retries=0)
    ask = partial(client.completions.create, model="x", prompt="y")
    provider.answers["/v1/completions"] = (401, {"error": {"message": told}})
    line = shown(ask)
    assert not any(key[:6] in line for key in (KEY, *others)) and "Incorrect key: …, unlike … or …" in line
    provider.answers["/v1/completions"] = (200, f'data: {{"error": {{"message": "{told}"}}}}\n\n'.encode())
    assert KEY not in shown(partial(list, ask(stream=True)))
    assert KEY not in str(probe(client, "m"))


def test_a_placeholder_in_place_of_a_key_leaves_words_as_they_are(provider, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    provider.answers["/v1/completions"] = (400, {"error": {"message": "none of these"}})
    assert "none of these" in shown(partial(nexttoken.client().completions.create, model="x", prompt="y"))


@pytest.mark.parametrize(
    "answer, named",
    [((200, PIECE + FAILURE), "It is theirs to say"), ((200, PIECE, 9), "/v1 broke off before")],
    ids=["says so", "breaks off"],
)
def test_a_failure_within_a_stream_is_one_line_after_what_came_before(provider, answer, named):
    client = nexttoken.client()
    provider.answers |= dict.fromkeys(("/v1/completions", "/v1/chat/completions"), answer)
    asked = {"model": client.model, "messages": [{"role": "user", "content": "Hi"}]}
    for stream in (
        client.completions.create(model="x", prompt="y", stream=True),
        client.chat.completions.create(**asked, stream=True),
    ):
        assert isinstance(stream, openai.Stream) and next(stream).choices[0].index == 0
        line = shown(partial(list, stream))
        assert "\n" not in line and named in line and KEY not in line
    with client.chat.completions.stream(**asked) as helped:
        line = shown(partial(list, helped))
    assert "\n" not in line and named in line


def test_a_stream_can_be_left_before_its_end(provider):
    provider.answers["/v1/completions"] = (200, PIECE + PIECE + b"data: [DONE]\n\n")
    asked = partial(nexttoken.client().completions.create, model="x", prompt="y", stream=True)
    assert [piece.choices[0].text for piece in asked()] == ["On", "On"]
    with asked() as stream:
        next(stream)
    assert stream.response.is_closed


def test_a_wrong_key_is_said_when_the_client_is_made(provider):
    provider.answers["/v1/models"] = (401, {"error": {"message": "Incorrect API key provided"}})
    assert "OPENAI_API_KEY" in shown(nexttoken.client)
    provider.answers["/v1/models"] = (401, "no JSON of theirs")
    assert "OPENAI_API_KEY" in shown(nexttoken.client)


@pytest.mark.parametrize(
    "listed", [{"object": "list", "data": []}, {}, [], {"data": ["m"]}, {"data": [{}]}, b"<html>", b"{"]
)
def test_a_provider_that_lists_no_model_wants_one_named(provider, listed):
    """A page, say, where an address lacks its end."""
    provider.answers["/v1/models"] = (200, listed)
    with pytest.raises(nexttoken.UserError, match="OPENAI_MODEL"):
        nexttoken.client()
    assert "\n" not in shown(nexttoken.client)


@pytest.mark.parametrize("status", [404, 405])
def test_a_provider_without_a_list_of_models_wants_one_named(provider, status):
    provider.answers["/v1/models"] = (status, {"error": {"message": "No such thing"}})
    line = shown(nexttoken.client)
    assert "\n" not in line and "No such thing" in line and "OPENAI_MODEL" in line and "OPENAI_BASE_URL" in line


@pytest.mark.parametrize(
    "body, told",
    [({"error": {"message": f"Too busy, {KEY}"}}, "Too busy, …"), ({}, "no choices")],
    ids=["error", "empty"],
)
def test_an_error_that_says_200_is_one_line(provider, body, told):
    provider.answers |= dict.fromkeys(("/v1/completions", "/v1/chat/completions"), (200, body))
    client = nexttoken.client()
    asked = {"model": "x", "messages": [{"role": "user", "content": "Hi"}]}
    for run in (
        lambda: client.chat.completions.create(**asked),
        lambda: client.completions.create(model="x", prompt="y"),
    ):
        line = shown(run)
        assert "\n" not in line and told in line


def test_what_may_be_a_key_in_an_address_is_not_shown(provider, monkeypatch, capsys):
    address = f"http://me:{KEY}@127.0.0.1:{provider.server_port}/v1"
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    assert nexttoken.client().model == "theirs"
    provider.answers["/v1/models"] = (200, {})
    line = capsys.readouterr().out + shown(nexttoken.client)
    assert KEY not in line and f"//127.0.0.1:{provider.server_port}/v1" in line


def test_a_key_is_taken_without_the_space_around_it_and_a_broken_one_is_one_line(provider, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", f" {KEY}\n")
    nexttoken.client()
    assert provider.keys == [f"Bearer {KEY}"]
    monkeypatch.setenv("OPENAI_API_KEY", f"“{KEY}”")
    line = shown(nexttoken.client)
    assert "OPENAI_API_KEY" in line and KEY not in line and "\n" not in line


def test_no_key_is_in_the_project():
    """Not in a source, and not in an output or the metadata of a notebook, those that were executed among them."""
    root = Path(nexttoken.__file__).parents[2]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout.split(b"\0")[
        :-1
    ]
    files = [root / name.decode() for name in listed] + list((root / "_build" / "executed").rglob("*.ipynb"))
    found = [file for file in files if file.exists() and SECRET.search(file.read_bytes())]
    assert len(files) > 100 and found == []


def test_a_provider_that_is_not_there_is_one_line(monkeypatch):
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setattr(helper, "Client", partial(helper.Client, max_retries=0))  # or it tries for seconds
    line = shown(nexttoken.client)
    assert "\n" not in line and "OPENAI_BASE_URL" in line


@pytest.mark.parametrize("address", ["http://localhost:80x0/v1", "http://[::1/v1"])
def test_what_is_no_address_is_one_line(monkeypatch, address):
    monkeypatch.setenv("OPENAI_BASE_URL", address)
    line = shown(nexttoken.client)
    assert "\n" not in line and "OPENAI_BASE_URL is no address" in line


def test_only_the_kind_of_error_that_it_was_is_raised(provider):
    """So that a chapter can handle it as any program would."""
    provider.answers["/v1/completions"] = (429, {"error": {"message": "slow down"}})
    client = nexttoken.client().with_options(max_retries=0)
    with pytest.raises(openai.RateLimitError) as error:
        client.completions.create(model="x", prompt="y")
    assert error.value.__cause__ is None
