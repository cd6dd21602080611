"""Chat completions. Of the hard cases R12 to R31, S1 to S17, T1 to T7, T10, T18, V3, V5, V8, V17, V18, V19, V22, V24, V26, X6 to
X8 are here as far as they are the server's; `tests/chat` has those of the chat itself. `test_chat_client.py` has what
the official client makes of the answers."""

import json

import pytest
from asking import CALL, MODEL, USER, WEATHER, answer_alone, refused

CLOCK = {"type": "function", "function": {"name": "clock"}}


@pytest.fixture
def chat(post):
    return lambda **fields: post("chat/completions", **{"model": "talker", "messages": [USER], "prompt": None} | fields)


@pytest.fixture
def chunks(events):
    return lambda **fields: events(
        "chat/completions", **{"model": "talker", "messages": [USER], "prompt": None} | fields
    )


def joined(chunks):
    """The messages that the chunks of a stream make up, put together as clients do."""
    choices = {}
    for chunk in chunks:
        for piece in chunk["choices"]:
            choice = choices.setdefault(
                piece["index"], {"content": "", "calls": {}, "roles": [], "reasons": [], "logprobs": []}
            )
            assert not choice["reasons"], "something came after the end"
            delta = piece["delta"]
            choice["content"] += delta.get("content") or ""
            choice["roles"] += [delta["role"]] if "role" in delta else []
            choice["reasons"] += [piece["finish_reason"]] if piece["finish_reason"] else []
            choice["logprobs"] += (piece.get("logprobs") or {}).get("content", [])
            for call in delta.get("tool_calls", []):
                assert type(call["index"]) is int
                known = choice["calls"].setdefault(call["index"], {"id": "", "name": "", "arguments": ""})
                known["id"] += call.get("id", "")
                for name, text in call["function"].items():
                    known[name] += text
    return [choices[index] for index in sorted(choices)]


def test_an_answer_is_what_the_model_would_say_in_this_process(client):
    messages = [{"role": "system", "content": "Be"}, {"role": "developer", "content": "kind."}, USER]
    found = client.chat.completions.create(
        model="talker", messages=messages, seed=5, temperature=0.8, max_tokens=20, n=3
    )
    for i, choice in enumerate(found.choices):
        answer, row = answer_alone(5 + i, messages, temperature=0.8, max_tokens=20)
        assert (choice.message.content, choice.finish_reason) == (answer.content, answer.finish_reason)
        assert (choice.index, choice.message.role, choice.message.tool_calls) == (i, "assistant", None)
    assert found.usage.total_tokens == found.usage.prompt_tokens + found.usage.completion_tokens
    assert found.usage.prompt_tokens == len(row.prompt_ids)


def test_a_model_that_only_continues_text_says_so(chat):
    assert "/v1/completions" in refused(chat(model="small"), 400, "model", "model_not_supported")
    refused(chat(model="nobody"), 404, "model")


@pytest.mark.parametrize("messages", [
    None, [], "Hi", {}, [3], [{}], [{"role": "king", "content": "x"}], [{"role": "user", "content": 3}],
    [{"role": "user", "content": None}], [{"role": "user"}], [USER, {"role": "assistant", "content": "x"}],
    [{"role": "user", "content": "x", "message": "y"}], [{"role": "user", "content": "x", "name": "a\nsystem"}],
    [{"role": "tool", "content": "x", "tool_call_id": "a"}], [{"role": "user", "content": "\ud800"}],
    [USER, {"role": "assistant", "tool_calls": [{"id": "a", "type": "function", "function": {"name": "f", "arguments": "{"}}]}],
    [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "file:///etc/passwd"}}]}],
    [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "http://127.0.0.1:1/x"}}]}],
], ids=lambda messages: ascii(messages)[:40])  # fmt: skip
def test_R7_R13_R15_R16_R28_R29_T7_T10_V5_X7_messages_that_cannot_be_answered_are_refused(http, messages):
    body = json.dumps({"model": "talker", "messages": messages})
    response = http.post("/v1/chat/completions", content=body, headers={"content-type": "application/json"})
    refused(response, 400, "messages")


def test_R17_R29_either_shape_of_a_message_is_the_same(chat):
    parts = [{"type": "text", "text": "Hi"}, {"type": "text", "text": " you"}]
    shapes = [
        {"role": "user", "content": "Hi you"},
        {"message": "Hi you", "role": "user"},
        {"role": "user", "content": parts},
    ]
    answers = [chat(messages=[shape], seed=1, max_tokens=9).json() for shape in shapes]
    assert len({(found["choices"][0]["message"]["content"], found["usage"]["prompt_tokens"]) for found in answers}) == 1


def test_T11_calls_and_results_in_the_history_are_read(chat):
    call = {"id": "x", "type": "function", "function": {"name": "clock", "arguments": "{}"}}
    asked = [USER, {"role": "assistant", "content": None, "tool_calls": [call], "refusal": None, "annotations": []}]
    long = chat(messages=[*asked, {"role": "tool", "tool_call_id": "x", "content": "9:00"}], max_tokens=1).json()
    assert long["usage"]["prompt_tokens"] > chat(max_tokens=1).json()["usage"]["prompt_tokens"] + 10


@pytest.mark.parametrize("field, value", [
    ("temperature", 2.1), ("n", 0), ("max_tokens", 0), ("max_completion_tokens", -1), ("top_logprobs", 21),
    ("top_logprobs", -1), ("top_logprobs", "5"), ("top_logprobs", 2), ("logprobs", 1), ("stop", [""]), ("tools", []), ("tools", [3]),
    ("tools", [{"type": "custom"}]), ("tools", [{"type": "function", "function": {"name": "a b"}}]), ("tools", [CLOCK, CLOCK]),
    ("tools", [{"type": "function", "function": {"name": "f", "parameters": {"type": "string"}}}]),
    ("tools", [{"type": "function", "function": {"name": "f", "parameters": {"properties": 3}}}]),
    ("tools", [{"type": "function", "function": {"name": "f", "evil": 1}}]), ("tool_choice", "auto"),
    ("tool_choice", "required"), ("tool_choice", {"type": "function", "function": {"name": "clock"}}), ("tool_choice", 3),
    ("parallel_tool_calls", False), ("response_format", {"type": "xml"}), ("response_format", {"type": "json_schema"}),
    ("response_format", {"type": "json_schema", "json_schema": {"name": "x"}}), ("response_format", {"type": "text", "x": 1}),
    ("response_format", {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "number?"}}}),
    ("response_format", {"type": "json_schema", "json_schema": {"name": "x", "schema": {"$ref": "http://127.0.0.1:1/x"}}}),
    ("response_format", {"type": "json_object", "json_schema": {"name": "x", "schema": {}}}),
    ("metadata", {"a": "b"}), ("store", True), ("service_tier", "flex"), ("modalities", ["audio"]), ("audio", {}),
    ("prediction", {}), ("reasoning_effort", "high"), ("verbosity", "low"), ("web_search_options", {}), ("functions", [1]),
    ("function_call", "auto"), ("chat_template", "x"), ("top_k", 5), ("prompt", "x"), ("stream_options", {}),
], ids=str)  # fmt: skip
def test_T3_T4_T18_V3_V7_V8_V17_V18_V22_X6_X8_a_field_that_cannot_be_honoured_is_named(chat, field, value):
    refused(chat(**{field: value}), 400, field)


def test_V8_the_server_is_fine_after_logprobs_that_it_cannot_give(chat):
    for count in -1, 21, "5", 2**70:
        refused(chat(logprobs=True, top_logprobs=count), 400, "top_logprobs")
        assert chat(logprobs=True, top_logprobs=20, max_tokens=1).status_code == 200


def test_what_goes_together_only(chat):
    refused(chat(max_tokens=5, max_completion_tokens=5), 400, "max_tokens")
    refused(chat(response_format={"type": "json_object"}, stop="}"), 400, "stop")
    named = {"type": "function", "function": {"name": "weather"}}
    assert "clock" in refused(chat(tools=[CLOCK], tool_choice=named), 400, "tool_choice")
    for name in "", None, 0, [], {}:
        nobody = {"type": "function", "function": {"name": name}}
        assert "clock" in refused(chat(tools=[CLOCK], tool_choice=nobody), 400, "tool_choice")


def test_what_only_labels_a_request_is_accepted(chat):
    labels = {"user": "me", "safety_identifier": "x", "prompt_cache_key": "y", "store": False, "service_tier": "auto",
              "modalities": ["text"], "metadata": None, "tool_choice": "none", "response_format": {"type": "text"}}  # fmt: skip
    assert chat(max_tokens=1, **labels).status_code == 200
    assert chat(max_tokens=1, metadata={}).status_code == 200


def test_R30_R31_V19_a_conversation_beyond_the_context_is_refused_with_the_counts(chat):
    assert "96" in refused(chat(messages=[USER | {"content": "x" * 99}]), 400, "messages", "context_length_exceeded")
    refused(chat(messages=[USER] * 20_000), 400, "messages", "context_length_exceeded")
    refused(chat(max_tokens=95), 400, "messages", "context_length_exceeded")
    refused(
        chat(n=128, max_completion_tokens=10**9, logprobs=True, top_logprobs=20),
        400,
        "messages",
        "context_length_exceeded",
    )


def test_logprobs_are_those_of_the_model(chat):
    found = chat(seed=3, max_tokens=12, logprobs=True, top_logprobs=2).json()["choices"][0]
    _, row = answer_alone(3, max_tokens=12, logprobs=2)
    entries = found["logprobs"]["content"]
    assert [(bytes(one["bytes"]), one["logprob"]) for one in entries] == [
        (one.bytes, one.logprob) for one in row.logprobs
    ]
    assert [len(one["top_logprobs"]) for one in entries] == [2] * len(entries)
    assert b"".join(bytes(one["bytes"]) for one in entries).decode(errors="replace") == found["message"]["content"]
    assert chat(max_tokens=1, seed=3).json()["choices"][0]["logprobs"] is None
    assert (
        chat(max_tokens=1, seed=3, logprobs=True).json()["choices"][0]["logprobs"]["content"][0]["top_logprobs"] == []
    )


@pytest.mark.parametrize(
    "fields", [{}, {"n": 3}, {"stop": ["e", "th", "a"]}, {"logprobs": True, "stop": ["e", "a"]}], ids=str
)
def test_S1_S7_S9_S10_S11_S16_a_stream_says_what_the_whole_says(chat, chunks, fields):
    for seed in range(6):
        asked = {"seed": seed, "max_tokens": 20} | fields
        found, whole = chunks(**asked), chat(**asked).json()
        assert [piece["index"] for chunk in found[: len(whole["choices"])] for piece in chunk["choices"]] == list(
            range(len(whole["choices"]))
        )
        assert len({(chunk["id"], chunk["created"], chunk["model"]) for chunk in found}) == 1
        assert all("usage" not in chunk for chunk in found)
        for said, choice in zip(joined(found), whole["choices"], strict=True):
            assert (said["content"], said["reasons"], said["roles"]) == (
                choice["message"]["content"],
                [choice["finish_reason"]],
                ["assistant"],
            )
            assert said["logprobs"] == (choice["logprobs"] or {"content": []})["content"]
            assert not any(stop in said["content"] for stop in fields.get("stop", []))
            if fields.get("logprobs") and choice["finish_reason"] == "stop":
                assert len("".join(one["token"] for one in said["logprobs"])) >= len(said["content"])


def test_S17_usage_comes_last_and_is_null_before(chat, chunks):
    *before, last = chunks(seed=1, max_tokens=9, stream_options={"include_usage": True})
    assert all(chunk["usage"] is None for chunk in before)
    assert (last["choices"], last["usage"]) == ([], chat(seed=1, max_tokens=9).json()["usage"])


def test_S19_an_invalid_request_is_refused_before_the_stream_begins(chat):
    refused(chat(stream=True, messages=[]), 400, "messages")
    refused(chat(stream=True, max_tokens=95), 400, "messages", "context_length_exceeded")


def test_T1_without_tools_or_with_the_choice_none_there_are_no_calls(chat):
    wants_to_call = {"logit_bias": {str(CALL): 100}, "max_tokens": 12}
    for fields in {}, {"tools": [WEATHER], "tool_choice": "none"}:
        for seed in range(3):
            [choice] = chat(seed=seed, **wants_to_call, **fields).json()["choices"]
            assert "tool_calls" not in choice["message"] and choice["finish_reason"] != "tool_calls"


@pytest.mark.parametrize(
    "choice, reason", [("required", "tool_calls"), ({"type": "function", "function": {"name": "weather"}}, "stop")]
)
def test_T2_T5_T6_a_call_that_has_to_be_is_one_and_fits(chat, chunks, choice, reason):
    for seed in range(6):
        asked = {"tools": [CLOCK, WEATHER], "tool_choice": choice, "parallel_tool_calls": False, "seed": seed}
        if choice == "required":
            asked["logit_bias"] = {str(MODEL.tokenizer.encode("w")[0]): 50}
        [found] = chat(**asked).json()["choices"]
        [call] = found["message"]["tool_calls"]
        assert (found["finish_reason"], found["message"]["content"], call["type"]) == (reason, None, "function")
        assert call["function"]["name"] == "weather"
        assert json.loads(call["function"]["arguments"])["city"] in ("Oslo", "Rome")
        [streamed] = joined(chunks(**asked))
        assert (streamed["content"], streamed["reasons"]) == ("", [reason])
        assert streamed["calls"][0] | {"id": ""} == {"id": "", **call["function"]}
        assert streamed["calls"][0]["id"].startswith("call_") and len(streamed["calls"]) == 1


def test_P13_S12_S13_S14_several_calls_have_ids_and_places_of_their_own(chat, chunks):
    asked = {"tools": [CLOCK], "tool_choice": "required", "logit_bias": {str(CALL): 100}, "seed": 2}
    calls = chat(**asked).json()["choices"][0]["message"]["tool_calls"]
    assert len(calls) > 1 and len({call["id"] for call in calls}) == len(calls)
    [streamed] = joined(chunks(**asked))
    assert [call["arguments"] for call in streamed["calls"].values()] == [
        call["function"]["arguments"] for call in calls
    ]
    assert [*streamed["calls"]] == list(range(len(calls)))


def test_with_the_choice_auto_a_model_may_answer_and_may_call(chat):
    never = {str(CALL): -100}
    assert (
        "tool_calls"
        not in chat(tools=[WEATHER], max_tokens=20, logit_bias=never, seed=1).json()["choices"][0]["message"]
    )
    always = {str(CALL): 100}
    [choice] = chat(tools=[WEATHER], logit_bias=always, parallel_tool_calls=False, seed=1).json()["choices"]
    assert (len(choice["message"]["tool_calls"]), choice["finish_reason"]) == (1, "tool_calls")


def test_any_object_is_an_object(chat):
    for seed in range(10):
        [choice] = chat(response_format={"type": "json_object"}, seed=seed).json()["choices"]
        assert choice["message"]["content"].startswith("{")
        if choice["finish_reason"] == "stop":
            assert isinstance(json.loads(choice["message"]["content"]), dict)
