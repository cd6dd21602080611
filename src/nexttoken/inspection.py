"""Watching a model at work: what its attention heads look at, and what is lost without them.

    seen = attention(params, ids, config)                     (L, B, H, T, T): layer, text, head, from, to
    surprises(without(params, [(1, 0)], config), ids, config)  as if head 0 of layer 1 were not there

What this file does not do: say what a head is *for*. It measures what heads do on texts that you choose.
"""

import numpy as np

from nexttoken import transformer
from nexttoken.transformer import attention_weights, causal_attention


def attention(params, ids, config):
    """How much each token of ids (B, T) looks at each one before it: (L, B, H, T, T)."""
    weights, T = [], ids.shape[1]

    def attend(layer, q, k, v, xp):
        weights.append(attention_weights(q, k, np.tril(np.ones((T, T), bool)), xp))
        return causal_attention(layer, q, k, v, xp)

    transformer.hidden(params, ids, config, attend=attend)
    return np.stack(weights)


def without(params, heads, config):
    """The same parameters, but these heads, (layer, head) from 0 on, add nothing: what they say is multiplied by 0."""
    layers = [dict(layer) for layer in params["layers"]]
    for layer, head in heads:
        assert head < config.num_attention_heads, f"head {head} of {config.num_attention_heads}"
        out = layers[layer]["out"].copy()  # (D, D): the rows of one head after those of another
        out[head * config.head_dim : (head + 1) * config.head_dim] = 0
        layers[layer]["out"] = out
    return params | {"layers": layers}


def surprises(params, ids, config):
    """Surprise in nats (B, T - 1) at each token of ids (B, T) after the first."""
    scores = transformer.logits(params, transformer.hidden(params, ids[:, :-1], config))  # (B, T - 1, V)
    scores -= scores.max(axis=-1, keepdims=True)
    right = np.take_along_axis(scores, ids[:, 1:, None], axis=-1)[..., 0]
    return np.log(np.exp(scores).sum(axis=-1)) - right


def twice(rng, rows, length, vocabulary, end):
    """`end`, then `length` random tokens, then the same ones again: ids (rows, 1 + 2 * length)."""
    segment = rng.integers(0, vocabulary, (rows, length))
    return np.hstack([np.full((rows, 1), end), segment, segment])


def looking_back(weights, distance, start=0):
    """Mean weight that the tokens from place `start` on give to the one `distance` before them.

    weights (L, B, H, T, T), as `attention` returns them; the result is (L, H), one number for each head.
    """
    given = np.diagonal(weights, -distance, axis1=-2, axis2=-1)  # (L, B, H, T - distance), by the place looked at
    return given[..., max(0, start - distance) :].mean(axis=(1, 3))
