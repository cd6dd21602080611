"""The training loop: batch, step, record; a checkpoint now and then.

    for record, params in train(params, config, batch_at, steps=300, end=tokenizer.end):
        print(record)    {"step": 1, "repeats_loss": 6.8, "lookups_loss": 6.7, "tokens": 2017, "seconds": 7.3,
                      "cpu_seconds": 12.9, "cores": 2, ...}

`batch_at(step)` gives the batch of a step by its number alone, so a run that was killed goes on with the very batches
it would have seen. Sums over rows come back from each step, so that kinds of rows can be watched apart: a mean loss
hides whether the model has learned to copy. Seconds are by the clock; CPU seconds are those of all `cores` that this
process may use, together, and not of other machines or a GPU.
"""

import time
from pathlib import Path

import numpy as np

from nexttoken.cores import cores
from nexttoken.training import checkpoint, hosts
from nexttoken.training.step import losses, make_step, optimiser, schedule

SAVE_SECONDS = 60


def train(params, config, batch_at, steps, end, peak=0.01, folder=None, devices=None, losses=losses):
    """Yield (record, params) after every step. With a `folder`, resume from and keep its `checkpoint.npz`.

    `batch_at(step)` returns {kind: (ids, counted, and what else `losses` takes)}; a record has the mean of `losses` over
    each kind of row's counted tokens, by default in nats.
    """
    rate = schedule(steps, peak)
    step, first_state = make_step(config, optimiser(rate), end, devices, losses)
    state, done = first_state(params), 0
    path = Path(folder) / "checkpoint.npz" if folder else None
    if path and path.exists():
        (params, state), done = checkpoint.load(path, (params, state))
    params, state, done = hosts.as_on_the_first((params, state, done))
    saved, coming = time.monotonic(), batch_at(done) if done < steps else None
    while done < steps:
        started, kinds = clocks(), coming
        batch = [np.concatenate(part) for part in zip(*kinds.values())]
        params, state, each = step(params, state, *batch)
        coming = batch_at(done + 1) if done + 1 < steps else None  # while JAX computes
        record = {"step": done + 1, **mean_losses(kinds, np.asarray(each)), "learning_rate": float(rate(done))}
        yield record | {"tokens": int((batch[1] > 0).sum()), **taken(started)}, params
        done += 1  # only now: a step that is in the checkpoint is one that the caller has dealt with
        if path and (time.monotonic() - saved > SAVE_SECONDS or done == steps):
            checkpoint.save(path, (params, state), done)
            saved = time.monotonic()


def clocks():
    """The time by the clock, and what this process has had of the processor."""
    return time.monotonic(), time.process_time()


def taken(started):
    """What a step has taken since `clocks()` said so."""
    seconds, cpu_seconds = (now - then for now, then in zip(clocks(), started))
    return {"seconds": round(seconds, 3), "cpu_seconds": round(cpu_seconds, 2), "cores": cores()}


def mean_losses(kinds, each):
    """Mean loss in nats of the counted tokens of each kind of row, from the rows' sums."""
    losses, at = {}, 0
    for kind, (ids, counted, *_) in kinds.items():
        losses[f"{kind}_loss"] = round(float(each[at : at + len(ids)].sum() / max((counted > 0).sum(), 1)), 4)
        at += len(ids)
    return losses
