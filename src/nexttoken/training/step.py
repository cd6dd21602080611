"""One step of learning: the loss, its gradient over a batch, and the optimiser's update, compiled by JAX.

A batch is ids (R, T + 1) and counted (R, T), as `packing.pack` makes them. It goes through the model a few rows at a
time (a micro-batch), because what fits into the processor's cache is quicker; gradients add up. On several devices
each takes its share of the rows and the sums are added: the same numbers as on one, up to rounding.

What this file does not do: choose data, or loop (`loop.py`).
"""

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from nexttoken import transformer
from nexttoken.training.arrays import for_each, packed_attention, xp
from nexttoken.training.muon import muon
from nexttoken.training.packing import document_numbers

WARMUP, DECAY = 0.1, 0.65  # shares of a run in which the learning rate rises, and falls
MICRO_BATCH = 1  # rows of 416 tokens: what a layer computes for more of them leaves the cache


def losses(params, ids, counted, config, end):
    """Surprise in nats (B, T) at each next token, 0 where it does not count; how much it counts is no matter here."""
    return surprise(scores(params, ids[:, :-1], config, end), ids[:, 1:]) * (counted > 0)


def scores(params, inputs, config, end):
    """Logits (B, T, V) of rows of packed documents, none of which sees another."""
    attend = packed_attention(document_numbers(inputs, end, xp))
    params = jax.tree.map(lambda x: for_each(inputs.shape[1], x) if x.ndim == 1 else x, params)  # the norms' weights
    return transformer.logits(params, transformer.hidden(params, inputs, config, xp, attend=attend), xp)


def surprise(scores, targets):
    """Minus the log-probability (B, T) of each target, in nats."""
    right = jnp.take_along_axis(scores, targets[..., None], axis=-1)[..., 0]
    return jax.nn.logsumexp(scores, axis=-1) - right


def gradient(params, batch, config, end, losses=losses):
    """Gradient of the loss, summed as it counts, and each row's plain sum (R,), added up over micro-batches."""

    def summed(params, rows):
        found = losses(params, *rows, config, end)
        each, more = found if isinstance(found, tuple) else (found, 0.0)
        return ((each + more) * rows[1]).sum(), each.sum(axis=-1)

    def add(total, rows):
        grads, each = jax.grad(summed, has_aux=True)(params, rows)
        return jax.tree.map(jnp.add, total, grads), each

    rows = len(batch[0])
    size = min(MICRO_BATCH, rows)
    batches = [fill(part, size).reshape(-1, size, part.shape[1]) for part in batch]
    total, each = jax.lax.scan(add, jax.tree.map(jnp.zeros_like, params), batches)
    return total, each.reshape(-1)[:rows]


def fill(rows, multiple):
    """Rows of zeros, which count nothing, at the end until the number of rows is a multiple."""
    missing = -len(rows) % multiple
    return jnp.pad(rows, ((0, missing), (0, 0))) if missing else rows


def apart(tree):
    """The joined matrices as lists of their parts: Muon treats each linear map as one."""
    parts = {"qkv": 3, "gate_up": 2}
    layers = [{k: jnp.split(v, parts[k], axis=1) if k in parts else v for k, v in x.items()} for x in tree["layers"]]
    return tree | {"layers": layers}


def together(tree):
    """The inverse of `apart`."""
    layers = [{k: jnp.hstack(v) if isinstance(v, list) else v for k, v in x.items()} for x in tree["layers"]]
    return tree | {"layers": layers}


def schedule(steps, peak):
    """Learning rate: up over the first steps, level, and down to 0 over the last ones.

    It rises as a square root, quickly and then ever more gently: what a head start has set up is soon in use, and large
    updates come only when it is. With the full rate after a fiftieth of the steps, binding (`binding.py`) was lost in
    part.
    """
    rise, fall = max(1, int(steps * WARMUP)), max(1, int(steps * DECAY))

    def rate(step):
        return peak * jnp.minimum(jnp.sqrt(jnp.minimum(step / rise, 1.0)), jnp.clip((steps - step) / fall, 0.0, 1.0))

    return rate


def optimiser(learning_rate):
    """Muon for the matrices inside the layers, Adam for embedding and norms; gradients clipped at 1."""

    def kind(path, x):
        return "muon" if x.ndim == 2 and path[0].key == "layers" else "adam"

    def kinds(params):
        return jax.tree.map_with_path(kind, params)

    rules = {"muon": muon(learning_rate), "adam": optax.adam(learning_rate, b2=0.98, nesterov=True)}
    return optax.chain(optax.clip_by_global_norm(1.0), optax.partition(rules, kinds))


def make_step(config, rule, end, devices=None, losses=losses):
    """A compiled `step(params, state, *batch) -> params, state, loss of each row (R,)`, and the first state.

    A batch is ids, counted and whatever else `losses` takes: a function like the one above of what is to become small,
    or one that returns a pair: that, and what else is to become small and is not in the loss of a row.
    """
    mesh = Mesh(np.array(devices or jax.devices()), ("rows",))
    whole, share = PartitionSpec(), PartitionSpec("rows")
    everywhere = NamedSharding(mesh, whole)

    def summed(params, batch):
        grads, each = gradient(params, batch, config, end, losses)
        return jax.lax.psum(grads, "rows"), each

    spread = jax.shard_map(summed, mesh=mesh, in_specs=(whole, share), out_specs=(whole, share), check_vma=False)

    @jax.jit
    def compiled(params, state, batch):
        grads, each = spread(params, [fill(part, mesh.size) for part in batch])
        grads = jax.tree.map(lambda g: g / jnp.maximum(batch[1].sum(), 1), grads)
        updates, state = rule.update(apart(grads), state, apart(params))
        each = jax.lax.with_sharding_constraint(each, everywhere)  # on several machines each sees the rows of all
        return optax.apply_updates(params, together(updates)), state, each[: len(batch[0])]

    def step(params, state, *batch):
        params, state = jax.device_put((params, state), everywhere)  # or the second step would compile again
        return compiled(params, state, batch)

    return step, lambda params: rule.init(apart(params))
