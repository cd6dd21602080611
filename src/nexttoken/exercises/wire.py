"""Values as JSON, between the grader and the process in which a submission runs.

Plain data passes: numbers, texts, bytes, lists, tuples, sets, dicts and arrays of numbers; fractions and decimals as
floats, and what a generator yields as a list. Of anything else only the name of its type does, as an `Other`; what can
be called is a function, also with a decorator around it. Nothing
that is read here can run, which is why it is not pickle.

>>> decode(encode({"pair": ("a", 1)}))
{'pair': ('a', 1)}
>>> decode(encode(print))
a function
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import numpy as np

PLAIN = (type(None), bool, int, float, str)
SEVERAL = {list: "list", tuple: "tuple", set: "set"}


class Other:
    """Stands for a value that does not pass; equal to nothing but itself."""

    def __init__(self, kind):
        self.kind = kind

    def __repr__(self):
        return f"a {self.kind}"


def encode(value):
    """`value` as what `json.dumps` can write."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, np.generic):
        return encode(value.item())
    for kind, name in SEVERAL.items():
        if isinstance(value, kind):
            return [name, *map(encode, value)]
    if isinstance(value, dict):
        return ["dict", *([encode(key), encode(each)] for key, each in value.items())]
    if isinstance(value, bytes):
        return ["bytes", value.hex()]
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        return ["array", value.tolist()]
    if isinstance(value, Fraction | Decimal):
        return float(value)
    if isinstance(value, Iterator):
        return ["list", *map(encode, value)]
    return ["other", "function" if callable(value) else type(value).__name__]


def decode(coded):
    """What `encode` was given, or an `Other`. Raises ValueError, KeyError or TypeError for what is not from there."""
    if type(coded) in PLAIN:
        return coded
    kind, *parts = coded
    return DECODERS[kind](parts)


DECODERS = {
    "list": lambda parts: [decode(part) for part in parts],
    "tuple": lambda parts: tuple(decode(part) for part in parts),
    "set": lambda parts: {decode(part) for part in parts},
    "dict": lambda parts: {decode(key): decode(each) for key, each in parts},
    "bytes": lambda parts: bytes.fromhex(parts[0]),
    "array": lambda parts: np.array(parts[0]),
    "other": lambda parts: Other(str(parts[0])),
}
