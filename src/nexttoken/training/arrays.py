"""`jax.numpy` with a matrix product and an attention whose gradients are quick on a CPU.

The forward pass (`transformer.py`) takes its array module as an argument. Training passes `xp` from here: the same
functions, the same numbers up to rounding, but

- the gradient of a weight is a product of a matrix that lies transposed in memory (XLA for CPU otherwise reads it with
  a stride of a power of two, where the cache is at its worst: half the speed for 1,024 columns);
- the gradient of what all tokens share, such as a norm's weights, is a product too (XLA adds up columns one by one);
- attention goes block by block, so the half of the scores that causality forbids is not computed;
- products take factors in bfloat16 where JAX is told that they may, `JAX_DEFAULT_MATMUL_PRECISION=bfloat16` (XLA
  for CPU forgets it). Sums and weights stay float32. Processors with AVX-512 BF16 are quicker so, others slower.

What this file does not do: anything a GPU would notice. It is correct there and costs nothing.
"""

from types import SimpleNamespace

import jax
import jax.numpy as jnp
import numpy as np

BLOCK = 104  # queries at a time: a quarter of a row of stories. Smaller ones skip more scores, but in slower products


def factor(x):
    """x as products take it."""
    return x.astype(jnp.bfloat16) if jax.config.jax_default_matmul_precision == "bfloat16" else x


def product(x, y):
    """x (..., I, K) @ y (..., K, J), float32."""
    return jnp.matmul(factor(x), factor(y), preferred_element_type=jnp.float32)


@jax.custom_vjp
def matmul(x, w):
    """x (..., I) @ w (I, O), as `jnp.matmul`."""
    return product(x, w)


def _forward(x, w):
    return matmul(x, w), (x, w)


def _backward(saved, g):
    x, w = saved
    transposed = jax.lax.optimization_barrier(factor(x).reshape(-1, x.shape[-1]).T)  # (I, tokens), really moved
    weights = product(transposed, g.reshape(-1, g.shape[-1]))
    return product(g, w.T), jax.lax.optimization_barrier(weights)  # kept apart from what may transpose it next


matmul.defvjp(_forward, _backward)


@jax.custom_vjp
def pairwise(x, y):
    """x (B, H, I, K) @ y (B, H, K, J), each pair by itself."""
    return product(x, y)


pairwise.defvjp(
    lambda x, y: (product(x, y), (x, y)),
    lambda saved, g: (product(g, saved[1].swapaxes(2, 3)), product(saved[0].swapaxes(2, 3), g)),
)

xp = SimpleNamespace(**vars(jnp) | {"matmul": matmul})


def for_each(count, weights):
    """The same weights (D,) for each of `count` tokens (T, D)."""
    return matmul(np.ones((count, 1), np.float32), weights[None])


def packed_attention(documents):
    """Causal attention for `transformer.hidden` that keeps packed documents apart.

    documents (B, T): which document of its row a token belongs to; a token sees only its own.
    """

    def attend(layer, q, k, v, xp):
        q, k, v = (jax.lax.optimization_barrier(x.transpose(0, 2, 1, 3)) for x in (q, k, v))  # (B, H, T, K)
        blocks = [_attend_block(q, k, v, documents, start) for start in range(0, q.shape[2], BLOCK)]
        return jnp.concatenate(blocks, axis=2).transpose(0, 2, 1, 3)  # (B, T, H, K)

    return attend


def _attend_block(q, k, v, documents, start):
    """The mixed values (B, H, BLOCK, K) of the queries from `start` on, which see no key after their block."""
    end = min(start + BLOCK, q.shape[2])
    q, k, v = q[:, :, start:end], k[:, :, :end], v[:, :, :end]
    causal = np.arange(start, end)[:, None] >= np.arange(end)  # (Q, S)
    same = documents[:, start:end, None] == documents[:, None, :end]  # (B, Q, S)
    scores = pairwise(q, k.swapaxes(2, 3)) * q.shape[-1] ** -0.5  # (B, H, Q, S)
    weights = jax.nn.softmax(jnp.where((causal & same)[:, None], scores, -1e9), axis=-1)
    return pairwise(weights, v)
