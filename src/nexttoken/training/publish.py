"""A finished run becomes a pretrained model: weights, plan, log, measured skills and a card that says what it is.

    python -m nexttoken train publish runs/base

writes `pretrained/base/` with config.json, model.safetensors, run.json, log.jsonl, evaluation.json and the card,
README.md. A model that went on from the published one of its name brings that one's plan and log along.

What this file does not do: measure skills (`nexttoken.evaluation`), or write the card (`card.py`).
"""

import json
import os
from functools import partial
from pathlib import Path

import jax

from nexttoken.atomic import make_folder, write_atomically
from nexttoken.errors import UserError
from nexttoken.evaluation.command import report_on
from nexttoken.model import PRETRAINED, load
from nexttoken.training.base import story_rows
from nexttoken.training.card import card, command
from nexttoken.training.chat import dialogue_rows
from nexttoken.training.history import history, measured
from nexttoken.training.plan import place_of_start, read_plan
from nexttoken.training.run import read_log
from nexttoken.training.step import losses

COUNT = 300  # held-out prompts of each skill
UNSEEN = 2**31 + 1  # a seed that no training draws
LOSS_ROWS = 400  # one standard error of a difference of losses is then 0.6 % of them; of 40 rows it is 2 %
ROWS = {"base": {"stories": story_rows}, "chat": {"stories": story_rows, "dialogues": dialogue_rows}}
ROWS["aligned"] = ROWS["chat"]


def mean_loss(model, rows_of, split, rows=LOSS_ROWS):
    """Mean loss in nats of a token that counts, over rows that training did not draw."""
    ids, counted = rows_of(model.tokenizer, rows, UNSEEN, split)
    each = jax.jit(partial(losses, config=model.config, end=model.tokenizer.end))
    total = sum(float(each(model.params, ids[i : i + 4], counted[i : i + 4]).sum()) for i in range(0, rows, 4))
    return round(total / (counted > 0).sum(), 4)


def on_the_way(run, done):
    """What the model could do at the quarters of its run, which began after `done` steps of earlier ones."""
    quarters = sorted(run.glob("quarters/[0-9]*"), key=lambda folder: int(folder.name))
    return [{"steps": done + int(at.name), "skills": report_on(at, COUNT, seed=0)["skills"]} for at in quarters]


def publish(run, note=""):
    """Copy the finished run in folder `run` to `pretrained/`, under the folder's name, with its evaluation and card.

    `note` goes into the card: what the log does not tell.
    """
    run = Path(os.path.abspath(run))  # "." has a name, too
    plan, records = finished(run)
    model, target = load(run), PRETRAINED / run.name
    report = measure(run, model, ROWS[plan.get("stage", "base")])
    plans, records = history(plan, records, target)
    earlier = [*measured(plans, target), *on_the_way(run, done=sum(plan["steps"] for plan in plans[:-1]))]
    report |= {"before": earlier} if earlier else {}
    before = {"before": plans[:-1]} if plans[:-1] else {}
    files = {name: (run / name).read_bytes() for name in ("config.json", "model.safetensors")}
    files["run.json"] = json.dumps(plan | before).encode()
    files["log.jsonl"] = "".join(f"{json.dumps(record)}\n" for record in records).encode()
    files["evaluation.json"] = (json.dumps(report, indent=2) + "\n").encode()
    make_folder(target)
    for name, content in files.items():
        write_atomically(target / name, content)
    write_atomically(target / "README.md", card(model, plans, records, report, target, note).encode())


def finished(run):
    """The plan and the records of a run that can be published. Raises UserError for any other."""
    plan = read_plan(run)
    if plan is None:
        raise UserError(f"{run} holds no run; name the folder of one, as `train` makes it")
    stage = plan.get("stage", "base")
    if stage not in ROWS:
        raise UserError(
            f"{run} is of stage {stage}, which `evaluate --attacks` compares; publish one of {', '.join(ROWS)}"
        )
    records = whole_log(run)
    if len(records) != plan["steps"]:
        raise UserError(f"{run} holds no finished run; resume it by {resuming(plan, stage)} with --out {run}")
    return {name: value for name, value in plan.items() if name != "start_folder"}, records  # a place on this machine


def whole_log(run):
    """The records of a run; none where some cannot be read: a run that was killed may leave half a line."""
    try:
        return read_log(run)
    except UserError:
        return []


def resuming(plan, stage):
    """The command that goes on with a run, which begins where it began."""
    return command(stage, plan | {"start": place_of_start(plan)} if "start" in plan else plan)


def measure(run, model, kinds):
    """What the model of a run can do, and its mean losses on rows of these kinds."""
    loss = {kind: {split: mean_loss(model, rows_of, split) for split in ("train", "heldout")}
            for kind, rows_of in kinds.items()}  # fmt: skip
    return report_on(run, COUNT, seed=0) | {"loss": loss}
