"""Exercises in agreement: which pronoun a name asks for, and which names a pronoun or a kind of people asks for.

    "Karl combed his hair. Her name was Ada. The princesses were called Bea and Cora. ..."

A story has about one pronoun, and names of one gender only: from stories alone a model learns last which names are
whose. Here women and men take turns, so that no answer can be copied from the sentence before.
"""

import re

from nexttoken.corpus.cast import new_name
from nexttoken.corpus.frames import fill, listed
from nexttoken.corpus.words import KINDS

PRONOUNS = {
    "she": {"he": "she", "his": "her", "him": "her", "His": "Her"},
    "he": {"he": "he", "his": "his", "him": "him", "His": "His"},
}
ALONE = (
    "{names} lost {his} [hat|bag|way] in the [woods|rain|dark].",
    "{names} [combed|washed|cut] {his} hair.",
    "{names} laughed until {his} [belly hurt|eyes were wet].",
    "{names} slept in {his} own [bed|house|room].",
    "{names} put it in {his} [bag|pocket|basket].",
    "{names} was [tired|glad|hungry], and {he} [sat down|went home|sang].",
    "If {names} has not moved away, {he} still lives there.",
    "{names} told it to everyone {he} met.",
    "{His} name was {names}.",
    "[They|People] called {him} {names}.",
    "[The|One] {one} was called {names}.",
)
TOGETHER = (
    "The {many} were called {names}.",
    "There were {many}: {names}.",
    "[Once|Then] there came {many} named {names}.",
)


def agreement(draw, split: str) -> tuple[str, frozenset, list]:
    """Sentences of six people, the places in the text where agreement tells what follows, and the people."""
    text, places, taken = "", set(), []
    for count in draw.pick(((1, 1, 1, 1, 1, 1), (1, 2, 1, 2), (3, 1, 1, 1), (1, 1, 2, 1, 1), (1, 3, 1, 1))):
        pronoun, names = draw.pick(tuple(PRONOUNS)), []
        for _ in range(count):
            names.append(new_name(draw, split, pronoun, taken + names))
        taken += names
        sentence = told(draw, names, pronoun)
        places |= {len(text) + place for place in answers(sentence, names)}
        text += sentence + " "
    return text.rstrip(), frozenset(places), [{"name": name, "trait": None, "skill": None} for name in taken]


def told(draw, names, pronoun) -> str:
    """A sentence of these people."""
    kind = draw.pick([kind for kind in KINDS if kind.pronoun == pronoun])
    slots = {"names": listed(names), "one": kind.singular, "many": kind.plural, **PRONOUNS[pronoun]}
    return fill(draw.pick(ALONE if len(names) == 1 else TOGETHER), slots, draw)


def answers(sentence, names) -> set:
    """The space before the pronoun that follows the name, or else all places within the names but the first letters.

    How a name begins says little of whose it is, how it goes on decides: Al|bert, Al|ma.
    """
    found = sentence.index(names[0])
    follows = re.search(r" (he|she|his|her)\b", sentence[found:])
    if follows:
        return {found + follows.start()}
    return {place for name in names for place in range(sentence.index(name) + 1, sentence.index(name) + len(name))}
