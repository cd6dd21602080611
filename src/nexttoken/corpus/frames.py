"""Sentence frames: text with slots, `{S}`, and choices, `[one|two]`.

    fill("{S} [ran|walked] home.", {"S": "Ada"}, draw)  ->  "Ada walked home."

A frame that begins with "+ " is for groups only, one that begins with "1 " for a single person only.
"""

import re
from functools import cache


@cache
def _parts(frame: str) -> list:
    """The pieces of a frame: text, or a list of alternatives."""
    pieces = re.split(r"\[([^\]]*)\]", frame)
    return [piece.split("|") if i % 2 else piece for i, piece in enumerate(pieces)]


def fill(frame: str, slots: dict, draw) -> str:
    """The frame with a choice made for each `[...]` and each slot filled."""
    text = "".join(part if isinstance(part, str) else draw.pick(part) for part in _parts(frame))
    return text.format_map(slots)


@cache
def fitting(frames: tuple, single: bool) -> tuple:
    """The frames that fit one person, or a group, without their marks."""
    other = "+ " if single else "1 "
    return tuple(frame[2:] if frame[:2] in ("+ ", "1 ") else frame for frame in frames if not frame.startswith(other))


@cache
def refers_back(frame: str) -> bool:
    """Whether {they} follows a name in its sentence, so that it can be "she" where it is one person."""
    return re.search(r"\{[MS]\}[^.!?]*\{they\}", frame) is not None


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def listed(names: list) -> str:
    """`["A", "B", "C"]` -> `"A, B and C"`."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def with_article(words: str) -> str:
    return ("an " if words[0] in "aeiou" else "a ") + words
