"""Reading messages: what is kept, what is refused, and how the refusal names it."""

import time

import pytest
from conversations import messages
from hypothesis import given
from openai.types.chat import ChatCompletionMessageParam
from pydantic import TypeAdapter

from nexttoken.chat import Call, FieldError, Message, read, to_json
from nexttoken.chat.messages import read_prompt

OPENAI = TypeAdapter(list[ChatCompletionMessageParam])
USER = {"role": "user", "content": "Hi"}


def call(id, name="weather", arguments="{}"):
    return {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}


def asking(*ids):
    return {"role": "assistant", "content": None, "tool_calls": [call(id) for id in ids]}


def result(id, content="rain"):
    return {"role": "tool", "tool_call_id": id, "content": content}


def param_of(messages, read=read):
    with pytest.raises(FieldError) as error:
        read(messages)
    assert str(error.value).startswith(error.value.param + " ") and "\n" not in str(error.value)
    assert len(str(error.value)) < 250
    return error.value.param


def arguments_of(arguments):
    [message] = read([{"role": "assistant", "tool_calls": [call("a", arguments=arguments)]}])
    return message.calls[0].arguments


@given(messages())
def test_both_shapes_hold_all_of_a_message(conversation):
    read_once = read(conversation)
    for shape in "openai", "simple":
        objects = to_json(read_once, shape)
        assert read(objects) == read_once
        assert to_json(read(objects), shape) == objects


@given(messages())
def test_the_openai_package_knows_the_openai_shape(conversation):
    OPENAI.validate_python(to_json(read(conversation)))


def test_the_simple_shape_is_that_of_the_book():
    assert to_json(read([USER]), "simple") == [{"message": "Hi", "role": "user"}]


def test_calls_get_their_numbers_as_ids_and_results_follow_them():
    rounds = [asking("x", "y"), result("y"), result("x"), asking("x"), result("x")]
    objects = to_json(read(rounds))
    assert [c["id"] for message in objects for c in message.get("tool_calls", [])] == ["call_0", "call_1", "call_2"]
    assert [m["tool_call_id"] for m in objects if m["role"] == "tool"] == ["call_1", "call_0", "call_2"]


@pytest.mark.parametrize("bad, param", [
    (None, "messages"),
    ("Hi", "messages"),
    (USER, "messages"),
    ([], "messages"),
    ([USER, "Hi"], "messages[1]"),
    ([USER, None], "messages[1]"),
    ([USER, []], "messages[1]"),
    ([{"content": "Hi"}], "messages[0].role"),
    ([{**USER, "role": "function"}], "messages[0].role"),
    ([{**USER, "role": "User"}], "messages[0].role"),
    ([{**USER, "role": ["user"]}], "messages[0].role"),
    ([{**USER, "role": {}}], "messages[0].role"),
    ([{**USER, "role": "x" * 10_000_000}], "messages[0].role"),
    ([{"role": "user"}], "messages[0].content"),
    ([{"role": "user", "message": None}], "messages[0].message"),
    ([{"role": "user", "content": 3}], "messages[0].content"),
    ([{"role": "user", "content": {"text": "Hi"}}], "messages[0].content"),
    ([{"role": "user", "content": []}], "messages[0].content"),
    ([{"role": "user", "content": ["Hi"]}], "messages[0].content[0]"),
    ([{"role": "user", "content": [{"text": "Hi"}]}], "messages[0].content[0].type"),
    ([{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "file:///etc/passwd"}}]}],
     "messages[0].content[0].type"),
    ([{"role": "user", "content": [{"type": "text", "text": "Hi"}, {"type": "text"}]}], "messages[0].content[1].text"),
    ([{"role": "user", "content": [{"type": "text", "text": "Hi", "cache_control": {}}]}],
     "messages[0].content[0].cache_control"),
    ([{**USER, "tool_calls": [call("a")]}], "messages[0].tool_calls"),
    ([{**USER, "tool_call_id": "a"}], "messages[0].tool_call_id"),
    ([{**USER, "parsed": {}}], "messages[0].parsed"),
    ([{**USER, "x" * 10_000_000: 1}], None),
    ([{"role": "assistant", "content": "Hi", "function_call": {"name": "f", "arguments": "{}"}}],
     "messages[0].function_call"),
    ([{"role": "assistant", "content": "Hi", "refusal": "No."}], "messages[0].refusal"),
])  # fmt: skip
def test_what_is_no_message_is_refused_by_its_path(bad, param):
    found = param_of(bad)
    assert param is None or found == param


def test_fields_that_say_nothing_are_ignored():
    """The openai package dumps a message with all that it could have said."""
    silent = {"refusal": None, "annotations": [], "audio": None, "function_call": None, "tool_calls": None}
    assert read([{"role": "assistant", "content": "Hi", **silent}]) == [Message("assistant", "Hi")]


def test_what_the_openai_package_adds_to_a_message_is_known():
    """As `parse` and `stream` hand it out: what is said, once more as objects."""
    said = {"role": "assistant", "content": '{"a":1}', "parsed": {"a": 1}}
    assert read([said]) == [Message("assistant", '{"a":1}')]
    added = call("a") | {"index": 0}
    added["function"] |= {"parsed_arguments": {}}
    assert read([asking("a") | {"tool_calls": [added], "parsed": None}]) == read([asking("a")])
    assert read([asking("a") | {"tool_calls": [call("a") | {"type": None}]}]) == read([asking("a")])


def test_empty_text_beside_calls_is_none():
    silent = [Message("assistant", None, (Call("weather", "{}"),))]
    assert read([asking("a") | {"content": ""}]) == read([asking("a")]) == silent
    assert read([asking("a") | {"content": " "}])[0].content == " "


@pytest.mark.parametrize("bad, param", [
    ({"tool_calls": "weather"}, "tool_calls"),
    ({"tool_calls": {}}, "tool_calls"),
    ({"tool_calls": ["weather"]}, "tool_calls[0]"),
    ({"tool_calls": [call("a"), {**call("b"), "type": "custom"}]}, "tool_calls[1].type"),
    ({"tool_calls": [{"id": "a"}]}, "tool_calls[0].function"),
    ({"tool_calls": [{"function": {"name": "f", "arguments": "{}"}}]}, "tool_calls[0].id"),
    ({"tool_calls": [call(3)]}, "tool_calls[0].id"),
    ({"tool_calls": [call("a"), call("a")]}, "tool_calls[1].id"),
    ({"tool_calls": [call("a", name=None)]}, "tool_calls[0].function.name"),
    ({"tool_calls": [call("a") | {"when": "now"}]}, "tool_calls[0].when"),
    ({"tool_calls": [{"id": "a", "function": {"name": "f", "arguments": "{}", "output": "x"}}]},
     "tool_calls[0].function.output"),
])  # fmt: skip
def test_calls_that_cannot_be_read_are_refused_by_their_path(bad, param):
    assert param_of([USER, {"role": "assistant", "content": "Hi", **bad}]) == f"messages[1].{param}"


@pytest.mark.parametrize("arguments", [
    None, "", "{", "[]", "null", "3", '"{}"', '{"a":NaN}', '{"a":-Infinity}', "{'a': 1}", '{"a":1}}', "\ufeff{}",
    '{"a":' + "[" * 10_000 + "]" * 10_000 + "}", [], 3, {"a": float("nan")}, {"a": {1, 2}}, {"a": b"x"},
])  # fmt: skip
def test_arguments_that_are_no_json_object_are_refused(arguments):
    assert param_of([asking("a") | {"tool_calls": [call("a", arguments=arguments)]}]).endswith("[0].function.arguments")


@pytest.mark.parametrize("arguments", [
    "{}", ' {"b": 1,\n"a": 2} ', '{"a":1,"a":2}', '{"a":1e999,"b":-0,"c":1.0,"d":9007199254740993}', '{"é":"\\u00e9"}',
    '{"n":' + "9" * 10_000 + "}", '{"a":"}{<|end|>"}',
])  # fmt: skip
def test_arguments_in_text_are_kept_to_the_letter(arguments):
    assert arguments_of(arguments) == arguments


def test_arguments_that_are_an_object_are_written_compactly():
    assert arguments_of({"b": "é", "a": [1, None]}) == '{"b":"é","a":[1,null]}'


@pytest.mark.parametrize("conversation, param, hint", [
    ([result("a")], "messages[0].tool_call_id", "no call waits for a result"),
    ([asking("a"), result("b")], "messages[1].tool_call_id", "the calls without a result are 'a'"),
    ([asking("a"), result("a"), result("a")], "messages[2].tool_call_id", "no call waits"),
    ([asking("a"), result("a"), USER, result("a")], "messages[3].tool_call_id", "no call waits"),
    ([asking("a"), {**result("a"), "tool_call_id": None}], "messages[1].tool_call_id", "is missing"),
    ([asking("a"), {**result("a"), "tool_call_id": ["a"]}], "messages[1].tool_call_id", "has to be text"),
    ([asking("a", "b"), result("a"), USER], "messages[2].role", "call 'b' has no result yet"),
    ([asking("a"), asking("b")], "messages[1].role", "call 'a' has no result yet"),
])  # fmt: skip
def test_a_result_without_its_call_or_a_call_without_its_result_is_refused(conversation, param, hint):
    assert param_of(conversation) == param
    with pytest.raises(FieldError, match=hint.replace("[", r"\[")):
        read(conversation)


def test_results_may_come_in_any_order_and_an_id_may_come_again_later():
    rounds = [asking("a", "b"), result("b"), result("a"), USER, asking("a"), result("a")]
    assert [message.answers for message in read(rounds)] == [None, 1, 0, None, None, 0]


@pytest.mark.parametrize("conversation", [[asking("a", "b"), result("a")], [asking("a")],
                                          [asking("a"), result("a"), asking("a", "b"), result("a")]])  # fmt: skip
def test_a_prompt_needs_the_results_of_all_calls(conversation):
    read(conversation)
    with pytest.raises(FieldError, match="a call has no result yet"):
        read_prompt(conversation)
    assert param_of(conversation, read_prompt) == f"messages[{len(conversation) - 1}].role"


def test_a_prompt_may_end_in_anything_but_an_answer():
    for last in [USER, {"role": "system", "content": "Be kind."}]:
        assert read_prompt([last]) == read([last])
    assert read_prompt([asking("a"), result("a")])[0].calls == (Call("weather", "{}"),)
    assert param_of([USER, {"role": "assistant", "content": ""}], read_prompt) == "messages[1].role"


@pytest.mark.parametrize("conversation", [
    [USER] * 100_000, [asking("a"), result("a")] * 20_000, [{"role": "user", "content": "\u20ac" * 10_000_000}],
    [asking(*map(str, range(20_000))), *(result(str(i)) for i in reversed(range(20_000)))],
])  # fmt: skip
def test_many_messages_and_megabytes_are_read_in_time(conversation):
    started = time.process_time()
    read(conversation)
    assert time.process_time() - started < 3
