"""Fields of JSON objects, checked where they are read: whatever is wrong with one is said with the path to it.

>>> get({"role": 3}, "role", str, "messages[7]")
Traceback (most recent call last):
    ...
nexttoken.chat.fields.FieldError: messages[7].role is 3: it has to be text

What this file does not do: know what messages and tools are made of.
"""

import builtins
import json
import re
import reprlib

from nexttoken.errors import UserError

KINDS = {str: "text", list: "a list", dict: "an object"}
NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")


class FieldError(UserError):
    """A field that cannot be used. `param` is the path to it, such as `messages[2].content`."""

    def __init__(self, param, problem):
        super().__init__(f"{param} {problem}")
        self.param = param


class Brief(reprlib.Repr):
    """Values as Python writes them, but not megabytes of them, and without the place of an object in memory."""

    def repr_instance(self, value, level):
        try:
            text = ADDRESS.sub("", builtins.repr(value))
        except Exception:  # noqa: BLE001  a class may say of itself what it likes, or nothing
            text = f"<{type(value).__name__}>"
        return text if len(text) <= self.maxother else f"{text[:13]}...{text[-14:]}"


def brief(value):
    """`value` as Python writes it, in about a line."""
    return Brief().repr(value)


def require(value, kind, param):
    """`value`, if it is of that kind, and if it is text, then all of it characters."""
    if not isinstance(value, kind):
        problem = "is missing" if value is None else f"is {brief(value)}"
        raise FieldError(param, f"{problem}: it has to be {KINDS[kind]}")
    if kind is str:
        try:
            value.encode()
        except UnicodeEncodeError as error:
            half = value[error.start]
            raise FieldError(param, f"has half a surrogate pair, {half!r}: remove or replace it") from None
    return value


def get(given, name, kind, at):
    """The field `name` of the object `given`, which is found at the path `at`."""
    return require(given.get(name), kind, f"{at}.{name}")


def get_name(given, at):
    """The name of a function: 1 to 64 letters, digits, _ and -."""
    name = get(given, "name", str, at)
    if not NAME.fullmatch(name):
        raise FieldError(f"{at}.name", f"is {brief(name)}: use 1 to 64 letters, digits, _ or -")
    return name


def function_of(given, at):
    """The object in the field `function` of a tool or a tool call, which have to be of the type "function"."""
    kind = require(given, dict, at).get("type")
    if kind not in (None, "function"):
        raise FieldError(f"{at}.type", f'is {brief(kind)}: there is only "function"')
    return get(given, "function", dict, at)


def without_repeats(pairs):
    """The object of these pairs, for `json.loads`. Of a key that is there twice nobody could say which was meant.

    >>> json.loads('{"city":"Oslo","city":"Rome"}', object_pairs_hook=without_repeats)
    Traceback (most recent call last):
        ...
    nexttoken.errors.UserError: the key 'city' is there twice in one object: give it once
    """
    found = {}
    for key, value in pairs:
        if key in found:
            raise UserError(f"the key {brief(key)} is there twice in one object: give it once")
        found[key] = value
    return found


def compact(value):
    """`value` as JSON without needless spaces. Raises ValueError, TypeError or RecursionError where there is none."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    text.encode()  # half a surrogate pair is no text
    return text
