"""Exercises in finding the one who was asked for: two to five people, and a question about each.

"Who lives in Oslo?" is answered by whoever stands beside the same word above. A question that names a person is easier,
since the answer may begin as the question goes. Of other dialogues one in forty ends with the harder one, and a model did
not learn it at all: of two people it named the right one in 39 of 80 cases. Here it is asked most of the time, half of
the time in words that mean nothing, so that no wording gives the answer away.

What this file does not do: test anything. No held-out dialogue is of this skill.
"""

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.context import ask_about, noted, several_people
from nexttoken.corpus.dialogues.told import ABOUT_OTHERS
from nexttoken.corpus.frames import capital, listed

_FILLERS = ("the", "of", "to", "for", "in", "with", "now", "then", "please", "today", "here", "there", "so", "just", "again",
            "all", "this", "that", "one")  # fmt: skip


def finding(talk) -> None:
    """People are told of, then each is asked for."""
    draw, others = talk.draw, talk.draw.pick(ABOUT_OTHERS)
    plain = draw.chance(0.5)
    if not plain and draw.chance(0.5):
        others = others._replace(make=inventions.word)
    people = several_people(talk, others, draw.pick((2, 3, 3, 4, 5)))
    says = draw.pick(others.says) if plain else f"{{n}} {nonsense(draw, 1, 2)} {{v}}"
    talk.user(listed([says.format(n=name, v=value) for name, value in people]) + ".")
    talk.answer(noted(talk))
    for name, value in draw.several(people, len(people)):
        way = "who" if draw.chance(0.7) else "what"
        if plain:
            ask_about(talk, others, people, name, value, way)
            continue
        one_with = f"the one with {value} is {name}"
        asked, full, answer = (value, one_with, name) if way == "who" else (name, says.format(n=name, v=value), value)
        talk.user(capital(around(draw, asked)))
        talk.answer(Answer(full, answer, {"answers": [answer]}))


def around(draw, asked: str) -> str:
    """A question that nobody understands, but for what it asks about."""
    return f"{nonsense(draw, 0, 5)} {asked} {nonsense(draw, 0, 3)}".strip() + draw.pick("?.")


def nonsense(draw, least: int, most: int) -> str:
    words = [draw.pick(_FILLERS) if draw.chance(0.5) else inventions.word(draw)
             for _ in range(draw.pick(range(least, most + 1)))]  # fmt: skip
    return " ".join(dict.fromkeys(words))  # none twice
