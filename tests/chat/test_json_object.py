"""Recognising JSON objects, beside Python's own reader of JSON."""

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexttoken.chat.json_object import DEPTH, JsonObject, is_object

values = st.recursive(
    st.sampled_from([None, True, False, 0, -1.5e300, "", '\n"é']),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)
objects = st.dictionaries(st.text(max_size=3), values, max_size=3)
written = st.builds(json.dumps, objects, ensure_ascii=st.booleans(), indent=st.sampled_from([None, 1]))
numbers = st.from_regex(r"-?[0-9]{1,3}(\.[0-9]*)?([eE][+-]?[0-9]*)?", fullmatch=True).map('{{"a":{}}}'.format)
escapes = st.text('\\"/bfnrtuU0aFg\n\x1f\x7f', max_size=8).map('{{"a":"{}"}}'.format)
symbols = st.lists(
    st.sampled_from([*'{}[]:,"\\0-.e \n\t\r\v', "true", "false", "null", "NaN", "\ufeff", "\xa0", '"a":'])
)
COMPLETIONS = '":}]0' + "eurlsa{"  # in this order they complete anything without going round in circles


@st.composite
def damaged(draw):
    """JSON with a character too many, too few, or another."""
    text = draw(written)
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.text('{}[]:,"\\0 ', max_size=1)) + text[at + draw(st.integers(0, 1)) :]


texts = written | numbers | escapes | damaged() | symbols.map("".join) | symbols.map(lambda parts: "{" + "".join(parts))


def refuse(constant):
    raise ValueError(constant)


def python_reads(text):
    """Is this a JSON object? Python's reader says so, which reads NaN as well, but not if it is told not to."""
    try:
        return isinstance(json.loads(text, parse_constant=refuse, parse_int=str), dict)
    except ValueError:
        return False


def completion(found):
    """Characters that make an object of what has been read."""
    added = ""
    while not found.whole:
        char = next(char for char in COMPLETIONS if copy.deepcopy(found).push(char))  # a refusal is for good
        found.push(char)
        added += char
    return added


@settings(max_examples=500)
@given(texts)
def test_an_object_is_what_python_reads_as_one(text):
    assert is_object(text) == python_reads(text)


@settings(max_examples=500)
@given(texts, st.data())
def test_what_is_not_refused_can_be_completed(text, data):
    """So a refusal comes at once, with the first character that no object can have there."""
    begun, found = text[: data.draw(st.integers(0, len(text)))], JsonObject()
    if found.push(begun):
        assert python_reads(begun + completion(found))


@given(texts, st.data())
def test_it_does_not_matter_how_the_text_is_cut(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5)))
    found = JsonObject()
    possible = [found.push(text[a:b]) for a, b in zip([0, *cuts], [*cuts, len(text)])]
    assert (possible[-1] and found.whole) == is_object(text)


@pytest.mark.parametrize("opened, closed", [('{"a":', "}"), ("[", "]")])
def test_nesting_has_a_bound_and_is_no_danger(opened, closed):
    """DEPTH values in one another are the most, the object and the number in the middle among them."""
    inside = DEPTH - 2

    def nested(depth):
        return '{"a":' + opened * depth + "0" + closed * depth + "}"

    assert is_object(nested(inside)) and not is_object(nested(inside + 1))
    assert python_reads(nested(inside + 1))  # it is an object, only too deep
    assert not is_object(nested(10_000)) and not is_object('{"a":' + opened * 10_000)
