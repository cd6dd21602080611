"""What functions return, as text: all that JSON can say, and in a time that a limit can be set to."""

import datetime
import enum
import itertools
import tracemalloc
from collections import deque
from copy import copy
from dataclasses import dataclass, make_dataclass
from time import monotonic

import pytest
from pydantic import BaseModel

from nexttoken.chat import tool_result
from nexttoken.chat.messages import Call
from nexttoken.chat.tool_call import result
from nexttoken.chat.tool_schema import Tool
from nexttoken.errors import UserError


def giving(value):
    """A tool that returns a value."""

    def give():
        "Gives something."
        return value

    return Tool(give)


def said(tool, seconds=20):
    """What the model reads of a call."""
    return result(Call(tool.name, "{}"), [tool], seconds)


@dataclass
class Place:
    town: object
    street: str | None = None


class Box(BaseModel, extra="allow"):
    inside: object


class Endless(enum.Enum):
    ONES = itertools.repeat(1)


class Bare:
    """What Rust takes for an iterator."""

    def __next__(self):
        return 1


@pytest.mark.parametrize("value, text", [
    ("as it is", "as it is"), ("", ""), (None, "null"), (3, "3"), ({"a": "é"}, '{"a":"é"}'), (b"bytes", '"bytes"'),
    (float("nan"), '"NaN"'), ("half \ud800", "half ?"), (datetime.date(2024, 2, 29), '"2024-02-29"'), ({1}, "[1]"),
    (Place("Oslo"), '{"town":"Oslo","street":null}'), (Box(inside=[(1,)], more=2), '{"inside":[[1]],"more":2}'),
    (deque([{(1, 2): []}]), '[{"1,2":[]}]'), ([[1]] * 2, "[[1],[1]]"), (10**100, "1" + "0" * 100),
])  # fmt: skip
def test_results_are_text(value, text):
    assert giving(value).run("{}") == text


itself = []
itself.append(itself)
deep = []
for _ in range(1000):
    deep = [deep]


@pytest.mark.parametrize("value", [object(), b"\xff", {"a": "\ud800"}, [all], itself, deep, {(): deep}])
def test_a_result_that_is_no_text_is_a_mistake_in_one_line(value):
    with pytest.raises(UserError, match="^the result is .*, which JSON cannot say$") as error:
        giving(value).run("{}")
    assert " at 0x" not in str(error.value), "where an object lies in memory helps nobody"


def nested(value, depth):
    return value if depth == 0 else [nested(value, depth - 1)]


@pytest.mark.parametrize("value", [
    itertools.count(), {"numbers": itertools.repeat(1)}, [itertools.count()], {"a": map(abs, itertools.count())},
    (1, [{2: deque([itertools.count()])}]), Place(itertools.count()), Place("Oslo", [itertools.count()]), [Bare()],
    make_dataclass("Slim", ["inside"], slots=True)(itertools.count()), Endless.ONES, Box(inside=itertools.count()),
    Box(inside=1, more=itertools.count()), nested(itertools.count(), 254), {"numbers": itertools.islice([], 0)},
    {"numbers": (1 for _ in itertools.count())}, zip(itertools.count()),
])  # fmt: skip
def test_what_may_have_no_end_is_refused_since_no_time_limit_would_hold(value):
    with pytest.raises(UserError, match=r"^the result (is|has a part) of the type \w+, .*: return a list$"):
        giving(value).run("{}")


doubled = ["a"]
for _ in range(100):
    doubled = [doubled, doubled]
itself_twice = []
itself_twice += [itself_twice, itself_twice]


@pytest.mark.parametrize("value", [
    [0] * 20_000, ["a" * 1000] * 20, doubled, itself_twice, {"a": 1 << 10**6}, [b"a" * 20_000], {("a" * 20_000,): 1},
])  # fmt: skip
def test_what_would_take_long_to_write_is_refused_in_one_line(value, monkeypatch):
    monkeypatch.setattr(tool_result, "LARGEST", 10_000)
    with pytest.raises(UserError, match="^the result has more than 10,000 values and characters: return less$"):
        giving(value).run("{}")


def test_there_is_room_for_a_million_and_no_more():
    assert len(giving(["a" * 99_998] * 10).run("{}")) > 999_990
    with pytest.raises(UserError, match="^the result has more than 1,000,000 values and characters: return less$"):
        giving(["a" * 100_000] * 10).run("{}")


def test_the_time_limit_holds_while_a_result_is_looked_at(monkeypatch):
    monkeypatch.setattr(tool_result, "LARGEST", 10**12)
    started = monotonic()
    assert said(giving(doubled), seconds=0.2) == '{"error":"timeout after 0.2 seconds"}'
    assert monotonic() - started < 10


def test_a_function_may_give_its_result_piece_by_piece():
    def count():
        "Counts."
        yield from ([1], "2")

    assert Tool(count).run("{}") == '[[1],"2"]'


def test_what_a_function_raises_between_its_pieces_is_what_is_said():
    def count():
        "Counts."
        yield 1
        raise ValueError("later")

    assert said(Tool(count)) == '{"error":"ValueError: later"}'


@pytest.mark.parametrize("piece", [1, bytearray(1000), [1] * 1000])
def test_pieces_without_end_fill_no_memory(piece, monkeypatch):
    monkeypatch.setattr(tool_result, "LARGEST", 20_000)

    def count():
        "Counts."
        while True:
            yield copy(piece)

    tracemalloc.start()
    with pytest.raises(UserError, match="^the result has more than"):
        Tool(count).run("{}")
    assert tracemalloc.get_traced_memory()[1] < 2e6
    tracemalloc.stop()


def test_pieces_that_never_come_are_not_waited_for():
    def count():
        "Counts."
        yield 1
        while True:
            pass

    assert said(Tool(count), seconds=0.2) == '{"error":"timeout after 0.2 seconds"}'
