"""Drills for a model that learns: people are introduced, then asked for one by one, the owner first or the skill.

    next(generate(1, seed=53)).text    "Volulithea knew how to juggle and Etta knew how to weave. Somebody had to weave,
                                       and that was Etta. Luckily Volulithea could juggle."

Nothing but what was told says what comes next, and `answers` says where: the characters at which the words start that
only binding can tell. A story has a few such places in two hundred words; a drill has one in most sentences. In between
all are named together, as they were at first: a model that can only copy begins such a list with anybody, and leaves
out whoever came before. Every other drill is in agreement instead (`agreement.py`).
"""

from collections.abc import Iterator
from typing import NamedTuple

from nexttoken.corpus import journey, trials
from nexttoken.corpus.agreement import agreement
from nexttoken.corpus.draw import Draw
from nexttoken.corpus.stories import Telling

OWNERS = (
    "{S} could {do}.",
    "{S} knew how to {do}.",
    "Luckily {S} could {do}.",
    "{S} loved to {do}.",
    "{S} had learned to {do}.",
)
TOGETHER = tuple(frame for frame in journey.STARTS + journey.WANDERING + journey.RETURNS if "{names}" in frame)


class Drill(NamedTuple):
    text: str
    answers: frozenset  # where the answers start in the text: the places of the spaces before them
    people: list  # who is in it, each a dict of name, trait and skill, None where there is none


def generate(count: int, seed: int = 0, split: str = "train") -> Iterator[Drill]:
    """`count` drills."""
    draws = (Draw(f"drill {split} {seed} {k}") for k in range(count))
    return (Drill(*agreement(draw, split)) if k % 2 else drill(draw, split) for k, draw in enumerate(draws))


def drill(draw, split: str) -> Drill:
    """One drill, with the people of a story."""
    telling = Telling(draw, split)
    while telling.count == 1:
        telling = Telling(draw, split)
    text, answers = " ".join(telling.people()), set()
    for person in draw.several(telling.cast, telling.count):
        if draw.chance(0.4):
            text = f"{text} {telling.say(TOGETHER)}"
        for sentence, answer in asked(telling, person):
            if answer > 0:
                answers.add(len(text) + 1 + answer)
            text = f"{text} {sentence}"
    return Drill(text, frozenset(answers), [person._asdict() for person in telling.cast])


def asked(telling, person) -> Iterator[tuple[str, int]]:
    """Sentences about what a person can do and is like, each with the place where only binding can go on, or -1."""
    if telling.draw.chance(0.6):
        sentence = telling.say(OWNERS + trials.AHEAD, **telling.task(person))
        yield sentence, after(sentence, person.name, person.skill)
    else:
        sentence = telling.say(trials.CALLS, S=person.name, do=person.skill)
        yield sentence, after(sentence, person.skill, person.name)
    if person.trait:
        sentence = telling.deed_of(person)
        yield sentence, after(sentence, person.name, person.trait)


def after(sentence: str, first: str, second: str) -> int:
    """Where the second phrase follows the first in a sentence: the place of the space before it, or -1."""
    told = sentence.lower().find(first.lower())
    return sentence.find(" " + second, told + len(first)) if told >= 0 else -1
