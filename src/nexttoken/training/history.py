"""A model that went on from the published one of its name: the plans and records of both runs, the earlier first.

    history({"steps": 3000, "seed": 1, "start": "base"}, records, PRETRAINED / "base")
        [{"steps": 3600, "seed": 0}, {"steps": 3000, "seed": 1, "start": "base"}], 6,600 records

And what it could do after each earlier run, and at the quarters of those that kept them, the curve of each skill:

    measured(plans, PRETRAINED / "base")
        [{"steps": 3600, "skills": {"story_consistency": {"rate": 0.643, ...}, ...}}]

What this file does not do: go on from a model (`base.py`, `stage.py`).
"""

import json

from nexttoken.training.plan import plans as plans_of
from nexttoken.training.run import read_log


def history(plan, records, published):
    """All plans and all records, numbered on, of a run whose model is to be published in folder `published`."""
    earlier = plans_of(published) if plan.get("start") == published.name else []
    if earlier and earlier[-1] == plan:  # it is published once more
        earlier.pop()
    done = sum(each["steps"] for each in earlier)
    before = read_log(published, done) if earlier else []
    return [*earlier, plan], [*before, *(each | {"step": done + each["step"]} for each in records)]


def measured(plans, published):
    """After how many steps what was measured, before the last of these plans; until then, `published` has the model."""
    done = sum(plan["steps"] for plan in plans[:-1])
    if not done:
        return []
    report = json.loads((published / "evaluation.json").read_text())
    now = sum(plan["steps"] for plan in plans_of(published))
    latest = [{"steps": now, "skills": report["skills"]}] if now == done else []  # not if it is published once more
    return [before for before in report.get("before", []) if before["steps"] <= done] + latest
