"""The KV cache: run the model on new tokens alone, with the keys and values of all earlier ones at hand.

    prefill: the T tokens of a prompt at once             -> logits (V,) of its next token
    step:    the newest token of each of B texts at once  -> logits (B, V)

Both go through the one forward pass, `transformer.hidden`, with an `attend` of their own. Everything else in it treats
each token alone and does not care whose it is, so a step hands it B tokens side by side as if they were one text.

Where the time goes. One text: every weight is read for one multiplication, so reading 4 bytes for each of 3 million
weights is the limit, and what Python and NumPy do around some 150 small operations comes on top. Texts side by side
share the reading, up to where the products themselves and the reading of each text's own keys and values take over.
"""

from types import SimpleNamespace

import numpy as np

from nexttoken import transformer


def split(x, parts, axis):
    """As `np.split` into equal parts, without its checks: a quarter of the time."""
    before = (slice(None),) * (axis % x.ndim)
    width = x.shape[axis] // parts
    return [x[(*before, slice(start, start + width))] for start in range(0, x.shape[axis], width)]


def mean(x, axis, keepdims):
    """As `np.mean`, without its checks: a quarter of the time."""
    return np.add.reduce(x, axis, keepdims=keepdims) / np.float32(x.shape[axis])


xp = SimpleNamespace(**vars(np) | {"split": split, "mean": mean})


class Cache:
    """The keys and values of up to `size` texts, one to a row. The rows in use are the first ones."""

    def __init__(self, params, config, size):
        self.params, self.config = params, config
        shape = (size, config.num_attention_heads, config.max_position_embeddings, config.head_dim)
        # (rows, H, positions, K) for each layer; zeros take no memory until they are written to
        self.layers = [(np.zeros(shape, np.float32), np.zeros(shape, np.float32)) for _ in range(config.num_hidden_layers)]

    def prefill(self, ids, row):
        """Run the prompt `ids` (T,), remember its keys and values in `row`, return the logits (V,) that follow it."""
        T = len(ids)

        def attend(layer, q, k, v, xp):  # (1, T, H, K)
            keys, values = self.layers[layer]
            keys[row, :, :T], values[row, :, :T] = k[0].swapaxes(0, 1), v[0].swapaxes(0, 1)
            return transformer.causal_attention(layer, q, k, v, xp)

        vectors = transformer.hidden(self.params, np.array([ids]), self.config, xp, attend=attend)  # (1, T, D)
        return transformer.logits(self.params, vectors[0, -1], xp)

    def step(self, ids, positions):
        """Run one more token of each of the first B rows, `ids` (B,) at `positions` (B,). Returns logits (B, V)."""
        rows = np.arange(len(ids))
        seen = positions.max() + 1  # S
        future = np.where(np.arange(seen) > positions[:, None], np.float32(-1e9), np.float32(0))[:, None, None]
        scale = np.float32(self.config.head_dim**-0.5)

        def attend(layer, q, k, v, xp):  # (1, B, H, K)
            keys, values = self.layers[layer]
            keys[rows, :, positions], values[rows, :, positions] = k[0], v[0]
            keys, values = keys[: len(ids), :, :seen], values[: len(ids), :, :seen]  # (B, H, S, K)
            scores = q[0, :, :, None] * scale @ keys.swapaxes(2, 3) + future  # (B, H, 1, S)
            return (transformer.softmax(scores) @ values)[None, :, :, 0]  # (1, B, H, K)

        vectors = transformer.hidden(self.params, ids[None], self.config, xp, positions[None], attend)  # (1, B, D)
        return transformer.logits(self.params, vectors[0], xp)

    def move(self, source, target, length):
        """Copy the first `length` tokens of row `source` over row `target`."""
        for keys, values in self.layers:
            keys[target, :, :length] = keys[source, :, :length]
            values[target, :, :length] = values[source, :, :length]
