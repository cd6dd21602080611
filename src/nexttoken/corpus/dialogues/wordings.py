"""More ways to say what users say, for training alone: "The name's {v}." beside "My name is {v}."

A model this small has read nothing else: of "Until next time!" it can know only what it has met that is like it. So
training has some forty wordings more of each thing that users say or ask, in the files beside this one. Whoever wrote
them saw the wordings of training and not those of the other splits, and none of these is one of the others' in other
letters, or with "please", or "what's" for "what is" (tests/corpus/dialogues/test_wordings.py).

    more("told", "name asked")[0]    "What do people call me?"

The files have a heading for each kind and a wording a line, with the slots of the lists that they add to.
"""

from functools import cache
from importlib.resources import files


def more(file: str, heading: str) -> tuple[str, ...]:
    """The wordings under a heading."""
    return _read(file)[heading]


@cache
def _read(file: str) -> dict[str, tuple[str, ...]]:
    text = (files(__package__) / "wordings" / f"{file}.txt").read_text("utf-8")
    blocks = (block.split("\n") for block in text.strip().split("\n\n"))
    return {heading.removeprefix("# "): tuple(wordings) for heading, *wordings in blocks}
