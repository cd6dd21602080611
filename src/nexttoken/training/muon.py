"""Muon (Jordan 2024): steps for matrices that go as far in every direction.

A gradient's momentum is a matrix with a few large singular values and many small ones. A step along it would move
what is large already and hardly anything else. `orthogonal` brings the singular values near 1 with nothing but
matrix products, four rounds of an odd polynomial (Newton-Schulz):

    >>> import numpy as np
    >>> m = np.random.default_rng(0).standard_normal((4, 6)) * [[100], [10], [1], [1]]
    >>> np.linalg.svd(m, compute_uv=False).round(1)
    array([93.4, 22.5,  2.6,  1.7])
    >>> np.linalg.svd(orthogonal(m), compute_uv=False).round(1)
    array([1.1, 1. , 1. , 0.7], dtype=float32)

Before the first round each row is scaled by its part in the products (Boissin et al. 2025), which saves a fifth round.
Momentum is optax's, asked for no rounds of its own: its products move every matrix twice to transpose it.
"""

import jax
import jax.numpy as jnp
import optax
from optax.contrib import MuonDimensionNumbers, scale_by_muon

ROUNDS = 4
POLYNOMIAL = 3.4445, -4.7750, 2.0315  # of x, x^3 and x^5: steep at 0, and within 0.7 to 1.2 after some rounds


def orthogonal(m):
    """The matrix (I, O) with the directions of m, and all singular values near 1."""
    if m.shape[0] > m.shape[1]:
        return orthogonal(m.T).T  # the products below are square, of the first size
    x, (first, third, fifth) = m, POLYNOMIAL
    for number in range(ROUNDS):
        a = x @ x.T
        if number == 0:
            scale = jax.lax.rsqrt(jnp.maximum(jnp.abs(a).sum(axis=1, keepdims=True), 1e-8))
            x, a = x * scale, a * scale * scale.T
        x = (first * jnp.eye(len(a)) + third * a + fifth * (a @ a)) @ x
    return x


def muon(learning_rate):
    """The rule for a tree of matrices. A step is as large as one of Adam's, so that both take one learning rate."""

    def step(momentum, params):
        return orthogonal(momentum) * 0.2 * max(momentum.shape) ** 0.5

    def every(tree):
        return jax.tree.map(lambda x: MuonDimensionNumbers(), tree)

    return optax.chain(
        scale_by_muon(ns_steps=0, preconditioning="aol", weight_dimension_numbers=every),
        optax.stateless_with_tree_map(step),
        optax.add_decayed_weights(0.01),
        optax.scale_by_learning_rate(learning_rate),
    )
