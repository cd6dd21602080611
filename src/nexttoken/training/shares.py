"""What a batch of the base model is made of: how many of its rows are of each kind, as its run goes on.

Exercises in random tokens come first (`copying.py`, `binding.py`), then fewer and fewer, and drills and stories in their
place; at the end all is stories.

    first(0.01)    {"repeats": 4, "lookups": 8}
    first(0.5)     {"repeats": 0, "lookups": 1, "drills": 2, "stories": 9}

What this file does not do: make rows (`base.py`).
"""

ROWS = 12  # in a batch: 4,992 tokens; with twice as many, half as many steps learn less
STORY_ROWS = {"chat": 3, "aligned": 3}  # of a batch of other stages


def first(progress):
    """The rows of each kind when so much of a run that starts from nothing is done, 0 to 1."""
    if progress < 0.02:
        return {"repeats": ROWS // 3, "lookups": ROWS - ROWS // 3}
    fading = {"repeats": 1 / 12, "lookups": 1 / 6, "drills": 1 / 3}
    rows = {kind: round(ROWS * share * (1 - progress)) for kind, share in fading.items()}
    return rows | {"stories": ROWS - sum(rows.values())}


def later(progress):
    """The same for a run that goes on. A row of repeats stays: without one for 3,600 steps, copying anything was lost."""
    drills = round(ROWS / 6 * (1 - progress))
    return {"repeats": 1, "drills": drills, "stories": ROWS - 1 - drills}
