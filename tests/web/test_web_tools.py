"""Tools in JavaScript: the same messages and prompts as in Python, whatever the model asks for."""

import itertools
import json

import pytest
from conversations import TOKENIZER, texts
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scripted import USER, Scripted, ids, run
from test_web_chat import TOOLS, conversations

from nexttoken.chat import Call, FieldError, shorten
from nexttoken.chat.tool_call import result
from nexttoken.chat.tool_schema import Tool

WEATHER = ids("<|call|>", 'weather{"city":"Oslo"}')
CLOCK = ids("<|call|>", "clock{}")
CALLS = [WEATHER, CLOCK, ids("<|call|>", "rm{}"), ids("<|call|>", 'weather{"city":7}')]


def functions(value):
    """Tools that return a value, and their schemas."""

    def weather(city: str):
        "The weather in a city."
        return value

    def clock():
        "The time."
        return value

    return [weather, clock], [Tool(weather).schema, Tool(clock).schema]


pieces = st.sampled_from([*CALLS, *([id] for id in TOKENIZER.control.values())]) | texts.map(TOKENIZER.encode)
answers = st.lists(pieces, max_size=6).map(lambda pieces: list(itertools.chain(*pieces)))
results = texts | st.sampled_from([None, {"weather": "rain", "degrees": 7}, "one two " * 40, "日本" * 600])


@settings(max_examples=50)
@example([ids("<|call|>", "clock", "<|user|>")], "8:15", 1, 512)
@example([ids("<|call|>", "clock", "<|end|>")], "8:15", 1, 512)
@example([ids("<|call|>", "clock", "<|reserved_9|>", "{}")], "8:15", 1, 512)
@given(st.lists(answers, min_size=1, max_size=4), results, st.integers(0, 3), st.sampled_from([200, 300, 512]))
def test_the_same_conversation_whatever_is_said(pretrained, script, value, rounds, context):
    tools, schemas = functions(value)
    model = Scripted(*script, context=context)
    said = run(model, tools, rounds=rounds)
    theirs = pretrained.ask("converse", script, [USER], schemas, value, rounds, context)
    assert theirs == {"messages": [USER, *said], "prompts": model.prompts}


def test_what_cannot_be_answered_is_refused_before_the_model_is_asked(pretrained):
    with pytest.raises(FieldError, match="make the instructions or the last messages shorter"):
        pretrained.ask("converse", [CLOCK], [USER | {"content": "Hi " * 500}], [], None, 5, 512)


def convert(amount: float, unit: str):
    "Converts."
    return "done"


@given(st.fixed_dictionaries({}, optional={
    "amount": st.sampled_from([1, 2.5, "1", True, None, []]), "unit": st.sampled_from(["m", "", 1, None, {}]),
    "to": st.just("km"), "Unit": st.just(1),
}), st.sampled_from(["convert", "clock"]))  # fmt: skip
def test_arguments_are_checked_as_in_python(small, arguments, name):
    call = {"name": name, "arguments": json.dumps(arguments)}
    expected = result(Call(**call), [Tool(convert)], seconds=5)
    assert small.ask("result", call, [Tool(convert).schema], "done") == expected


@pytest.mark.parametrize("arguments", [
    '{"unit":"m","amount":1,"unit":"km"}', '{"unit":"m","amount":1,"\\u0075nit" : "km"}', '{"a":[{"b":1,"b":2}]}',
    '{"unit":"\\"unit\\":","amount":1}', '{"unit":"unit","amount":1}', '{"unit":{"unit":1},"amount":[{},{}]}',
])  # fmt: skip
def test_a_key_that_is_there_twice_is_refused_as_in_python(small, arguments):
    expected = result(Call("convert", arguments), [Tool(convert)], seconds=5)
    call = {"name": "convert", "arguments": arguments}
    assert small.ask("result", call, [Tool(convert).schema], "done") == expected


@settings(max_examples=300)
@given(conversations, st.sampled_from([[], TOOLS]), st.sampled_from([40, 80, 160]), st.integers(1, 20))
def test_the_same_messages_are_forgotten(small, conversation, tools, context, answer):
    try:
        expected = shorten(conversation, small.model.tokenizer, context, tools, answer)
    except FieldError as ours:
        with pytest.raises(FieldError) as theirs:
            small.ask("shorten", conversation, tools, context, answer)
        assert theirs.value.param == ours.param
    else:
        assert small.ask("shorten", conversation, tools, context, answer) == expected
