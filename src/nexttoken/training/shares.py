"""What a batch of the base model is made of: how many of its rows are of each kind, as its run goes on.

Exercises in random tokens come first (`copying.py`, `binding.py`), then fewer and fewer, and drills and stories in
their place. One row of random tokens that come again stays to the end: without one for 3,600 steps, copying anything
was lost.

    first(0.01)    {"repeats": 4, "lookups": 8}
    first(0.5)     {"repeats": 1, "lookups": 1, "drills": 2, "stories": 8}

What this file does not do: make rows (`base.py`).
"""

ROWS = 12  # in a batch: 4,992 tokens; with twice as many, half as many steps learn less
STORY_ROWS = {"chat": 3, "aligned": 3, "struq": 2}  # of a batch of other stages


def first(progress):
    """The rows of each kind when so much of a run that starts from nothing is done, 0 to 1."""
    if progress < 0.02:
        return {"repeats": ROWS // 3, "lookups": ROWS - ROWS // 3}
    lookups, drills = round(ROWS / 6 * (1 - progress)), round(ROWS / 3 * (1 - progress))
    return {"repeats": 1, "lookups": lookups, "drills": drills, "stories": ROWS - 1 - lookups - drills}


def later(progress):
    """The same for a run that goes on."""
    drills = round(ROWS / 6 * (1 - progress))
    return {"repeats": 1, "drills": drills, "stories": ROWS - 1 - drills}
