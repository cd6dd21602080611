import doctest

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from nexttoken import close_calls
from nexttoken.close_calls import ROUNDING, is_close_call
from nexttoken.sampling import choose, distribution

temperatures = st.sampled_from([0.0, 0.05, 0.8, 1.0, 3.0])
cuts = st.none() | st.integers(1, 12)
shares = st.sampled_from([1.0]) | st.floats(0.05, 0.99)


def test_the_worked_example():
    assert doctest.testmod(close_calls).failed == 0


@given(st.integers(0, 2**32), temperatures, cuts, shares, st.floats(0, 0.999), st.booleans(), st.booleans())
def test_what_is_no_close_call_survives_rounding(seed, temperature, top_k, top_p, u, at_a_border, with_ties):
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=12) * 3
    if with_ties:
        logits = logits.round()
    if at_a_border:  # put u, or top_p, where the smallest change matters, give or take some rounding
        ends = np.cumsum(distribution(logits, temperature, top_k, top_p))
        u = min(max(rng.choice(ends) + rng.normal() * ROUNDING, 0), 0.9999)
        if top_p < 1:
            ranked = np.sort(distribution(logits, temperature or 1, top_k))[::-1]
            top_p = min(max(rng.choice(np.cumsum(ranked)) + rng.normal() * ROUNDING, 0.01), 1)
    p = distribution(logits, temperature, top_k, top_p)
    token = choose(p, u)
    assume(not is_close_call(logits, p, token, u, temperature, top_k, top_p))
    for _ in range(20):
        noisy = logits + rng.choice([-ROUNDING, 0, ROUNDING], size=12)
        assert choose(distribution(noisy, temperature, top_k, top_p), u) == token


def test_most_choices_are_not_close():
    rng = np.random.default_rng(0)
    close = 0
    for _ in range(2000):
        logits, u = rng.normal(size=2000) * 3, rng.random()
        p = distribution(logits, 0.8, top_p=0.9)
        close += is_close_call(logits, p, choose(p, u), u, 0.8, top_p=0.9)
    assert 0 < close < 100
