"""Which combinations belong to which split.

The splits share every name, trait, skill and problem, and no combination of them:

- two names: each name has a row and a column in a 7 x 7 grid. Names of one held-out story share the row, names of one
  validation story share the column (and no row), names of one training story share neither;
- a name and a trait: by a number of the name plus the place of the trait in its list, modulo five, so that of every
  name's traits a fifth is held out and a fifth is for validation;
- a skill and a problem: by the sum of their places in their lists, the same shares.
"""

from functools import cache
from zlib import crc32

from nexttoken.corpus.problems import PROBLEMS
from nexttoken.corpus.skills import SKILLS
from nexttoken.corpus.words import TRAITS
from nexttoken.errors import UserError

SPLITS = ("train", "validation", "heldout")
_BY_FIFTH = ("heldout", "validation", "train", "train", "train")
_SKILL_PLACE = {skill.do: place for place, skill in enumerate(SKILLS)}
_TRAIT_PLACE = {trait: place for place, trait in enumerate(TRAITS)}
_PROBLEM_PLACE = {problem.name: place for place, problem in enumerate(PROBLEMS)}


def check(count: int, split: str, what: str, splits: tuple = SPLITS) -> None:
    """Raise UserError for a count below 1 of what is asked for, or an unknown split."""
    if count < 1:
        raise UserError(f"count is {count}: ask for at least 1 {what}")
    if split not in splits:
        raise UserError(f"split is {split!r}: use one of {', '.join(splits)}")


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
    return _BY_FIFTH[(crc32(name.encode()) + _TRAIT_PLACE[trait]) % 5]


def may_meet(name: str, value: str, others) -> bool:
    """Whether training stories may have this name with this value, if that is a trait, and beside these other names."""
    fits = value not in _TRAIT_PLACE or trait_split(name, value) == "train"
    return fits and all(names_split(name, other) == "train" for other in others)


def skill_split(skill: str, problem: str) -> str:
    """The split in whose stories somebody with this skill may meet this problem."""
    return _BY_FIFTH[(_SKILL_PLACE[skill] + _PROBLEM_PLACE[problem]) % 5]
