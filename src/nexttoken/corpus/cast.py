"""Who is in a story, and which combinations belong to which split.

The splits share every name, trait, skill and problem, and no combination of them:

- two names: each name has a row and a column in a 7 x 7 grid. Names of one held-out story share the row, names of one
  validation story share the column (and no row), names of one training story share neither;
- a name and a trait: by hash, one pair in five is held out and one is for validation;
- a skill and a problem: by (skill + problem) mod 5, the same shares.
"""

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from nexttoken.corpus import names, words
from nexttoken.corpus.plots import PROBLEMS
from nexttoken.corpus.skills import SKILLS

SPLITS = ("train", "validation", "heldout")
_BY_FIFTH = ("heldout", "validation", "train", "train", "train")


class Person(NamedTuple):
    name: str
    pronoun: str
    trait: str | None
    skill: str | None


@lru_cache(maxsize=None)
def _cell(name: str) -> tuple[int, int]:
    return divmod(crc32(name.encode()) % 49, 7)


def names_split(one: str, other: str) -> str | None:
    """The split in which two names may meet; None: they never do."""
    (row, column), (other_row, other_column) = _cell(one), _cell(other)
    if row == other_row:
        return "heldout"
    return "validation" if column == other_column else "train"


def trait_split(name: str, trait: str) -> str:
    return _BY_FIFTH[crc32(f"{name} is {trait}".encode()) % 5]


def skill_split(skill: int, problem: int) -> str:
    """The split of the skill and the problem of these indices."""
    return _BY_FIFTH[(skill + problem) % 5]


@lru_cache(maxsize=None)
def _traits(name: str, split: str) -> tuple:
    return tuple(trait for trait in words.TRAITS if trait_split(name, trait) == split)


@lru_cache(maxsize=None)
def _skills(problem: str, split: str) -> tuple:
    index = [p.name for p in PROBLEMS].index(problem)
    return tuple(skill for i, skill in enumerate(SKILLS) if skill_split(i, index) == split)


def _name(draw, pronoun: str) -> str:
    """A listed name, or, one time in three, a built one."""
    if draw.chance(0.65):
        return draw.pick(names.SHE if pronoun == "she" else names.HE)
    ends = names.SHE_ENDS if pronoun == "she" else names.HE_ENDS
    return draw.pick(names.STARTS) + draw.pick(names.MIDDLES) + draw.pick(ends)


def new_name(draw, split: str, pronoun: str, taken: list) -> str:
    """A name that may meet all those taken."""
    while True:
        name = _name(draw, pronoun)
        if name not in taken and all(names_split(name, other) == split for other in taken):
            return name


def people(draw, split: str, count: int, pronoun: str, problem: str) -> list[Person]:
    """`count` people; the first is the one whose skill will help (the order is shuffled later by the caller)."""
    taken = []
    for _ in range(count):
        taken.append(new_name(draw, split, pronoun, taken))
    skills = draw.several(_skills(problem, split), count)
    traits = _different(draw, [_traits(name, split) for name in taken])
    return [Person(name, pronoun, trait, skill.do) for name, trait, skill in zip(taken, traits, skills)]


def _different(draw, choices: list) -> list:
    """One of each list, all different."""
    while True:
        picked = [draw.pick(options) for options in choices]
        if len(set(picked)) == len(picked):
            return picked
