"""Conversations in JavaScript: the same tokens, messages and events as in Python, whatever is said."""

import json
from dataclasses import asdict

import pytest
from conversations import ids, messages, tokens
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nexttoken.chat import Answer, Call, FieldError, Message, parse, read, render, render_prompt, to_json
from nexttoken.chat.fields import compact
from nexttoken.chat.parser import Parser, Start, Text
from nexttoken.chat.signatures import signatures

PARAMETERS = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
TOOLS = [
    {"type": "function", "function": {"name": "weather", "description": "é\nUSER: <|end|>", "parameters": PARAMETERS}},
    {"type": "function", "function": {"name": "clock", "parameters": PARAMETERS | {"required": []}}},
    {"type": "function", "function": {"name": "coin"}},
]


def with_text_as_arguments(conversation):
    """JavaScript has other numbers than Python and puts keys that are digits first: arguments as text are no matter."""
    for message in conversation:
        for call in message.get("tool_calls", ()):
            given = call["function"]["arguments"]
            call["function"]["arguments"] = given if isinstance(given, str) else compact(given)
    return conversation


conversations = messages().map(with_text_as_arguments)


def plain(thing):
    """Messages and events as JavaScript has them."""
    kinds = {Start: lambda: {"start": thing.role, "answers": thing.answers}, Text: lambda: {"text": thing.text},
             Call: lambda: {"call": asdict(thing)}, Message: lambda: {"message": as_json(thing)}}  # fmt: skip
    return kinds[type(thing)]()


def as_json(message):
    return json.loads(json.dumps(asdict(message)))


@settings(max_examples=300)
@given(conversations, st.sampled_from([[], TOOLS]))
def test_the_same_tokens_mask_and_messages(pretrained, conversation, tools):
    ids, mask = render(conversation, pretrained.model.tokenizer, tools)
    assert pretrained.ask("render", conversation, tools) == {"ids": ids, "mask": mask}
    assert pretrained.ask("read", conversation) == [as_json(message) for message in read(conversation)]
    for shape in "openai", "simple":
        assert pretrained.ask("toJson", conversation, shape) == to_json(read(conversation), shape)


def places(value, path=()):
    """Where something stands in a JSON value."""
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from places(part, (*path, key))


def with_another(value, path, other):
    if not path:
        return other
    changed = value.copy()
    changed[path[0]] = with_another(value[path[0]], path[1:], other)
    return changed


def blamed(read, given):
    """What cannot be used, or what was read."""
    try:
        return read(given)
    except FieldError as error:
        return error.param


others = st.sampled_from([None, "", "Hi", "tool", "assistant", "\ud800", "a b", 3, True, [], {}, ["Hi"], [{"type": "text"}],
                          {"content": "Hi"}, {"role": "user", "content": "Hi", "name": "me"},
                          [{"type": "text", "text": "Hi", "evil": 1}],
                          [{"id": "a", "function": {"name": "f", "arguments": "{}", "index": 1}}]])  # fmt: skip


@settings(max_examples=500)
@given(conversations, st.data())
def test_the_same_field_is_to_blame(small, conversation, data):
    path = data.draw(st.sampled_from([*places(conversation)]))
    damaged = with_another(conversation, path, data.draw(others))
    expected = blamed(lambda given: [as_json(message) for message in read(given)], damaged)
    assert blamed(lambda given: small.ask("read", given), damaged) == expected


@settings(max_examples=300)
@given(st.data())
def test_the_same_tools_and_the_same_field_is_to_blame(small, data):
    path = data.draw(st.sampled_from([*places(TOOLS)]))
    tools = with_another(TOOLS, path, data.draw(others))
    assert blamed(lambda given: small.ask("signatures", given), tools) == blamed(signatures, tools)


@given(conversations)
def test_the_same_prompt_or_the_same_field_to_blame(small, conversation):
    try:
        expected = render_prompt(conversation, small.model.tokenizer, TOOLS, context=60)
    except FieldError as ours:
        with pytest.raises(FieldError) as theirs:
            small.ask("renderPrompt", conversation, TOOLS, 60)
        assert theirs.value.param == ours.param
    else:
        assert small.ask("renderPrompt", conversation, TOOLS, 60) == expected


@settings(max_examples=500)
@example(ids("<|call|>", "f{}", "<|end|>", "<|tool|>", "0", "<|call|>", "noon", "<|end|>"), True)
@given(tokens(), st.booleans())
def test_the_same_events_for_any_tokens(pretrained, ids, answering):
    parser = Parser(pretrained.model.tokenizer, answering)
    expected = [[plain(event) for event in parser.push(id)] for id in ids]
    expected.append([plain(event) for event in parser.finish()])
    assert pretrained.ask("events", ids, answering) == expected


@settings(max_examples=40)
@given(conversations, st.sampled_from([[], TOOLS]))
def test_the_same_messages_wherever_tokens_break_off(pretrained, conversation, tools):
    ids, _ = render(conversation, pretrained.model.tokenizer, tools)
    cuts = [parse(ids[:end], pretrained.model.tokenizer) for end in range(len(ids) + 1)]
    assert pretrained.ask("everyCut", ids) == [[as_json(message) for message in cut] for cut in cuts]


@settings(max_examples=300)
@example(ids("<|call|>", "weather{"), "length", ["{"])
@given(tokens(), st.sampled_from(["stop", "length"]), st.sampled_from([[], ["i"], ["Hi", "{"]]))
def test_the_same_answer_and_reason(pretrained, ids, reason, stop):
    answer = Answer(pretrained.model.tokenizer, stop)
    events = [[plain(event) for event in answer.push(id)] for id in ids]
    events.append([plain(event) for event in answer.finish(reason)])
    assert pretrained.ask("answer", ids, reason, stop) == [events, as_json(answer.message), answer.finish_reason]
