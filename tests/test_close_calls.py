import numpy as np

from nexttoken.close_calls import ROUNDING, is_close_call
from nexttoken.sampling import choose, distribution


def worst_roundings(logits):
    """Errors that move borders most: some tokens up and the others down, in the order of ids and of rank."""
    ranks = np.argsort(np.argsort(-logits, kind="stable"))
    for i in range(len(logits)):
        for up in (np.arange(len(logits)) < i, np.arange(len(logits)) == i, ranks < i, ranks == i):
            yield np.where(up, ROUNDING, 0)
            yield np.where(up, -ROUNDING, 0)


def draw(rng):
    """Logits and settings for which the smallest change matters: u or top_p on a border, ties or almost."""
    logits = rng.normal(size=8).astype(rng.choice([np.float32, np.float64])) * 2
    if rng.random() < 0.5:
        logits = (logits.round() + rng.normal(size=8) * rng.choice([0, ROUNDING])).astype(logits.dtype)
    temperature, top_k = rng.choice([0.0, 0.05, 0.8, 3.0]), rng.choice([None, 1, 2, 3, 4, 5])
    top_p = 1.0
    if rng.random() < 0.5:
        shares = np.cumsum(np.sort(distribution(logits, temperature or 1, top_k))[::-1])
        top_p = min(max(rng.choice(shares) + rng.normal() * ROUNDING / 10, 0.01), 1.0)
    u = rng.random()
    if rng.random() < 0.3:
        u = rng.choice(np.cumsum(distribution(logits, temperature, top_k, top_p))) + rng.normal() * ROUNDING / 10
    return logits, min(max(u, 0), 0.999999), (temperature, top_k, top_p)


def test_what_is_no_close_call_survives_the_worst_rounding():
    rng, survived = np.random.default_rng(0), 0
    for _ in range(2000):
        logits, u, how = draw(rng)
        p = distribution(logits, *how)
        token = choose(p, u)
        if not is_close_call(logits, p, token, u, *how):
            survived += 1
            for error in worst_roundings(logits):
                assert choose(distribution((logits + error).astype(logits.dtype), *how), u) == token
    assert survived > 500


def test_most_choices_are_not_close():
    rng = np.random.default_rng(0)
    close = 0
    for _ in range(2000):
        logits, u = rng.normal(size=2000) * 3, rng.random()
        p = distribution(logits, 0.8, top_p=0.9)
        close += is_close_call(logits, p, choose(p, u), u, 0.8, top_p=0.9)
    assert 0 < close < 100
