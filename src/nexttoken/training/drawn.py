"""The stories that a model was trained on, told again from its plans: what it says is new if they do not have it.

    sum(1 for _ in stories_met(PRETRAINED / "base"))    104,261

A step draws three stories for each row of a batch that is for stories, and learns those that fill its rows best; a step
of `aligned` learns the first that fit, and here all that it drew count. A run that was made with earlier code of the
corpus had others than its plan makes today: the model's card says so.

What this file does not do: make rows of them (`base.py`, `chat.py`, `preferences.py`), or need what training needs.
"""

from itertools import chain

import numpy as np

from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED, folder_of
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import shares
from nexttoken.training.packing import ROW, pack
from nexttoken.training.plan import place_of_start, plans


def seed_of(seed, step, stage=""):
    """The seed of the texts of a step. Of one seed, each stage draws texts of its own."""
    return int(np.random.default_rng((seed, *stage.encode(), step)).integers(2**31))


def stories_met(folder):
    """All stories that the model in a folder was trained on, from its first run on."""
    return chain.from_iterable(map(_of_run, lineage(folder)))


def _of_run(plan):
    tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")
    for step in range(plan["steps"]):
        rows = _rows(plan, step / plan.get("of", plan["steps"]))
        if rows:
            stories = list(generate(3 * rows, seed_of(plan["seed"], step, plan.get("stage", ""))))
            yield from stories if plan.get("stage") == "aligned" else fullest(stories, rows, tokenizer)


def _rows(plan, progress):
    """How many rows of a batch are of stories."""
    if "stage" in plan:
        return shares.STORY_ROWS.get(plan["stage"], 0)
    mixed = shares.later if "start" in plan else shares.first
    return mixed(progress).get("stories", 0)


def fullest(stories, rows, tokenizer):
    """Those of these stories that lie in the fullest rows, as `base.story_rows` packs them."""
    sizes = [len(tokenizer.encode(story.text)) + 1 for story in stories]
    places, _ = pack([([number] * size, [1.0] * size) for number, size in enumerate(sizes)], ROW, -1)
    return [stories[number] for number in np.unique(places[:rows]) if number >= 0]


def lineage(folder, weights=None):
    """The plans of all runs that made a model, those of the model that it started from first.

    With `weights`, a fingerprint, of the model that was in the folder then: a run that went on from it came later.
    """
    own = plans(folder)
    later = [number for number, plan in enumerate(own) if weights and plan.get("start_weights") == weights]
    own = own[: later[0]] if later else own
    if not own or "start" not in own[0]:
        return own
    return [*lineage(folder_of(place_of_start(own[0])), own[0].get("start_weights")), *own]
