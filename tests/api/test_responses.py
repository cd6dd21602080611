"""The newer interface, with the official client."""

import json
from typing import Literal

import pydantic
import pytest
from asking import OPTIONS, USER, answer_alone, refused

from nexttoken.api import engine

TOOL = {"type": "function", "name": "weather", "description": "Sky", "parameters": OPTIONS, "strict": True}
CALLS = {"tools": [TOOL], "tool_choice": "required", "parallel_tool_calls": False}
GREEDY = {"temperature": 0}


@pytest.fixture
def respond(post):
    return lambda **fields: post("responses", **{"model": "talker", "input": "Hi", "prompt": None} | fields)


def test_a_response_is_what_the_chat_would_say(client):
    found = client.responses.create(model="talker", input="Hi", instructions="Be kind.", max_output_tokens=30,
                                    metadata={"trip": "7"}, **GREEDY)  # fmt: skip
    answer, row = answer_alone(0, [{"role": "developer", "content": "Be kind."}, USER], max_tokens=30, temperature=0)
    assert found.output_text == answer.content
    assert found.status == {"stop": "completed", "length": "incomplete"}[answer.finish_reason]
    assert (found.instructions, found.metadata, found.object) == ("Be kind.", {"trip": "7"}, "response")
    assert (found.usage.input_tokens, found.usage.output_tokens) == (len(row.prompt_ids), len(row.tokens))


def test_a_response_tells_its_format_without_what_was_left_out(respond):
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    for format in {"type": "text"}, {"type": "json_schema", "name": "x", "schema": schema}:
        assert respond(text={"format": format}, max_output_tokens=3).json()["text"] == {"format": format}


def test_an_input_is_a_text_or_messages_or_what_was_said_before(client):
    same = [
        [USER],
        [{"type": None, **USER}],
        [{"type": "message", **USER}],
        [{"role": "user", "content": [{"type": "input_text", "text": "Hi"}]}],
    ]
    assert (
        len(
            {
                client.responses.create(model="talker", input=one, max_output_tokens=9, **GREEDY).output_text
                for one in ["Hi", *same]
            }
        )
        == 1
    )
    first = client.responses.create(model="talker", input="Hi", **CALLS)
    [call] = first.output
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "rain"}
    for said in call, call.model_dump():
        found = client.responses.create(model="talker", input=[USER, said, result], max_output_tokens=3)
        assert found.usage.input_tokens > 30
    said = client.responses.create(model="talker", input="Hi", max_output_tokens=3, **GREEDY).output
    assert client.responses.create(model="talker", input=[USER, *said, USER], max_output_tokens=3, **GREEDY).output


@pytest.mark.parametrize("field, value", [
    ("input", None), ("input", []), ("input", 3), ("input", [3]), ("input", [{"role": "king", "content": "x"}]),
    ("input", [{"type": "reasoning"}]), ("input", [{"role": "user", "content": []}]), ("input", [{"role": "user", "content": 3}]),
    ("input", [{"role": "user", "content": [{"type": "input_image", "image_url": "file:///etc/passwd"}]}]),
    ("input", [{"type": "function_call_output", "call_id": "a", "output": "x"}]), ("input", [USER | {"name": "x"}]),
    ("input", [{"type": "function_call", "call_id": "a", "name": "f", "arguments": "{"}]), ("input", "x" * 500),
    ("input", [{"type": "function_call", "call_id": "a", "name": "f", "arguments": "{}"}]), ("instructions", 3),
    ("max_output_tokens", 0), ("temperature", 3), ("top_p", 0), ("tools", [{"type": "web_search"}]), ("tools", [3]),
    ("tools", [TOOL | {"parameters": {"type": "string"}}]), ("tool_choice", "required"), ("tool_choice", {"type": "web_search"}),
    ("tool_choice", {"type": "function", "name": "f"}), ("text", {"format": {"type": "xml"}}), ("text", {"verbosity": "low"}),
    ("text", {"format": {"type": "json_schema", "name": "x"}}), ("text", {"format": {"type": "text", "name": "x"}}),
    ("metadata", {"a": 3}), ("store", True), ("background", True), ("previous_response_id", "x"), ("conversation", "x"),
    ("truncation", "auto"), ("include", ["x"]), ("reasoning", {}), ("top_logprobs", 3), ("seed", 3), ("stop", "x"),
    ("stream_options", {}), ("service_tier", "flex"), ("max_tool_calls", 3), ("prompt", {"id": "x"}), ("n", 2),
], ids=str)  # fmt: skip
def test_a_field_that_cannot_be_honoured_is_named(respond, field, value):
    refused(respond(**{field: value}), 400, field)


def test_a_model_that_only_continues_text_says_so(respond):
    refused(respond(model="small"), 400, "model", "model_not_supported")


def test_a_call_that_has_to_be_is_one_and_fits(client):
    for choice in "required", {"type": "function", "name": "weather"}:
        found = client.responses.create(model="talker", input="Hi", **CALLS | {"tool_choice": choice})
        [call] = found.output
        assert (call.type, call.name, found.status) == ("function_call", "weather", "completed")
        assert json.loads(call.arguments)["city"] in ("Oslo", "Rome")
    assert all(
        item.type == "message"
        for item in client.responses.create(model="talker", input="Hi", **CALLS | {"tool_choice": "none"}).output
    )


class Trip(pydantic.BaseModel):
    city: Literal["Oslo", "Rome"]


def test_an_answer_in_json_is_parsed_by_the_official_client(client):
    for temperature in 0, 1, 2:
        found = client.responses.parse(model="talker", input="Hi", text_format=Trip, temperature=temperature)
        assert isinstance(found.output_parsed, Trip)


def test_a_stream_of_text_is_put_together_by_the_official_client(client):
    with client.responses.stream(model="talker", input="Hi", text_format=Trip, **GREEDY) as stream:
        events = list(stream)
        final = stream.get_final_response()
    whole = client.responses.parse(model="talker", input="Hi", text_format=Trip, **GREEDY)
    assert final.output_parsed == whole.output_parsed and final.usage == whole.usage
    kinds = [event.type for event in events]
    assert kinds[:4] == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.content_part.added",
    ]
    assert kinds[-4:] == [
        "response.output_text.done",
        "response.content_part.done",
        "response.output_item.done",
        "response.completed",
    ]
    assert {*kinds[4:-4]} == {"response.output_text.delta"}
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert "".join(event.delta for event in events if event.type == "response.output_text.delta") == final.output_text


def test_a_stream_of_calls_is_put_together_by_the_official_client(client):
    with client.responses.stream(model="talker", input="Hi", **CALLS) as stream:
        kinds = [event.type for event in stream]
        [call] = stream.get_final_response().output
    assert call.parsed_arguments["city"] in ("Oslo", "Rome")
    assert kinds.count("response.output_item.added") == kinds.count("response.output_item.done") == 1


def test_a_stream_that_is_cut_off_says_so(client):
    events = list(client.responses.create(model="talker", input="Hi", max_output_tokens=2, stream=True, temperature=2))
    last = events[-1].response
    assert (events[-1].type, last.status) in [
        ("response.incomplete", "incomplete"),
        ("response.completed", "completed"),
    ]
    assert last.incomplete_details is None or last.incomplete_details.reason == "max_output_tokens"
    assert last.output_text == "".join(event.delta for event in events if event.type == "response.output_text.delta")


def test_a_failure_in_a_stream_reaches_the_client(client, monkeypatch):
    def fail(self):
        raise ValueError("a bug")

    monkeypatch.setattr(engine.Batch, "step", fail)
    *_, last = client.responses.create(model="talker", input="Hi", stream=True)
    assert last.type == "error" and "server" in last.message and "bug" not in last.message


@pytest.mark.parametrize("field, fields", [
    ("input", {"input": "\ud800"}), ("instructions", {"instructions": "\ud800"}),
    ("text.format.description", {"text": {"format": {"type": "json_schema", "name": "x", "schema": {}, "description": "\ud800"}}}),
    ("tools", {"tools": [{"type": "function", "name": "f", "description": "\ud800"}]}),
], ids=ascii)  # fmt: skip
def test_half_of_a_surrogate_pair_is_a_400(http, field, fields):
    body = json.dumps({"model": "talker", "input": "Hi"} | fields)
    refused(http.post("/v1/responses", content=body, headers={"content-type": "application/json"}), 400, field)


def test_what_was_parsed_can_be_sent_back_as_an_object_and_dumped(client):
    text = client.responses.parse(model="talker", input="Hi", text_format=Trip).output
    [call] = client.responses.parse(model="talker", input="Hi", **CALLS).output
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "rain"}
    for said in [*text, call, result], [*(item.model_dump() for item in [*text, call]), result]:
        without, answer = (
            client.responses.create(model="talker", input=[USER, *between, USER], max_output_tokens=1)
            for between in ([], said)
        )
        assert answer.usage.input_tokens > without.usage.input_tokens  # so the model has read them
