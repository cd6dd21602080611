import json
import os
import subprocess
import sys
from pathlib import Path

import jax
import numpy as np
import pytest
from small import random_params
from tiny import CONFIG, END, batch, documents

from nexttoken import transformer
from nexttoken.training import step
from nexttoken.training.packing import pack
from nexttoken.training.step import apart, fill, gradient, losses, make_step, optimiser, schedule, together

PARAMS = random_params(CONFIG)
compiled_losses = jax.jit(lambda params, ids, counted: losses(params, ids, counted, CONFIG, END))


def close(tree, other, tolerance):
    """Both trees have the same numbers; `tolerance` is a share of a leaf's largest."""
    for x, y in zip(jax.tree.leaves(tree), jax.tree.leaves(other), strict=True):
        assert np.asarray(x) == pytest.approx(np.asarray(y), abs=tolerance * float(np.abs(y).max()))


def test_the_loss_is_the_surprise_of_the_forward_pass():
    ids, counted = pack(documents(np.random.default_rng(0), 1), 32, END)  # one document: nothing to keep apart
    size = counted.sum()
    logits = transformer.logits(PARAMS, transformer.hidden(PARAMS, ids[:, :-1], CONFIG))[0].astype(np.float64)
    logprobs = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    surprise = -logprobs[np.arange(32), ids[0, 1:]] * counted[0]
    assert size > 0 and np.asarray(compiled_losses(PARAMS, ids, counted))[0] == pytest.approx(surprise, abs=1e-4)


def test_a_document_in_a_packed_row_costs_what_it_costs_alone():
    made = documents(np.random.default_rng(0), 12)
    ids, counted = pack(made, 32, END)
    assert len(ids) < 8
    together = np.asarray(compiled_losses(PARAMS, ids, counted)).sum()
    alone = sum(np.asarray(compiled_losses(PARAMS, *pack([one], 32, END))).sum() for one in made)
    assert together == pytest.approx(alone, rel=1e-5)


@pytest.mark.parametrize("size", [1, 2])  # rows that go through the model at once; 2 does not divide 5
def test_micro_batches_add_up_to_the_gradient_of_the_whole_batch(monkeypatch, size):
    monkeypatch.setattr(step, "MICRO_BATCH", size)
    ids, counted = batch(np.random.default_rng(0), 5)
    found, each = jax.jit(gradient, static_argnums=(2, 3))(PARAMS, (ids, counted), CONFIG, END)
    whole = jax.jit(jax.grad(lambda params: losses(params, ids, counted, CONFIG, END).sum()))(PARAMS)
    close(found, whole, 1e-5)
    assert np.asarray(each) == pytest.approx(np.asarray(compiled_losses(PARAMS, ids, counted)).sum(axis=1), rel=1e-5)


def test_together_undoes_apart():
    parts = apart(PARAMS)
    assert [x.shape for x in parts["layers"][0]["qkv"]] == [(32, 32)] * 3
    assert [x.shape for x in parts["layers"][0]["gate_up"]] == [(32, 48)] * 2
    close(together(parts), PARAMS, 0)


def test_rows_are_filled_up_to_a_multiple_with_rows_of_zeros():
    rows = np.ones((5, 2), int)
    assert fill(rows, 5) is rows and fill(rows, 1) is rows
    assert np.asarray(fill(rows, 4)).tolist() == [[1, 1]] * 5 + [[0, 0]] * 3


def test_the_rate_rises_stays_and_falls_to_nothing():
    rates = [float(schedule(1000, 0.5)(step)) for step in (0, 25, 100, 300, 999, 1000)]
    assert rates == pytest.approx([0, 0.25, 0.5, 0.5, 0.5 / 650, 0], rel=1e-4)


def test_the_rate_is_defined_for_the_shortest_run():
    assert 0 <= float(schedule(1, 0.5)(0)) <= 0.5


def test_one_compilation_serves_all_steps():
    compilations = []
    jax.monitoring.register_event_duration_secs_listener(lambda name, *_, **__: compilations.append(name))
    run, first_state = make_step(CONFIG, optimiser(1e-3), END)
    params, state, (ids, counted) = PARAMS, first_state(PARAMS), batch(np.random.default_rng(0), 2)
    params, state, _ = run(params, state, ids, counted)
    assert any("compile" in name for name in compilations)
    compilations.clear()
    run(params, state, ids, counted)
    run(*jax.tree.map(np.asarray, (params, state)), ids, counted)  # as a checkpoint gives them back
    assert not any("compile" in name for name in compilations)


EIGHT_DEVICES = """
import json
import jax
jax.config.update("jax_num_cpu_devices", 8)
jax.config.update("jax_disable_most_optimizations", True)
from small import random_params
from tiny import CONFIG, END, batch_at
from nexttoken.training.loop import train

def losses(devices):
    records = train(random_params(CONFIG), CONFIG, lambda step: batch_at(0), 4, END, devices=devices)
    return [record["stories_loss"] for record, _ in records]

assert len(jax.devices()) == 8
print(json.dumps([losses(jax.devices()), losses(jax.devices()[:1])]))
"""


def test_eight_devices_learn_what_one_does():
    here = Path(__file__).parent
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(here), str(here.parent), *sys.path])}
    said = subprocess.check_output([sys.executable, "-c", EIGHT_DEVICES], env=environment, text=True)
    eight, one = json.loads(said)
    assert eight == pytest.approx(one, abs=1e-3) and one[-1] < one[0] - 0.1
