"""Close calls: choices so near to the border between two tokens that rounding could decide them.

A text must not depend on what else is in its batch. But the order in which a processor adds numbers does depend on it
(one row is multiplied in another way than sixteen), and sums of floating-point numbers depend on their order:

>>> (0.1 + 0.2) + 0.3 == 0.1 + (0.2 + 0.3)
False

So the logits of a text differ, in the sixth digit, with its company. Nearly always that changes nothing: the random
number falls well inside a token's share. When it falls close to a border, `is_close_call` says so and the generation
loop decides by logits that are computed afresh from this text alone: no cache, no batch, always in the same order.
That happens a few times in a thousand tokens.

What this file does not do: make two kinds of processor agree. The same seed gives the same text on the same machine;
elsewhere nearly always.
"""

import math

import numpy as np

from nexttoken.sampling import distribution

# What rounding changes, measured on the pretrained models, with some room: the odds of any set of tokens by a factor of
# at most 1 + ROUNDING, the difference of two logits by at most 2 * ROUNDING.
ROUNDING = 5e-5


def is_close_call(logits, probabilities, token, u, temperature, top_k=None, top_p=1.0):
    """Could the logits (V,) of the same text in other company have led to another token?

    probabilities (V,) is `distribution(logits, temperature, top_k, top_p)`, and `u` chose `token` from it.
    """
    if temperature == 0:
        return np.count_nonzero(logits >= logits[token] - 2 * ROUNDING) > 1
    slack = math.expm1(min(ROUNDING / temperature, 50))  # the odds of any set of tokens can change by 1 + slack
    start = probabilities[:token].sum(dtype=np.float64)
    if is_near(u, start, slack) or is_near(u, start + probabilities[token], slack):
        return True
    return (top_k is not None or top_p < 1) and is_close_cut(logits, probabilities, slack, temperature, top_k, top_p)


def is_close_cut(logits, probabilities, slack, temperature, top_k, top_p):
    """Could top-k and top-p have kept other tokens?"""
    kept = probabilities > 0
    if not kept.all() and logits[kept].min() - logits[~kept].max() <= 2 * ROUNDING:
        return True
    candidates = distribution(logits, temperature, top_k)
    if np.count_nonzero(candidates) > (top_k or len(logits)):  # a tie for the last place
        return True
    held = candidates[kept].sum()
    fewer = held - candidates[kept].min()
    return top_p < 1 and (is_near(top_p, held, slack) or is_near(top_p, fewer, slack) or fewer > top_p)


def is_near(value, share, slack):
    """Is `value` within what `share`, a sum of probabilities, can move by when its odds change by 1 + slack?"""
    return abs(value - share) <= slack * share * (1 - share) + 1e-6  # and by the rounding of the probabilities
