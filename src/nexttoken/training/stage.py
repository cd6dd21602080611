"""A stage of training that goes on from another model, as `train` wants it: how many steps, and the run.

    stage = Stage("struq", rows, lambda start: {"peak": 0.0015})
    steps_in, run = stage.steps_in, stage.run

What this file does not do: choose data (`chat.py`, `preferences.py`, `plain.py`, `struq.py`, `secalign.py`).
"""

from collections.abc import Callable
from typing import NamedTuple

from nexttoken.training import run as runs
from nexttoken.training.drawn import seed_of
from nexttoken.training.loop import train


class Stage(NamedTuple):
    name: str
    rows: Callable  # (tokenizer, seed) -> the batch {kind: (ids, counted, ...)} of that seed
    settings: Callable  # start model -> those of `loop.train`
    # As `rows`, for the first steps of a run, with how far these have come, from 0 to 1.
    opening: Callable | None = None
    opening_share: float = 0.0  # of the steps of a run that have those rows

    def batches(self, tokenizer, seed, steps):
        """`batch_at(step)` for `loop.train`."""

        def batch_at(step):
            first, drawn = self.opening_share * steps, seed_of(seed, step, self.name)
            return self.opening(tokenizer, drawn, step / first) if step < first else self.rows(tokenizer, drawn)

        return batch_at

    def steps_in(self, minutes, seed, start):
        """How many steps of training the model `start` this machine makes in `minutes`."""
        batch_at, end = self.batches(start.tokenizer, seed, 1000), start.tokenizer.end
        return runs.steps_in(minutes, train(start.params, start.config, batch_at, 1000, end, **self.settings(start)))

    def run(self, folder, steps, seed, start):
        """Train the model `start` in `folder`, or go on where it was stopped; returns the records of all steps."""
        runs.plan(folder, steps, seed, stage=self.name, **runs.begun_from(start))
        batch_at = self.batches(start.tokenizer, seed, steps)
        return runs.execute(
            folder, start.params, start.config, start.tokenizer, batch_at, steps, **self.settings(start)
        )
