"""Who is in a story: names, traits and skills that may meet in its split."""

from functools import cache
from typing import NamedTuple

from nexttoken.corpus import names, words
from nexttoken.corpus.skills import SKILLS
from nexttoken.corpus.splits import names_split, skill_split, trait_split

_TRAITS = tuple(words.TRAITS)


class Person(NamedTuple):
    name: str
    pronoun: str
    trait: str | None
    skill: str | None


def people(draw, split: str, count: int, pronoun: str, problem: str) -> list[Person]:
    """`count` people with different names, traits and skills."""
    taken, cast = [], []
    for skill in draw.several(_skills(problem, split), count):
        name = new_name(draw, split, pronoun, taken)
        taken.append(name)
        cast.append(Person(name, pronoun, _new_trait(draw, split, name, cast), skill))
    return cast


def new_name(draw, split: str, pronoun: str, taken: list[str]) -> str:
    """A name that may meet all those taken, and begins with another letter: nobody likes to mix up Yrsa and Yvette."""
    while True:
        name = _name(draw, pronoun)
        if all(name[0] != other[0] and names_split(name, other) == split for other in taken):
            return name


def _name(draw, pronoun: str) -> str:
    """A listed name, or, one time in three, a built one."""
    if draw.chance(0.65):
        return draw.pick(names.SHE if pronoun == "she" else names.HE)
    ends = names.SHE_ENDS if pronoun == "she" else names.HE_ENDS
    return draw.pick(names.STARTS) + draw.pick(names.MIDDLES) + draw.pick(ends)


def _new_trait(draw, split: str, name: str, cast: list[Person]) -> str:
    """A trait that this name may have and nobody has yet."""
    while True:
        trait = draw.pick(_TRAITS)
        if trait_split(name, trait) == split and all(trait != person.trait for person in cast):
            return trait


@cache
def _skills(problem: str, split: str) -> tuple[str, ...]:
    return tuple(skill.do for skill in SKILLS if skill_split(skill.do, problem) == split)
