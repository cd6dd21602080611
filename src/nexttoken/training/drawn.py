"""The stories that training drew for a model, told again from its plans: what it says is new if they do not have it.

    sum(1 for _ in stories_met(PRETRAINED / "base"))    237,600

Of those that are drawn about two of three are learned, the ones that fill the rows best; all are told here. A run that
was made with earlier code of the corpus had others than its plan makes today: the model's card says so.

What this file does not do: make rows of them (`base.py`, `chat.py`, `preferences.py`), or need what training needs.
"""

from itertools import chain

import numpy as np

from nexttoken.corpus.stories import generate
from nexttoken.model import folder_of
from nexttoken.training.plan import place_of_start, plans

PER_STEP = {"base": 36, "chat": 9, "aligned": 9}  # three for each row of stories, of which a batch of base has up to 12


def seed_of(seed, step, stage=""):
    """The seed of the texts of a step. Of one seed, each stage draws texts of its own."""
    return int(np.random.default_rng((seed, *stage.encode(), step)).integers(2**31))


def stories_met(folder):
    """All stories that training drew for the model in a folder, from its first run on."""
    return chain.from_iterable(map(_of_run, lineage(folder)))


def _of_run(plan):
    count = PER_STEP.get(plan.get("stage", "base"))
    seeds = (seed_of(plan["seed"], step, plan.get("stage", "")) for step in range(plan["steps"]))
    return chain.from_iterable(generate(count, seed) for seed in seeds) if count else ()


def lineage(folder):
    """The plans of all runs that made a model, those of the model that it started from first."""
    own = plans(folder)
    if not own or "start" not in own[0]:
        return own
    return [*lineage(folder_of(place_of_start(own[0]))), *own]
