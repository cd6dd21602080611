"""Choosing a token: scores for every token -> probabilities -> one token.

    logits -> + bias -> - penalties -> / temperature -> softmax -> top-k -> top-p -> choice

in this order, each step a function of its own:

>>> logits = np.array([2.0, 1.0, 0.0, -1.0])
>>> distribution(logits).round(2)
array([0.64, 0.24, 0.09, 0.03])
>>> distribution(logits, temperature=0.5, top_k=2).round(2)
array([0.88, 0.12, 0.  , 0.  ])
>>> choose(distribution(logits), u=0.7)
1

A random number depends on a seed and a position alone, not on what was drawn before: any machine, and any language
with 32-bit integers, draws the same one.

What this file does not do: run the model (`transformer.py`) or loop (`generation.py`).
"""

import numpy as np

from nexttoken.transformer import softmax


def add_bias(logits, bias):
    """Logits (V,) with `bias`, a dict of token id -> what to add, added: -100 forbids a token, +100 forces it."""
    biased = logits.copy()
    for token, amount in bias.items():
        biased[token] += amount
    return biased


def penalise(logits, counts, frequency_penalty, presence_penalty):
    """Take points off the tokens chosen before; counts (V,) says how often each one was.

    The formula is that of OpenAI's API: logit - count * frequency_penalty - (count > 0) * presence_penalty.
    """
    return logits - frequency_penalty * counts - presence_penalty * (counts > 0)


def apply_temperature(logits, temperature):
    """Below 1 the differences between logits grow, above 1 they shrink."""
    return logits / max(temperature, 1e-6)  # less would be no different, and could overflow


def keep_top_k(probabilities, k):
    """Only the `k` most probable tokens, and those that tie with the last of them, scaled to a sum of 1."""
    if k >= len(probabilities):
        return probabilities
    threshold = np.partition(probabilities, -k)[-k]
    return keep(probabilities, threshold)


def keep_top_p(probabilities, p):
    """The fewest of the most probable tokens that hold a share `p` together, and ties, scaled to a sum of 1.

    Also called nucleus sampling: Holtzman et al. 2020.
    """
    ranked = np.sort(probabilities)[::-1]
    held = np.cumsum(ranked)
    last = np.searchsorted(held, p * held[-1])
    return keep(probabilities, ranked[last])


def keep(probabilities, threshold):
    """What is at least `threshold`, scaled to a sum of 1; the rest becomes 0."""
    kept = np.where(probabilities >= threshold, probabilities, 0)
    return kept / kept.sum()


def distribution(logits, temperature=1.0, top_k=None, top_p=1.0):
    """Logits (V,) to the probabilities (V,) by which a token is drawn. Temperature 0: the best one has it all."""
    if temperature == 0:
        return (np.arange(len(logits)) == logits.argmax()).astype(logits.dtype)
    probabilities = softmax(apply_temperature(logits, temperature))
    if top_k is not None:
        probabilities = keep_top_k(probabilities, top_k)
    if top_p < 1:
        probabilities = keep_top_p(probabilities, top_p)
    return probabilities


def choose(probabilities, u):
    """Lay the probabilities end to end, in the order of their ids, and take the token in which `u` (0 <= u < 1) falls."""
    ends = probabilities.astype(np.float64).cumsum()
    return int(ends.searchsorted(u * ends[-1], side="right"))


def log_probabilities(logits):
    """Natural logarithms (V,), float64, of softmax(logits): 0 is certain, -1 is one chance in e."""
    shifted = logits.astype(np.float64) - logits.max()
    return shifted - np.log(np.exp(shifted).sum())


def mix(x):
    """Scramble a 32-bit number: each bit of the result depends on every bit of `x`.

    "lowbias32" of Chris Wellons' hash-prospector. The products are `Math.imul` and the shifts `>>>` in JavaScript.
    """
    x = (x ^ x >> 16) * 0x7FEB352D & 0xFFFFFFFF
    x = (x ^ x >> 15) * 0x846CA68B & 0xFFFFFFFF
    return x ^ x >> 16


def uniform(seed, position):
    """The random number (0 <= u < 1) for a seed, of which the lowest 32 bits count, and a position (0, 1, 2, ...).

    The constant, 2**32 / the golden ratio, keeps seed 0 away from mix(0), which is 0.
    """
    stream = mix(seed + 0x9E3779B9 & 0xFFFFFFFF)
    return mix(stream + position & 0xFFFFFFFF) / 2**32
