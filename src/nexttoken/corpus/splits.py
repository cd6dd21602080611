"""Which combinations belong to which split.

The splits share every name, trait, skill and problem, and no combination of them:

- two names: each name has a row and a column in a 7 x 7 grid. Names of one held-out story share the row, names of one
  validation story share the column (and no row), names of one training story share neither;
- a name and a trait: by hash, one pair in five is held out and one is for validation;
- a skill and a problem: by the sum of their places in their lists, modulo five, the same shares.
"""

from functools import cache
from zlib import crc32

from nexttoken.corpus.plots import PROBLEMS
from nexttoken.corpus.skills import SKILLS

SPLITS = ("train", "validation", "heldout")
_BY_FIFTH = ("heldout", "validation", "train", "train", "train")
_SKILL_PLACE = {skill.do: place for place, skill in enumerate(SKILLS)}
_PROBLEM_PLACE = {problem.name: place for place, problem in enumerate(PROBLEMS)}


@cache
def _cell(name: str) -> tuple[int, int]:
    return divmod(crc32(name.encode()) % 49, 7)


def names_split(one: str, other: str) -> str:
    """The split in whose stories two names may meet."""
    (row, column), (other_row, other_column) = _cell(one), _cell(other)
    if row == other_row:
        return "heldout"
    return "validation" if column == other_column else "train"


def trait_split(name: str, trait: str) -> str:
    """The split in whose stories somebody of this name may have this trait."""
    return _BY_FIFTH[crc32(f"{name} is {trait}".encode()) % 5]


def skill_split(skill: str, problem: str) -> str:
    """The split in whose stories somebody with this skill may meet this problem."""
    return _BY_FIFTH[(_SKILL_PLACE[skill] + _PROBLEM_PLACE[problem]) % 5]
