"""The probe: what it finds of our models, and that no answer of a server, however odd, makes it fail."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openai
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexttoken import UserError
from nexttoken.api import probe
from nexttoken.api.probe import Finding

MESSAGE = {"role": "assistant", "content": "Noon."}
CALL = {"id": "a", "type": "function", "function": {"name": "clock", "arguments": "{}"}}
KEYS = ["choices", "message", "text", "tool_calls", "function", "name", "logprobs", "content", "data", "id"]
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner), max_leaves=12
)
ROUTES = ("chat/completions", "completions")


class Odd(BaseHTTPRequestHandler):
    """A server that answers each route with what the test says: `answers[route](body of the request)`."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        given = self.server.answers.get(self.path.removeprefix("/v1/"), lambda asked: (404, {}))
        status, data, *headers = given(json.loads(body or "null"))
        data = data if isinstance(data, bytes) else json.dumps(data).encode()
        self.send_response(status)
        for name, value in {"content-type": "application/json", "content-length": len(data), **dict(headers)}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def odd():
    """Such a server, and `odd.client` on it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    server.answers = {}
    server.client = openai.OpenAI(base_url=f"http://127.0.0.1:{server.server_port}/v1", api_key="not needed")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def works(findings):
    return {name: finding.works for name, finding in findings.items()}


def chat(**choice):
    """Answers to chats: all with the same choice."""
    return {"chat/completions": lambda asked: (200, {"choices": [{"index": 0} | choice]})}


def test_our_own_models(client):
    assert probe.model_names(client) == ["talker", "small"]
    assert works(probe.probe(client, "talker")) == dict.fromkeys(("chat", "completion", "tools", "logprobs"), True)
    small = probe.probe(client, "small")
    assert works(small) == {"chat": False, "completion": True, "tools": False, "logprobs": True}
    assert "was not trained to answer" in small["chat"].why and small["chat"] == small["tools"]
    assert set(works(probe.probe(client, "none")).values()) == {False}


@pytest.mark.parametrize("choice, tools, logprobs", [
    ({"message": MESSAGE}, None, False),
    ({"message": MESSAGE, "finish_reason": "length"}, None, False),
    ({"message": MESSAGE, "finish_reason": "stop"}, False, False),
    ({"message": MESSAGE, "logprobs": {"content": []}}, None, False),
    ({"message": MESSAGE | {"content": ""}, "logprobs": {"content": []}}, None, None),
    ({"message": MESSAGE, "logprobs": {"content": [{"token": "N", "logprob": 0}]}}, None, True),
    ({"message": MESSAGE | {"tool_calls": []}, "finish_reason": "stop"}, False, False),
    ({"message": MESSAGE | {"tool_calls": [CALL]}, "logprobs": None}, True, False),
])  # fmt: skip
def test_what_is_left_out_is_noticed(odd, choice, tools, logprobs):
    odd.answers = chat(**choice)
    assert works(probe.probe(odd.client, "theirs")) == {
        "chat": True, "completion": False, "tools": tools, "logprobs": logprobs}  # fmt: skip


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_refusal_that_has_another_reason_says_nothing_of_the_model(odd, status):
    odd.answers = dict.fromkeys(ROUTES, lambda asked: (status, {"error": {"message": "No\nway."}}))
    assert set(probe.probe(odd.client, "theirs").values()) == {Finding(None, "No way")}


@pytest.mark.parametrize("known", probe.LIMITS)
def test_a_server_may_know_either_name_of_the_limit(odd, known):
    def answer(asked):
        unknown = [limit for limit in probe.LIMITS if limit in asked and limit != known]
        return (400, {"error": {"message": f"no {unknown}"}}) if unknown else (200, {"choices": [{"message": MESSAGE}]})

    odd.answers = {"chat/completions": answer}
    assert probe.probe(odd.client, "theirs")["chat"].works


ODD = [
    (200, b""),
    (200, b"<html>", ("content-type", "text/html")),
    (200, b"{", ("content-type", "application/json")),
    (200, b"[" * 100_000),
    (200, b"\xff\xfe{}", ("content-type", "application/json; charset=nonsense")),
    (200, b"no gzip", ("content-encoding", "gzip")),
    (200, gzip.compress(b"{}"), ("content-encoding", "gzip")),
    (200, {"choices": []}),
    (200, {"error": {"message": "an error that says 200"}}),
    (200, b"data: {}\n\n", ("content-type", "text/event-stream")),
    (200, b"short", ("content-length", 999)),
    (302, b"", ("location", "/v1/chat/completions")),
    (204, b""),
    (400, b"<html>"),
    (400, b"[" * 100_000),
    (400, {"error": ["a list"]}),
    (418, "a text"),
    (599, b""),
]


@pytest.mark.parametrize("answer", ODD, ids=range(len(ODD)))
def test_an_odd_answer_is_no_sign_that_it_works(odd, answer):
    odd.answers = dict.fromkeys(ROUTES, lambda asked: answer)
    findings = probe.probe(odd.client, "theirs")
    assert not any(finding.works for finding in findings.values())
    assert all(finding.why and "\n" not in finding.why and len(finding.why) <= 300 for finding in findings.values())


@settings(max_examples=25, deadline=None)
@given(JSON, st.sampled_from([200, 200, 400]))
def test_any_json_is_a_finding(odd, answer, status):
    odd.answers = dict.fromkeys(ROUTES, lambda asked: (status, answer))
    assert set(works(probe.probe(odd.client, "theirs")).values()) <= {True, False, None}
    odd.answers["models"] = lambda asked: (200, answer)
    try:
        assert all(isinstance(name, str) for name in probe.model_names(odd.client))
    except UserError as error:
        assert "lists no models" in str(error)


def test_nobody_there_is_not_known():
    with openai.OpenAI(base_url="http://127.0.0.1:9/v1", api_key="not needed") as client:
        assert set(works(probe.probe(client, "theirs")).values()) == {None}
