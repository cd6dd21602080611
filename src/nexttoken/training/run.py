"""A training run in a folder: what was planned, the log, the progress bar, the picture, the model.

    run.json          steps, seed and what it starts from, so that a killed run resumes the same plan
    log.jsonl         one record a step
    checkpoint.npz    where to go on
    model.safetensors, config.json, tokenizer.json, loss.svg    when it is done
    quarters/1750/    the model after so many steps, a quarter of all, and so on: how did skills grow?

Each is written before the checkpoint that counts on it: a run may be killed between any two lines of this file.
"""

import itertools
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import jax
from tqdm import tqdm

from nexttoken import figures
from nexttoken.atomic import make_folder, write_atomically
from nexttoken.errors import UserError
from nexttoken.model import PRETRAINED
from nexttoken.training import hosts
from nexttoken.training.loop import train
from nexttoken.training.plan import read_plan
from nexttoken.weights import fingerprint, save_model


def plan(folder, steps, seed, **more):
    """Write the plan of a new run into `folder`; of a run that is there already, check that it is this one.

    `more`: what else there is to know of it, such as the model that it starts from.
    """
    folder = Path(folder)
    if not hosts.is_first():
        return
    wanted, found = {"steps": steps, "seed": seed, **more, **precision()}, read_plan(folder)
    if found is None:
        make_folder(folder)
        write_atomically(folder / "run.json", json.dumps(wanted).encode())
    elif _comparable(found, found) != _comparable(wanted, found):
        raise UserError(f"{folder} holds a run of {found}, not of {wanted}; choose another --out or remove it")


def begun_from(start):
    """What a plan says of the model that its run starts from: plans of earlier days have the name alone.

    The folder is there until the run is published: elsewhere, the weights tell whether a model of the name is meant.
    """
    folder = {} if start.folder in (None, PRETRAINED / start.name) else {"start_folder": str(start.folder)}
    return {"start": start.name, "start_weights": fingerprint(start.params), **folder}


def _comparable(plan, found):
    """A plan without the place of its start, which can be said in several ways, and what an earlier one lacks."""
    left_out = {"start_folder"} | {"start_weights"} - found.keys()
    return {name: value for name, value in plan.items() if name not in left_out}


def precision():
    """What JAX was told about the factors of products (`arrays.factor`), if it was."""
    told = jax.config.jax_default_matmul_precision
    return {"precision": told} if told else {}


def steps_in(minutes, records):
    """How many steps this machine makes in `minutes`, from the speed of the first few of `records`."""
    next(records), next(records)  # the first steps compile
    started = time.monotonic()
    list(itertools.islice(records, 5))
    return max(1, int(minutes * 60 / ((time.monotonic() - started) / 5)))


def planned_steps(folder):
    """The number of steps of the run in `folder`, or None where there is none."""
    found = read_plan(folder)
    return found and found["steps"]


def read_log(folder, steps=None):
    """The records of a run, or of its first `steps`, one dict a step. Raises UserError for a damaged log."""
    path = Path(folder) / "log.jsonl"
    try:
        return [json.loads(line) for line in path.read_text().splitlines()[:steps]]
    except (ValueError, OSError) as error:
        raise UserError(f"{path} is missing or damaged ({error}); remove {folder} to start anew") from error


def execute(folder, params, config, tokenizer, batch_at, steps, **settings):
    """Train with log, bar and checkpoints in `folder`, save model and picture there; return all steps' records."""
    folder, records = Path(folder), []
    if not hosts.is_first():  # the first machine keeps the folder
        return [record for record, _ in train(params, config, batch_at, steps, tokenizer.end, **settings)]
    with tqdm(total=steps, unit="step", mininterval=0.5 if sys.stderr.isatty() else 60) as bar:
        for record, learned in train(params, config, batch_at, steps, tokenizer.end, folder=folder, **settings):
            if not records:
                records = begin_log(folder, done=record["step"] - 1)
                bar.update(len(records))
            records.append(record)
            append(folder / "log.jsonl", record)
            show(bar, record)
            if record["step"] in quarters(steps):
                at = folder / "quarters" / str(record["step"])
                save(at, learned, config, tokenizer)
                write_atomically(
                    at / "run.json", json.dumps(read_plan(folder) | {"steps": record["step"], "of": steps}).encode()
                )
            if record["step"] == steps:
                save(folder, learned, config, tokenizer)
                write_atomically(folder / "loss.svg", figures.losses(records)._repr_svg_().encode())
    return records or read_log(folder)  # none: the run was done already


def quarters(steps):
    """The steps after a quarter, a half and three quarters of a run; none of one that is shorter than that."""
    return {steps * part // 4 for part in (1, 2, 3)} - {0, steps}


def save(folder, params, config, tokenizer):
    """A whole model: weights, config and tokenizer."""
    save_model(folder, params, config, tokenizer.end)
    tokenizer.save(folder / "tokenizer.json")


def begin_log(folder, done):
    """A log of what the checkpoint holds, `done` steps: what came after it will be done again. Returns the records."""
    records = read_log(folder, done) if done else []
    if len(records) < done:
        raise UserError(
            f"{folder / 'log.jsonl'} has {len(records)} records of {done} steps; restore it or remove {folder}"
        )
    write_atomically(folder / "log.jsonl", "".join(json.dumps(r) + "\n" for r in records).encode())
    return records


def append(path, record):
    """One more line, or nothing of it: a full disk would leave the half of one, and the log unreadable."""
    size = os.path.getsize(path) if os.path.exists(path) else 0
    try:
        with path.open("a") as file:
            file.write(json.dumps(record) + "\n")
    except OSError as error:
        with suppress(OSError):  # it may never have been a file
            os.truncate(path, size)
        raise UserError(f"cannot write {path}: {error.strerror}; free some space and resume the run") from error


def show(bar, record):
    losses = {name: value for name, value in record.items() if name.endswith("loss")}
    speed = round(record["tokens"] / max(record["seconds"], 0.001))
    bar.set_postfix(losses | {"tokens/s": speed}, refresh=False)
    bar.update()
