"""The model: one forward pass of a Llama-style decoder, for NumPy and for JAX.

    token ids -> embedding -> [ attention + SwiGLU ] x layers -> norm -> logits for the next token

Every function takes the array module as `xp`: `numpy` runs the model with nothing else installed,
`jax.numpy` makes the very same lines differentiable, compiled and able to run on a GPU.

    >>> config = Config(vocab_size=99, hidden_size=64, num_hidden_layers=2, num_attention_heads=2, intermediate_size=96)
    >>> params = init(config, seed=0)
    >>> logits(params, hidden(params, np.array([[5, 8, 13]]), config)).shape
    (1, 3, 99)

Shapes: B sequences, T tokens, D hidden size, H heads of K numbers each (D = H * K), F inner size, V vocabulary.

What this file does not do: sample (`sampling.py`), remember keys and values (`cache.py`), learn (`training/step.py`).

Sources: Vaswani et al. 2017 (attention), Zhang and Sennrich 2019 (RMSNorm), Shazeer 2020 (SwiGLU),
Su et al. 2021 (rotary positions), Touvron et al. 2023 (Llama: this combination, no biases).
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Config:
    """The model's dimensions, under the names that Hugging Face's `config.json` uses."""

    vocab_size: int = 2048
    hidden_size: int = 256
    intermediate_size: int = 512
    num_hidden_layers: int = 4
    num_attention_heads: int = 4
    max_position_embeddings: int = 512
    rope_theta: float = 10000.0
    rms_norm_eps: float = 1e-5

    @property
    def head_dim(self):
        return self.hidden_size // self.num_attention_heads


def init(config, seed):
    """First parameters, float32: random, but what a layer adds to the stream starts at zero.

    Token vectors start as long as what the layers will add to them, or their updates would soon drown them; the last
    norm starts small instead, so that the first logits are.
    """
    assert config.hidden_size % (2 * config.num_attention_heads) == 0, "rotary positions turn pairs of numbers"
    rng = np.random.default_rng(seed)
    D, F, V = config.hidden_size, config.intermediate_size, config.vocab_size

    def normal(rows, columns, size):
        return (rng.standard_normal((rows, columns)) * size).astype(np.float32)

    layers = [
        {
            "attn_norm": np.ones(D, np.float32),
            "qkv": normal(D, 3 * D, D**-0.5),
            "out": np.zeros((D, D), np.float32),
            "mlp_norm": np.ones(D, np.float32),
            "gate_up": normal(D, 2 * F, D**-0.5),
            "down": np.zeros((F, D), np.float32),
        }
        for _ in range(config.num_hidden_layers)
    ]
    return {"embed": normal(V, D, 1.0), "layers": layers, "norm": np.full(D, 0.03, np.float32)}


def rms_norm(x, weight, eps, xp=np):
    """Scale each vector to a root mean square of 1, then each of its D numbers by `weight`."""
    return x / xp.sqrt(xp.mean(x * x, axis=-1, keepdims=True) + eps) * weight  # (..., D)


def rope_tables(config, positions, xp=np):
    """Cosines and sines of the angles by which each position turns each pair of numbers."""
    pairs = config.head_dim // 2
    frequencies = config.rope_theta ** (-np.arange(pairs, dtype=np.float32) / pairs)  # (K/2,)
    angles = positions[..., None, None] * frequencies  # (B, T, 1, K/2): the same for all heads
    # float32, or float64 would spread to all that follows
    return xp.cos(angles).astype(np.float32), xp.sin(angles).astype(np.float32)


def rotate(x, tables, xp=np):
    """Turn the pairs (i, i + K/2) of every head by the angle of their token's position."""
    cos, sin = tables
    a, b = xp.split(x, 2, axis=-1)  # (B, T, H, K/2) each
    return xp.concatenate([a * cos - b * sin, a * sin + b * cos], axis=-1)  # (B, T, H, K)


def softmax(x, xp=np):
    """Numbers to probabilities along the last axis; the maximum is taken away so that exp cannot overflow."""
    e = xp.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention_weights(q, k, mask, xp=np):
    """How much each query looks at each key: softmax(q . k / sqrt(K)), nothing where `mask` is False."""
    scores = q.swapaxes(1, 2) @ k.transpose(0, 2, 3, 1) * q.shape[-1] ** -0.5  # (B, H, T, S)
    return softmax(xp.where(mask, scores, -1e9), xp)


def causal_attention(layer, q, k, v, xp=np):
    """Every token looks at itself and at what came before it, in the same sequence."""
    T = q.shape[1]
    weights = attention_weights(q, k, np.tril(np.ones((T, T), bool)), xp)
    return (weights @ v.swapaxes(1, 2)).swapaxes(1, 2)  # (B, T, H, K)


def swiglu(x, layer, xp=np):
    """The per-token network: a gate decides, number by number, how much of `up` goes `down` into the stream."""
    gate, up = xp.split(xp.matmul(x, layer["gate_up"]), 2, axis=-1)  # (B, T, F) each
    return xp.matmul(gate / (1 + xp.exp(-gate)) * up, layer["down"])  # (B, T, D)


def hidden(params, ids, config, xp=np, positions=None, attend=causal_attention):
    """Token ids (B, T) to one vector per token (B, T, D): all that the model knows about what comes next.

    Attention is the only place where tokens see each other, so it is an argument: training passes one that
    keeps packed documents apart, generation one with a cache, and chapter 5 one that watches.
    `attend(index of the layer, q, k, v, xp)` takes and returns (B, T, H, K).
    """
    B, T = ids.shape
    H, D = config.num_attention_heads, config.hidden_size
    if positions is None:
        positions = np.arange(T)[None]  # (1, T)
    tables = rope_tables(config, positions, xp)
    x = params["embed"][ids]  # (B, T, D)
    for index, layer in enumerate(params["layers"]):
        h = rms_norm(x, layer["attn_norm"], config.rms_norm_eps, xp)
        qkv = xp.matmul(h, layer["qkv"]).reshape(B, T, 3 * H, config.head_dim)
        q, k, v = xp.split(qkv, 3, axis=2)  # (B, T, H, K) each
        mixed = attend(index, rotate(q, tables, xp), rotate(k, tables, xp), v, xp)
        x = x + xp.matmul(mixed.reshape(B, T, D), layer["out"])
        h = rms_norm(x, layer["mlp_norm"], config.rms_norm_eps, xp)
        x = x + swiglu(h, layer, xp)
    return rms_norm(x, params["norm"], config.rms_norm_eps, xp)


def logits(params, vectors, xp=np):
    """Scores (..., V) for every possible next token: the embedding, read backwards (tied weights)."""
    return xp.matmul(vectors, params["embed"].T)
