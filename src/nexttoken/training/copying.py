"""A head start for copying, the circuit that every later skill needs.

To keep a name through a story, the model must find where the name began last time and see what followed. Two
attention heads can do that: one in an early layer notes on each token which token came before it; one in a later
layer looks for the place whose note equals the present token, and copies the token that stands there. Together they
are an *induction head* (Olsson et al. 2022). Left alone a small model finds it late or, in our minutes, never.

Two things make it appear at once:

- `prime` sets two heads roughly that way before training starts;
- `repeated_rows` are random tokens, repeated: nothing but copying predicts them.

What this file does not do: hold the heads fast. Training is free to move and to dissolve them.
"""

import numpy as np

MARK = 0  # the number of the residual stream that is alike for every token: "here is a token"


def prime(params, config, seed):
    """Set head 0 of layer 0 to "who came before me?" and head 0 of layer 1 to "what followed me last time?", in place.

    The stream (D) holds a token's identity in the directions `here` (D, K) and its predecessor's in `before`.
    Rotary positions turn quick pairs of numbers fast: they tell neighbours apart. The slow ones hardly turn within a
    story: they compare content. Reads are scaled so that the right key clearly wins.
    """
    K, D = config.head_dim, config.hidden_size
    here, before = np.split(directions(config, seed, 2 * K), 2, axis=1)
    size = params["embed"].std()
    params["embed"][:, MARK] = 5 * size

    pairs, quick, slow = K // 2, slice(0, K // 4), slice(K // 4, K // 2)
    turn = config.rope_theta ** (-np.arange(pairs) / pairs)[quick]  # one step's angle, the quick pairs
    q, k = np.zeros((2, D, 2, pairs), np.float32)
    q[MARK, 0, quick] = 1.5  # pointing at angle 0; the key, one step ahead, is met by the token after it
    k[MARK, 0, quick], k[MARK, 1, quick] = 1.5 * np.cos(turn), 1.5 * np.sin(turn)
    set_head(params["layers"][0], 0, q, k, here, before.T * size)

    q, k = np.zeros((2, D, 2, pairs), np.float32)
    q[:, :, slow] = 2.5 * here[:, : K // 2].reshape(D, 2, -1)
    k[:, :, slow] = 2.5 * before[:, : K // 2].reshape(D, 2, -1)
    set_head(params["layers"][1], 0, q, k, here, here.T * 8 * size)
    return params


def directions(config, seed, count):
    """Directions of the stream (D, count), all orthogonal, none with a part along the mark.

    Who asks for more gets the same first ones: each head start goes on where the one before it ended.
    """
    assert count < config.hidden_size, "more heads: the stream must hold all directions and the mark"
    random = np.random.default_rng(seed).standard_normal((count, config.hidden_size)).T
    random[MARK] = 0
    return np.linalg.qr(random)[0].astype(np.float32)


def set_head(layer, head, q, k, v, out):
    """Write one head's weights into its place in the layer's joined matrices."""
    D, K = v.shape
    columns = slice(head * K, (head + 1) * K)
    layer["qkv"].reshape(D, 3, D)[:, :, columns] = np.stack([q.reshape(D, K), k.reshape(D, K), v], axis=1)
    layer["out"][columns] = out


def repeated_rows(rng, count, length, vocabulary, end):
    """Rows (count, length + 1) of a random segment of 4 to 64 tokens, again and again; its first time does not count.

    `vocabulary` is the number of ordinary tokens. Returns ids and counted as `packing.pack` does.
    """
    segments = rng.integers(4, 65, count)  # lengths
    places = np.arange(length)[None] % segments[:, None]  # (count, length)
    tokens = np.take_along_axis(rng.integers(0, vocabulary, (count, 64)), places, axis=1)
    start = np.full((count, 1), end)
    counted = np.arange(length)[None] >= segments[:, None]
    return np.hstack([start, tokens]).astype(np.int32), counted.astype(np.float32)
