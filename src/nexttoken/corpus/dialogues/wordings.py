"""More ways to say what users say, for training alone: "The name's {v}." beside "My name is {v}."

A model this small has read nothing else: of "See you around!" it can know only what it has met that is like it. So
training has a dozen to some ninety wordings more of each thing that users say or ask, in the files beside this one.
They were written with the wordings of training in view and not those of the other splits, and none is within a word of
one that another split keeps for the same thing (tests/corpus/dialogues/test_wordings.py). What they are for: before
questions that refer back had any, a model answered 293 of 300 of them rightly in the wordings of training, and 240 of
300 in those for validation.

    practised("told", "name asked")[0]    "What name do I have?"

The files have a heading for each kind and a wording a line, with the slots of the lists that they add to.
"""

from functools import cache
from importlib.resources import files


def practised(file: str, heading: str) -> tuple[str, ...]:
    """The wordings under a heading."""
    return _read(file)[heading]


@cache
def _read(file: str) -> dict[str, tuple[str, ...]]:
    text = (files(__package__) / "wordings" / f"{file}.txt").read_text("utf-8")
    blocks = (block.split("\n") for block in text.strip().split("\n\n"))
    return {heading.removeprefix("# "): tuple(wordings) for heading, *wordings in blocks}
