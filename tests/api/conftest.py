import json

import httpx
import openai
import pytest
from asking import MODEL

from nexttoken.api.served import Served
from nexttoken.api.server import Server


@pytest.fixture(scope="session")
def server():
    """A model that continues text and one that chats, as far as random weights do."""
    server = Server([Served("talker", MODEL, True), Served("small", MODEL, False)])
    server.start()
    yield server
    server.close()


@pytest.fixture(scope="session")
def http(server):
    with httpx.Client(base_url=server.url, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def client(server):
    with openai.OpenAI(base_url=server.base_url, api_key="not needed", max_retries=0) as client:
        yield client


@pytest.fixture
def post(http):
    """Post JSON to a route of /v1; a completion of the small model where nothing else is said."""

    def post(path="completions", **fields):
        return http.post(f"/v1/{path}", json={"model": "small", "prompt": "Once"} | fields)

    return post


@pytest.fixture
def events(http):
    """The data of the events that a route sends, as they come."""

    def events(path="completions", **fields):
        body = {"model": "small", "prompt": "Once", "stream": True} | fields
        with http.stream("POST", f"/v1/{path}", json=body) as response:
            assert response.status_code == 200, response.read()
            assert response.headers["content-type"].startswith("text/event-stream")
            lines = response.read().decode().split("\n\n")
        assert lines.pop() == "" and all(line.startswith("data: ") and "\n" not in line for line in lines)
        assert lines.pop() == "data: [DONE]"
        return [json.loads(line.removeprefix("data: ")) for line in lines]

    return events
