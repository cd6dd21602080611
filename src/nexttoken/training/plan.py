"""What a run was planned to be: `run.json`, which a run and the model it became carry with them.

    {"steps": 400, "seed": 0, "stage": "chat", "start": "base"}    a chat model, from the model `base`
    {"steps": 1350, "seed": 0}                                     a base model, which starts from nothing
    {"steps": 450, "of": 1800, "seed": 0}                          the same after a quarter of its run

What this file does not do: train (`run.py`), or need what training needs.
"""

import json
from pathlib import Path

from nexttoken.errors import UserError


def read_plan(folder):
    """The plan of the run in `folder`, or None where there is none. Raises UserError for a damaged one."""
    path = Path(folder) / "run.json"
    if not path.exists():
        return None
    try:
        found = json.loads(path.read_text())
        return found | {"steps": int(found["steps"]), "seed": int(found["seed"])}
    except (ValueError, KeyError, TypeError, OverflowError, OSError) as error:
        raise UserError(f"{path} is damaged ({error!r}); remove {folder} to start anew, or restore it") from error


def answers_in_template(folder):
    """Was the model in `folder` trained on conversations in our template, and not only on stories or as plain text?"""
    return (read_plan(folder) or {}).get("stage") not in (None, "plain")


def place_of_start(plan):
    """Where the model is that a run started from: its folder while that is there, or else a published model's name."""
    folder = plan.get("start_folder")
    return folder if folder and Path(folder).is_dir() else plan["start"]


def plans(folder):
    """The plans of all runs that made the model in `folder`, the earliest first; none where that is not known."""
    found = read_plan(folder)
    return [*found.pop("before", []), found] if found else []
