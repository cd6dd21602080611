"""Reading an answer while the model writes it."""

import doctest

import pytest
from conversations import TOKENIZER

from nexttoken.chat import Answer, Call, Message, answer

CONTROL = TOKENIZER.control


def ids(*parts):
    """Tokens of text, and of control tokens by their name: ids("Hi", "<|end|>")."""
    return [id for part in parts for id in ([CONTROL[part]] if part in CONTROL else TOKENIZER.encode(part))]


def answered(*parts, reason="length", stop=()):
    found = Answer(TOKENIZER, stop)
    for token in ids(*parts):
        found.push(token)
    found.finish(reason)
    return found.message, found.finish_reason


def test_the_worked_example():
    assert doctest.testmod(answer).attempted > 5
    assert doctest.testmod(answer).failed == 0


@pytest.mark.parametrize("parts, message, reason", [
    (["Hi", "<|end|>"], Message("assistant", "Hi"), "stop"),
    (["<|end|>"], Message("assistant", ""), "stop"),
    ([], Message("assistant", ""), "length"),
    (["Hi"], Message("assistant", "Hi"), "length"),
    (["<|call|>", "f{}", "<|end|>"], Message("assistant", None, (Call("f", "{}"),)), "tool_calls"),
    (["<|call|>", "f{}"], Message("assistant", "f{}"), "length"),
    (["<|call|>", "f{", "<|end|>"], Message("assistant", "f{"), "stop"),
    (["Sure.", "<|user|>", "And you?", "<|end|>"], Message("assistant", "Sure."), "stop"),
])  # fmt: skip
def test_an_answer_and_why_it_ended(parts, message, reason):
    assert answered(*parts) == (message, reason)


def test_what_was_ended_by_generation_is_ended():
    assert answered("<|call|>", "f{}", reason="stop") == (Message("assistant", None, (Call("f", "{}"),)), "tool_calls")


def test_a_stop_string_ends_the_content_but_not_a_call():
    assert answered("a then b", "<|end|>", stop=["the"]) == (Message("assistant", "a "), "stop")
    called = Message("assistant", None, (Call("f", '{"the":1}'),))
    assert answered("<|call|>", 'f{"the":1}', "<|end|>", stop=["the"]) == (called, "tool_calls")
