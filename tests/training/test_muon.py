"""Muon against optax's own, which is slower here since it moves matrices to transpose them."""

import jax
import numpy as np
import optax
import pytest
from optax.contrib import MuonDimensionNumbers
from optax.contrib import muon as optax_muon

from nexttoken.training.muon import muon, orthogonal

RNG = np.random.default_rng(0)
MATRICES = [RNG.standard_normal(shape).astype(np.float32) for shape in ((16, 16), (16, 48), (48, 16))]


def steps(rule, count=3):
    """The matrices after some steps along the same random gradients."""
    params, state = MATRICES, rule.init(MATRICES)
    rng = np.random.default_rng(1)
    for _ in range(count):
        grads = [rng.standard_normal(x.shape).astype(np.float32) for x in params]
        updates, state = rule.update(grads, state, params)
        params = optax.apply_updates(params, updates)
    return params


def test_steps_are_those_of_optax():
    theirs = optax_muon(
        0.1, ns_steps=4, preconditioning="aol", weight_decay=0.01, consistent_rms=0.2,
        muon_weight_dimension_numbers=lambda tree: jax.tree.map(lambda x: MuonDimensionNumbers(), tree),
    )  # fmt: skip
    for ours, wanted in zip(steps(muon(0.1)), steps(theirs), strict=True):
        assert np.asarray(ours) == pytest.approx(np.asarray(wanted), abs=1e-4)


@pytest.mark.parametrize("m", [*MATRICES, MATRICES[1] * 1e4, MATRICES[2] * 1e-3], ids=lambda m: str(m.shape))
def test_every_direction_becomes_as_large(m):
    sizes = np.linalg.svd(np.asarray(orthogonal(m)), compute_uv=False)
    assert 0.2 < sizes.min() and sizes.max() < 1.3


def test_a_matrix_of_zeros_stays_one():
    assert not np.asarray(orthogonal(np.zeros((4, 6), np.float32))).any()
