"""The mean of the weights before and after a run: most of what either of them can do.

    python -m nexttoken train mean runs/chat --out runs/mean/chat

A run that is to teach something new begins with a large learning rate again, and some of what was there is lost. The
two models are near each other, one being made from the other, and halfway between them the new is there and the old is
back (Wortsman et al. 2022, "Model soups"). What is written can be published as the run itself could.

What this file does not do: look for the best share of either. That would be learning from what is held out.
"""

import json
from pathlib import Path

import jax

from nexttoken.atomic import make_folder, write_atomically
from nexttoken.errors import UserError
from nexttoken.evaluation.command import start_of
from nexttoken.model import load
from nexttoken.training import run as runs
from nexttoken.training.plan import read_plan


def mean(run, folder):
    """Write the mean of the model of `run` and of the one that it started from into `folder`, with its plan and log."""
    model, plan, folder = load(run), read_plan(run), Path(folder)
    if not plan or "start" not in plan:
        raise UserError(f"{run} did not go on from a model: there is nothing to take the mean with")
    if (folder / "run.json").exists():
        raise UserError(f"{folder} holds a run already; choose another --out or remove it")
    before, log = start_of(run, plan), (Path(run) / "log.jsonl").read_bytes()
    params = jax.tree.map(lambda one, other: (one + other) / 2, before.params, model.params)
    make_folder(folder)
    runs.save(folder, params, model.config, model.tokenizer)
    write_atomically(folder / "log.jsonl", log)
    write_atomically(folder / "run.json", json.dumps(plan | {"mean": True}).encode())
