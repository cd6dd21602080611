"""The KV cache: run the model on new tokens alone, with the keys and values of all earlier ones at hand.

    prefill: the T tokens of a prompt at once             -> logits (V,) of its next token
    step:    the newest token of each of B texts at once  -> logits (B, V)

`prefill` is the forward pass of `transformer.py`, with an `attend` that remembers. `step` is the same arithmetic
written anew, since here every operation counts (the same up to rounding, as the tests show).

- What does not depend on the token is multiplied into the weights beforehand (`prepare`): the weights of the norms, and
  the scales of norms and attention.
- The two numbers that a position turns lie side by side, as parts of one complex number: to turn is to multiply.
- All matrices lie in a single array (`in_one_piece`). For an array of megabytes NumPy asks Linux for large pages: six
  of them to look up, not three thousand.
- `dot` takes a microsecond less than `@`.

Where the time goes that is left: one text reads every weight for a single multiplication, 4 bytes for each of 3
million, more than a processor's near caches hold. No other NumPy code could spare this reading (numbers of 16 bits
would halve it, but BLAS does not multiply them), and it sweeps these caches: some 130 small operations, a microsecond
each when they are alone, fetch their own code and data anew. Texts side by side share both. But to multiply several
vectors by a matrix, BLAS first copies the matrix into an order of its own, which for 16 texts takes about as long as
the multiplying, and each text's own keys and values must be read. `bench/generation.py` measures how far this is from
the products alone.
"""

from dataclasses import dataclass

import numpy as np

from nexttoken import transformer


@dataclass(frozen=True)
class Prepared:
    """The weights as `step` wants them. `turns` (positions, 1, K/2): what a position multiplies queries and keys by."""

    layers: list
    embed: np.ndarray
    unembed: np.ndarray
    turns: np.ndarray


def prepare(params, config):
    """Multiply into the weights what would be multiplied with every token."""
    root = config.hidden_size**0.5  # x / its root mean square = sqrt(D) * x / its length

    def layer(weights):
        q, k, v = np.split(root * weights["attn_norm"][:, None] * weights["qkv"], 3, axis=1)
        q, k = neighbours(q, config.head_dim) * config.head_dim**-0.5, neighbours(k, config.head_dim)
        gate_up = root * weights["mlp_norm"][:, None] * weights["gate_up"]
        return np.concatenate([q, k, v], axis=1), weights["out"], gate_up, weights["down"]

    matrices = [matrix for weights in params["layers"] for matrix in layer(weights)]
    *matrices, unembed = in_one_piece([*matrices, (root * params["norm"] * params["embed"]).T])  # unembed: (D, V)
    layers = [matrices[start : start + 4] for start in range(0, len(matrices), 4)]
    cos, sin = transformer.rope_tables(config, np.arange(config.max_position_embeddings))
    return Prepared(layers, params["embed"], unembed, (cos + 1j * sin).astype(np.result_type(params["embed"], 1j)))


def in_one_piece(matrices):
    """Copies of the matrices, one after the other in a single array."""
    memory = np.concatenate([matrix.ravel() for matrix in matrices])
    pieces = np.split(memory, np.cumsum([matrix.size for matrix in matrices])[:-1])
    return [piece.reshape(matrix.shape) for piece, matrix in zip(pieces, matrices)]


def neighbours(x, head_dim):
    """Reorder the last axis so that the pairs (i, i + K/2) of each head, which turn together, are neighbours."""
    return x.reshape(*x.shape[:-1], -1, 2, head_dim // 2).swapaxes(-1, -2).reshape(x.shape)


class Cache:
    """The keys and values of up to `size` texts, one to a row. The rows in use are the first ones."""

    def __init__(self, model, size):
        self.model, self.config, self.prepared = model, model.config, model.prepared
        c = self.config
        shape = (size, 2 * c.num_attention_heads, c.max_position_embeddings, c.head_dim)
        # keys and values (layers, rows, 2H, positions, K); zeros take no memory until they are written to
        self.layers = np.zeros((c.num_hidden_layers, *shape), self.prepared.embed.dtype)

    def prefill(self, ids, row):
        """Run the prompt `ids` (T,), remember its keys and values in `row`, return the logits (V,) that follow it."""

        def attend(layer, q, k, v, xp):  # (1, T, H, K)
            both = np.concatenate([neighbours(k, self.config.head_dim), v], axis=2)  # (1, T, 2H, K)
            self.layers[layer][row, :, : len(ids)] = both[0].swapaxes(0, 1)
            return transformer.causal_attention(layer, q, k, v, xp)

        vectors = transformer.hidden(self.model.params, np.array([ids]), self.config, attend=attend)  # (1, T, D)
        return transformer.logits(self.model.params, vectors[0, -1])

    def step(self, ids, positions):
        """Run one more token of each of the first B rows, `ids` (B,) at `positions` (B,). Returns logits (B, V)."""
        last = positions.max()
        future = beyond(positions, last) if positions.min() < last else None  # (B, 1, 1, S)
        turn = self.prepared.turns[positions]  # (B, 1, K/2)
        x = self.prepared.embed[ids]  # (B, D)
        for (qkv, out, gate_up, down), memory in zip(self.prepared.layers, self.layers[:, : len(ids), :, : last + 1]):
            x += self.attend(self.unit(x).dot(qkv), memory, turn, positions, future).dot(out)
            x += swiglu(self.unit(x).dot(gate_up)).dot(down)
        return self.unit(x).dot(self.prepared.unembed)

    def unit(self, x):
        """Vectors (B, D) of length 1: what is left of `rms_norm`."""
        return x / np.sqrt(np.vecdot(x, x, keepdims=True) + self.config.hidden_size * self.config.rms_norm_eps)

    def attend(self, qkv, memory, turn, positions, future):
        """Remember each row's new key and value, and mix its values by how its query looks at its keys: (B, D)."""
        H, B = self.config.num_attention_heads, len(qkv)
        qkv = qkv.reshape(B, 3 * H, -1)  # (B, 3H, K)
        turned = qkv[:, : 2 * H].view(turn.dtype)
        turned *= turn
        memory[np.arange(B), :, positions] = qkv[:, H:]
        scores = qkv[:, :H, None] @ memory[:, :H].swapaxes(2, 3)  # (B, H, 1, S)
        if future is not None:
            scores += future
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        return (scores @ memory[:, H:]).reshape(B, -1)

    def copy(self, source, target, length):
        """Copy the first `length` tokens of row `source` over row `target`."""
        self.layers[:, target, :, :length] = self.layers[:, source, :, :length]


def beyond(positions, last):
    """What hides from each text, which ends at its position, the places up to `last` that only longer texts have."""
    return np.where(np.arange(last + 1) > positions[:, None], np.float32(-1e9), np.float32(0))[:, None, None]


def swiglu(gate_up):
    """(B, 2F) -> (B, F)."""
    half = gate_up.shape[1] // 2
    gate, up = gate_up[:, :half], gate_up[:, half:]
    return gate * up / (1 + np.exp(-gate))
