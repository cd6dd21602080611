"""Recognising calls while they are written."""

import re

import pytest
from conversations import arguments, names
from hypothesis import given
from hypothesis import strategies as st

from nexttoken.chat import Call, FieldError, read
from nexttoken.chat.calls import CallText

NEARLY = st.text('af_-0{}" :1\n', max_size=12)


def found(*pieces):
    """The call that the pieces are, or None."""
    text = CallText()
    return text.call() if all(text.push(piece) for piece in pieces) else None


def expected(text):
    """The call that a text is, or None: found out with the reader of messages."""
    name, arguments = re.fullmatch(r"([\w-]*)(.*)", text, re.ASCII | re.DOTALL).groups()
    function = {"name": name, "arguments": arguments if arguments.strip() else "{}"}
    try:
        return read([{"role": "assistant", "tool_calls": [{"id": "a", "function": function}]}])[0].calls[0]
    except FieldError:
        return None


@given(names, arguments.filter(lambda text: isinstance(text, str)), st.data())
def test_every_call_that_can_be_made_is_recognised_however_it_is_cut(name, text, data):
    whole = name + text
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), max_size=4)))
    assert found(*(whole[a:b] for a, b in zip([0, *cuts], [*cuts, len(whole)]) if a < b)) == Call(name, text)


@given(NEARLY)
def test_a_call_is_what_the_reader_of_messages_takes_for_one(text):
    assert found(*text) == expected(text)


@pytest.mark.parametrize("text, refused_at", [
    ("I will look.", 2), ("{}", 0), (" weather{}", 0), ("a.b{}", 1), ("wetter für Oslo", 7), ("ä{}", 0), ("a{} ok", 4),
    ("a{}{}", 3), ("a{'x':1}", 2), ("a[1]", 1), ('a"x"', 1), ("a{x", 2), ('a{"x":NaN}', 6), ("x" * 65, 64), ("a:{}", 1),
    ('a({"x":1})', 1), ("a{\n}", None), ("x" * 64, None), ("a", None), ("a ", None), ('a {"x":1} ', None), ('a{"x', None),
])  # fmt: skip
def test_prose_is_told_at_the_first_character_that_no_call_has(text, refused_at):
    so_far = CallText()
    refusals = [at for at, char in enumerate(text) if not so_far.push(char)]
    assert (refusals[0] if refusals else None) == refused_at
    assert so_far.text == text
