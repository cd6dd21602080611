"""Relations and facts: "color" relates the sky to blue.

Of each relation is written down how it is asked and said, and a table of subjects and answers, in which `x=a/b` means
that of x the answer is a, and b is as good. `near` names other topics that such a question touches: whether it is about
them is a matter of taste, so no dialogue asks. The tables are in `nature`, `everyday` and `lands`.
"""

from typing import NamedTuple

ARTICLES = ("a ", "an ", "the ")


class Relation(NamedTuple):
    name: str
    topic: str
    about: str  # what a question asks for, as a noun: "the color of {x}"
    asks: tuple[str, ...]  # questions with the slots {x} and, with a capital, {X}
    says: tuple[str, ...]  # answers with {x} and {a}
    table: str = ""
    follows: tuple[str, ...] = ()  # questions that say "it" or "there", or ask for the next one
    near: tuple[str, ...] = ()  # topics that are not far from it


class Fact(NamedTuple):
    relation: str
    x: str
    answers: tuple[str, ...]  # the one that is said, then those that are as good

    @property
    def key(self) -> str:
        return f"{self.relation} {self.x}"


def facts_of(relation: Relation) -> list[Fact]:
    """The facts of a relation's table."""
    rows = [row.strip() for line in relation.table.split("\n") for row in line.split(";") if row.strip()]
    pairs = [row.split("=") for row in rows]
    return [Fact(relation.name, x, tuple(answers.split("/"))) for x, answers in pairs]


def bare(words: str) -> str:
    """ "a puppy" -> "puppy" """
    return next((words.removeprefix(article) for article in ARTICLES if words.startswith(article)), words)
