"""Whether a model knows who has what: after a name, is that person's skill or trait likelier than the others'?

    told = next(contexts("skill", count=1, seed=65))
    told.prompt     "... Kaspian could blow the horn and Ameligar could cook soup. ... Kaspian had learned to"
    told.choices    ["blow the horn", "cook soup"]
    told.right      "blow the horn"

The people, two to four of a held-out story, have all been told of, so each choice could be copied: which one it must be
follows from the name alone. Guessing is right in about 37 % of the contexts of skills and 42 % of those of traits (four
people have no traits: a story has no room for them).

What this file does not do: ask whether the model would say any of them. What it writes, `stories.check` judges.
"""

from collections.abc import Iterator
from itertools import count as numbers
from itertools import islice
from typing import NamedTuple

from nexttoken.corpus import openings, trials
from nexttoken.corpus.draw import Draw
from nexttoken.corpus.drills import after
from nexttoken.corpus.stories import Telling
from nexttoken.evaluation.rates import rate


class Context(NamedTuple):
    prompt: str  # a story, up to where a word follows that depends on who was named
    choices: list[str]  # everyone's skill or trait, no two of which begin with the same word
    right: str


def binding(model, count: int = 300, seed: int = 0) -> dict:
    """The rates `binding_skills` and `binding_traits`, of `count` contexts each.

    `model` has a `tokenizer` and `next_token(prompt)`, a distribution.
    """
    return {f"binding_{what}s": rate(sum(binds(model, context) for context in contexts(what, count, seed)), count)
            for what in ("skill", "trait")}  # fmt: skip


def binds(model, context: Context) -> bool:
    """Whether the first token of the right choice is more probable than that of every other."""
    probable = model.next_token(context.prompt)
    first = {choice: probable[model.tokenizer.encode(" " + choice)[0]] for choice in context.choices}
    right = first.pop(context.right)
    return all(right > other for other in first.values())


def contexts(what: str, count: int, seed: int = 0) -> Iterator[Context]:
    """`count` contexts in which the "skill" or the "trait" of somebody is due."""
    made = (_context(what, Draw(f"binding {what} {seed} {k}")) for k in numbers())
    return islice(filter(None, made), count)


def _context(what: str, draw) -> Context | None:
    """One context, or None where there is nothing to choose."""
    telling = Telling(draw, "heldout")
    choices = [getattr(person, what) for person in telling.cast]
    if telling.count == 1 or not all(choices) or len({choice.split()[0] for choice in choices}) < telling.count:
        return None
    person = draw.pick(telling.cast)
    told = [telling.say(openings.GROUP), *telling.people(), telling.say(telling.problem.wants)]
    sentence = telling.say(trials.AHEAD, **telling.task(person)) if what == "skill" else telling.deed_of(person)
    right = getattr(person, what)
    return Context(" ".join([*told, sentence[: after(sentence, person.name, right)]]), choices, right)
