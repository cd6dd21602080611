"""Exercises for a model that learns: people are introduced, and then their skills are called for, again and again.

    next(generate(1, seed=7)).text    "In a mill lived two sisters: Ada and Brin. Ada could swim and Brin could sing. But then
                                  they came to a deep lake. Somebody had to swim, so Ada swam across. ..."

A story asks once who has the skill that helps; only that one word of two hundred teaches the model to look up what it
was told. Here every other sentence asks. The sentences, the people and the splits are those of the stories.
"""

from collections.abc import Iterator

from nexttoken.corpus import openings
from nexttoken.corpus.draw import Draw
from nexttoken.corpus.stories import Story, Telling

WORDS = 100  # an exercise goes on until it has as many


def generate(count: int, seed: int = 0, split: str = "train") -> Iterator[Story]:
    """`count` exercises."""
    return (roll_call(Draw(f"roll call {split} {seed} {k}"), split) for k in range(count))


def roll_call(draw, split: str) -> Story:
    """One exercise, with the people of a story."""
    telling = Telling(draw, split)
    able = [person for person in telling.cast if person.skill]
    opening = telling.say(openings.GROUP if telling.count > 1 else openings.SINGLE)
    sentences = [opening, *telling.people()]
    while len(" ".join(sentences).split()) < WORDS:
        sentences += telling.trial(draw.pick(able)) if draw.chance(0.7) else [telling.deed()]
    return Story(" ".join(sentences), telling.facts(), opening)
