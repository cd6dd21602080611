"""The tool runner of the official client, which is there for responses only, on our server."""

import asyncio
from typing import Literal

import numpy as np
import openai
import pydantic
import pytest
from openai.lib.responses_tool_runner import (
    AsyncRegisteredFunction,
    AsyncResponsesToolRunner,
    RegisteredFunction,
    ResponsesToolRunner,
)
from small import small_model

from nexttoken.api import talk
from nexttoken.api.served import Served
from nexttoken.api.server import Server

ASKED = {"model": "talker", "input": "Hi"}
WRITTEN = [
    ("<|call|>", 'weather{"city":"Oslo"}', "<|call|>", 'weather{"city":"Rome"}', "<|end|>"),
    ("Rain.", "<|end|>"),
]


class Weather(pydantic.BaseModel):
    """The sky."""

    city: Literal["Oslo", "Rome"]


@pytest.fixture
def server(monkeypatch):
    """The model says what is written down: two calls, and after their results an answer."""
    answers = iter(WRITTEN)

    def written(asked, model):
        control = model.tokenizer.control
        parts = ([control[part]] if part in control else model.tokenizer.encode(part) for part in next(answers))
        ids = [token for part in parts for token in part]
        return [lambda tokens: np.arange(model.config.vocab_size) == ids[len(tokens)]]

    monkeypatch.setattr(talk, "constraints_of", written)
    server = Server([Served("talker", small_model(512), True)])
    server.start()
    yield server
    server.close()


@pytest.mark.parametrize("how", [{}, {"stream": True}, {"stream": True, "eager": True}], ids=str)
def test_it_runs_what_is_asked_for_and_returns_the_answer(server, how):
    cities = []
    tool = openai.pydantic_responses_function_tool(Weather, name="weather")
    weather = RegisteredFunction.from_tool(tool, execute=lambda asked: cities.append(asked.city) or "rain")
    with openai.OpenAI(base_url=server.base_url, api_key="-", max_retries=0) as client:
        turns = list(ResponsesToolRunner(functions=[weather]).iterate(client, ASKED, **how))
    first, last = (turn.response for turn in turns)
    assert [item.type for item in first.output] == ["function_call", "function_call"]
    assert (cities, last.output_text, turns[-1].final) == (["Oslo", "Rome"], "Rain.", True)
    assert last.usage.input_tokens > first.usage.input_tokens + first.usage.output_tokens


def test_it_does_so_without_waiting_too(server):
    async def execute(asked):
        return f"rain in {asked.city}"

    async def run():
        tool = openai.pydantic_responses_function_tool(Weather, name="weather")
        runner = AsyncResponsesToolRunner(functions=[AsyncRegisteredFunction.from_tool(tool, execute=execute)])
        async with openai.AsyncOpenAI(base_url=server.base_url, api_key="-", max_retries=0) as client:
            return await runner.run(client, ASKED, stream=True)

    assert asyncio.run(run()).output_text == "Rain."
