"""Training on several machines: each gets the same command, and each computes its share of every batch's rows.

    first machine     python -m nexttoken train base --steps 6600 --host 10.0.0.1:8476/0/2
    second machine    python -m nexttoken train base --steps 6600 --host 10.0.0.1:8476/1/2

The address is the first machine's, the numbers are which machine this is, and of how many. On Slurm, Open MPI,
Kubernetes and Cloud TPUs `--host auto` finds all of that out. The devices of all become one list (`jax.distributed`),
and the compiled step needs nothing else: every machine makes the whole batch, since it depends on the step's number
alone.

The first keeps the run's folder, and when a run is resumed it tells the others where.

What this file does not do: start anything elsewhere, or go on when a machine is lost. The run is then resumed by all.
"""

import re

import jax
from jax.experimental import multihost_utils

from nexttoken.errors import UserError

_HOST = re.compile(r"(?P<address>.+:\d+)/(?P<number>\d+)/(?P<count>\d+)")


def join(host):
    """Make this process one of several, before anything is computed. Raises UserError for what is no host."""
    if host == "auto":
        try:
            return jax.distributed.initialize()
        except ValueError as error:
            raise UserError(f"--host auto finds no cluster ({error}): give ADDRESS:PORT/NUMBER/COUNT") from None
    match = _HOST.fullmatch(host)
    if not match or not int(match["number"]) < int(match["count"]):
        raise UserError(f"--host is {host!r}: give ADDRESS:PORT/NUMBER/COUNT, as in 10.0.0.1:8476/0/2, or auto")
    jax.distributed.initialize(match["address"], int(match["count"]), int(match["number"]))


def is_first():
    """Whether this process keeps the run's folder; where there is but one, it does."""
    return jax.process_index() == 0


def as_on_the_first(progress):
    """(parameters, state, steps done) as the first machine has them; every machine calls this."""
    if jax.process_count() == 1:
        return progress
    params, state, done = multihost_utils.broadcast_one_to_all(progress)
    return params, state, int(done)
