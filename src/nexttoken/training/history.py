"""A model that went on from the published one of its name: the plans and records of both runs, the earlier first.

    history({"steps": 3000, "seed": 1, "start": "base"}, records, PRETRAINED / "base")
        [{"steps": 3600, "seed": 0}, {"steps": 3000, "seed": 1, "start": "base"}], 6,600 records

What this file does not do: go on from a model (`base.py`, `stage.py`).
"""

from nexttoken.training.plan import read_plan
from nexttoken.training.run import read_log


def history(plan, records, published):
    """All plans and all records, numbered on, of a run whose model is to be published in folder `published`."""
    found = read_plan(published) if plan.get("start") == published.name else None
    if found is None:
        return [plan], records
    earlier = [*found.pop("before", []), found]
    if earlier[-1] == plan:  # it is published once more
        earlier.pop()
    done = sum(each["steps"] for each in earlier)
    return [*earlier, plan], [*read_log(published, done), *(each | {"step": done + each["step"]} for each in records)]
