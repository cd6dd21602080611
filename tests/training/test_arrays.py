import jax
import jax.numpy as jnp
import numpy as np
import pytest

from nexttoken import transformer
from nexttoken.training import arrays

RNG = np.random.default_rng(0)


def normal(*shape):
    return RNG.standard_normal(shape).astype(np.float32)


def plain_attention(q, k, v, documents, xp):
    """All scores at once, masked."""
    T = q.shape[1]
    mask = np.tril(np.ones((T, T), bool)) & (documents[:, :, None] == documents[:, None, :])
    return (transformer.attention_weights(q, k, mask[:, None], xp) @ v.swapaxes(1, 2)).swapaxes(1, 2)


def gradients(f, *inputs):
    """Of a sum in which every output has another weight."""
    weights = np.random.default_rng(1).standard_normal(f(*inputs).shape)
    return jax.grad(lambda *x: (f(*x) * weights).sum(), argnums=range(len(inputs)))(*inputs)


def test_matmul_is_the_product_and_has_its_gradients():
    x, w = normal(2, 5, 3), normal(3, 4)
    assert np.asarray(arrays.xp.matmul(x, w)) == pytest.approx(x @ w, abs=1e-5)
    for ours, plain in zip(gradients(arrays.xp.matmul, x, w), gradients(jnp.matmul, x, w)):
        assert np.asarray(ours) == pytest.approx(np.asarray(plain), abs=1e-5)


@pytest.mark.parametrize("length", [5, 39])  # a part of a block, two blocks and a part
def test_attention_in_blocks_is_attention_and_has_its_gradients(monkeypatch, length):
    monkeypatch.setattr(arrays, "BLOCK", 16)
    q, k, v = normal(2, length, 2, 8), normal(2, length, 2, 8), normal(2, length, 2, 8)
    documents = np.sort(RNG.integers(0, 3, (2, length)))
    in_blocks = jax.jit(lambda q, k, v: arrays.packed_attention(documents)(0, q, k, v, arrays.xp))
    plain = jax.jit(lambda q, k, v: plain_attention(q, k, v, documents, jnp))
    assert np.asarray(in_blocks(q, k, v)) == pytest.approx(plain_attention(q, k, v, documents, np), abs=1e-5)
    for ours, expected in zip(gradients(in_blocks, q, k, v), gradients(plain, q, k, v)):
        assert np.asarray(ours) == pytest.approx(np.asarray(expected), abs=1e-5)


def test_products_take_bfloat16_where_jax_is_told_to():
    """And sums stay float32: 300 ones and a two-hundredth are more than 300, which bfloat16 cannot say."""
    x, w = normal(2, 64, 32), normal(32, 16)
    with jax.default_matmul_precision("bfloat16"):
        halved = np.asarray(arrays.xp.matmul(x, w))
        ours = gradients(arrays.xp.matmul, x, w)
        summed = arrays.xp.matmul(np.ones((1, 301), np.float32), np.array([[1.0]] * 300 + [[0.005]], np.float32))
    assert 1e-4 < np.abs(halved - x @ w).max() < 0.1
    for half, whole in zip(ours, gradients(arrays.xp.matmul, x, w)):
        assert half.dtype == np.float32 and 1e-4 < np.abs(half - whole).max() < 0.02 * np.abs(whole).max()
    assert float(summed[0, 0]) == pytest.approx(300.005, abs=1e-3)
