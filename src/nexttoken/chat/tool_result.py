r"""What a function returns, as text for a model to read.

>>> text({"weather": "rain", "days": (1, 2)})
'{"weather":"rain","days":[1,2]}'
>>> text(i * i for i in range(4))
'[0,1,4,9]'
>>> text({"numbers": itertools.count()})
Traceback (most recent call last):
    ...
nexttoken.errors.UserError: the result has a part of the type count, which may have no end: return a list

JSON is written by pydantic (`pip install 'nexttoken[client]'`), which knows dates, dataclasses and its own models. It
lets nothing else run until it is done, so no time limit ends it (`time_limit.py`). Therefore all that it would write is
looked at before, in Python, which can be stopped anywhere; what takes long to write, or for ever, is refused.

What this file does not do: cut a text to the room that a model has (`tools.py`).
"""

import dataclasses
import enum
import inspect
import itertools
from collections import deque

from pydantic import BaseModel
from pydantic_core import to_json

from nexttoken.chat.fields import brief
from nexttoken.errors import UserError

LARGEST = 1_000_000  # values and characters
DEEPEST = 255  # values in values in values: what lies deeper pydantic refuses
WITHOUT_PARTS = {str, int, float, bool, type(None)}  # known at once


def text(value):
    """Text as it is, anything else as JSON. Raises UserError, and whatever a generator raises on its way."""
    if isinstance(value, str):
        return sound(value)
    if inspect.isgenerator(value):
        value = whole(value)
    room_after(value, LARGEST)
    try:
        return to_json(value, inf_nan_mode="strings").decode()
    except ValueError:
        raise UserError(f"the result is {brief(value)}, which JSON cannot say") from None


def whole(generator):
    """The list of all that a generator gives."""
    found, room = [], LARGEST
    for part in generator:
        room = room_after(part, room)
        found.append(part)
    return found


def room_after(value, room):
    """How much may be written after a value. Raises UserError where there is no room for it, or it may have no end."""
    for part in walk(value):
        if hasattr(type(part), "__next__"):
            where = "is" if part is value else "has a part"
            kind = type(part).__name__
            raise UserError(f"the result {where} of the type {kind}, which may have no end: return a list")
        room -= size(part)
        if room < 0:
            raise UserError(f"the result has more than {LARGEST:,} values and characters: return less")
    return room


def walk(value):
    """A value and all values in it, as often as they are in it; the walk ends where values are in themselves, too."""
    waiting = [iter([value])]
    while waiting:
        for part in waiting[-1]:
            yield part
            if len(waiting) <= DEEPEST and (inside := parts(part)):
                waiting.append(iter(inside))
                break
        else:
            waiting.pop()


def parts(value):
    """The values that are written where this one is."""
    if type(value) in WITHOUT_PARTS:
        return ()
    match value:
        case dict():
            return itertools.chain(value, value.values())
        case list() | tuple() | set() | frozenset() | deque():
            return value
        case enum.Enum():
            return [value.value]
        case BaseModel():
            return [*vars(value).values(), value.model_extra]
    fields = dataclasses.fields(value) if dataclasses.is_dataclass(value) else ()
    return [getattr(value, field.name, None) for field in fields]


def size(value):
    """About how long it takes to write a value without its parts."""
    if isinstance(value, str | bytes | bytearray):
        return 1 + len(value)
    if isinstance(value, int):  # twice as many digits take four times as long
        return 1 + value.bit_length() ** 2 // 10_000
    return 1


def sound(text):
    """Text without halves of surrogate pairs, which are no characters."""
    return text.encode("utf-8", "replace").decode()
