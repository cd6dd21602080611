"""How much of a text is new: its runs of eight words (8-grams) that other texts do not have.

    new_eights([("princesses", "so the three princesses set out for home again")], stories)  ->  [(1, 2)]: one of two

A closed world with a thousand sentence frames makes many equal runs by chance, more of them the more stories one looks
at; a share of new runs therefore means something only together with what it was compared with.
"""

from collections import Counter
from collections.abc import Iterable

from nexttoken.corpus.stories import Story, eights


def new_eights(completions: list[tuple[str, str]], training: Iterable[Story]) -> list[tuple[int, int]]:
    """For each (kind of people, completion): how many of its 8-grams are new, and how many it has.

    New is what no training story with the same kind of people and the same plot has. Which plot a completion follows
    is not asked of it: of all plots, the one counts that it shares most with, which leaves the fewest new.
    """
    own = [eights(completion) for _, completion in completions]
    met = {eight: set() for some in own for eight in some}  # where in the training stories: {(kind, plot), ...}
    for story in training:
        for eight in eights(story.text):
            if eight in met:
                met[eight].add((story.facts["kind"], story.facts["plot"]))
    return [(len(some) - _most_shared(kind, some, met), len(some)) for (kind, _), some in zip(completions, own)]


def _most_shared(kind: str, own: list, met: dict) -> int:
    """How many of these 8-grams the training stories of one plot have, for the plot that has the most."""
    shared = Counter(plot for eight in own for of_kind, plot in met[eight] if of_kind == kind)
    return max(shared.values(), default=0)
