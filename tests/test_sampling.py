import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nexttoken.sampling import add_bias, choose, distribution, log_probabilities, mix, penalise, uniform

some_logits = arrays(np.float32, st.integers(1, 40), elements=st.floats(-30, 30, width=32))
temperatures = st.sampled_from([0.0, 0.01, 0.5, 0.8, 1.0, 1.7, 10.0])


@given(some_logits, temperatures, st.none() | st.integers(1, 50), st.floats(0.01, 1))
def test_a_distribution_sums_to_one_and_never_prefers_a_lower_logit(logits, temperature, top_k, top_p):
    p = distribution(logits, temperature, top_k, top_p)
    assert p.sum() == pytest.approx(1) and (p >= 0).all()
    assert p[logits.argmax()] == p.max()
    order = np.argsort(logits, kind="stable")
    if temperature:  # greedy puts all on one, even of two equals
        assert (np.diff(p[order]) >= 0).all()


@given(some_logits, st.integers(1, 50))
def test_top_k_keeps_the_k_best_in_their_proportion(logits, k):
    p, whole = distribution(logits, top_k=k), distribution(logits)
    kept = p > 0
    assert kept.sum() >= min(k, (whole > 0).sum())
    assert (kept & (whole > np.sort(whole)[::-1][min(k, len(p)) - 1])).sum() < k  # beyond k there are only ties
    assert p[kept] == pytest.approx(whole[kept] / whole[kept].sum())


@given(some_logits, st.floats(0.01, 0.999))
def test_top_p_keeps_the_smallest_set_that_holds_p(logits, top_p):
    p, whole = distribution(logits, top_p=top_p), distribution(logits)
    kept = p > 0
    assert whole[kept].sum() >= top_p - 1e-9
    above_the_least = kept & (whole > whole[kept].min())
    assert whole[above_the_least].sum() < top_p + 1e-9, "the least probable one kept was not needed"
    assert whole[kept].min() >= whole[~kept].max(initial=0)


def test_top_p_looks_at_what_top_k_left_after_temperature():
    logits = np.log([0.4, 0.3, 0.2, 0.1])
    assert (distribution(logits, top_k=2, top_p=0.55) > 0).tolist() == [True, False, False, False]  # 0.4 / 0.7 > 0.55
    assert (distribution(logits, top_p=0.55) > 0).tolist() == [True, True, False, False]
    assert (distribution(logits, temperature=0.1, top_p=0.55) > 0).tolist() == [True, False, False, False]


def test_temperature_makes_a_gap_in_logits_larger_or_smaller_in_proportion():
    p = distribution(np.array([3.0, 1.0]), temperature=0.5)
    assert np.log(p[0] / p[1]) == pytest.approx(4)
    assert distribution(np.array([3.0, 1.0]), temperature=1e-300).tolist() == [1, 0]


def test_penalties_follow_the_published_formula():
    logits, counts = np.array([1.0, 1.0, 1.0]), np.array([0, 1, 3])
    assert penalise(logits, counts, 0.5, 0.25) == pytest.approx([1, 1 - 0.5 - 0.25, 1 - 1.5 - 0.25])
    assert add_bias(logits, {2: -100}).tolist() == [1, 1, -99] and logits.tolist() == [1, 1, 1]


@given(some_logits, temperatures, st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_nothing_impossible_is_chosen(logits, temperature, top_k, bits):
    p = distribution(logits, temperature, top_k)
    assert p[choose(p, bits / 2**32)] > 0


@given(some_logits)
def test_each_token_is_chosen_by_its_share_of_random_numbers(logits):
    p = distribution(logits)
    grid = (np.arange(2000) + 0.5) / 2000
    shares = np.bincount([choose(p, u) for u in grid], minlength=len(p)) / 2000
    assert shares == pytest.approx(p, abs=1 / 2000)


@given(some_logits)
def test_log_probabilities_are_the_logarithms_of_the_distribution(logits):
    assert np.exp(log_probabilities(logits)) == pytest.approx(distribution(logits))


def test_random_numbers_are_the_published_hash():
    """lowbias32 in 32-bit arithmetic, as C and JavaScript do it."""
    x = np.arange(0, 2**32, 2**32 // 1000 + 1, dtype=np.uint32)
    y = x.copy()
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        y ^= y >> np.uint32(shift)
        y *= np.uint32(factor)
    y ^= y >> np.uint32(16)
    assert [mix(int(v)) for v in x] == y.tolist()
    assert uniform(7, 3) == uniform(7 + 2**32, 3) == mix(mix(7 + 0x9E3779B9) + 3) / 2**32


def test_random_numbers_are_those_of_javascript():
    """Printed by node: `mix(mix(seed + 0x9e3779b9 | 0) + position | 0) / 2 ** 32`, with `Math.imul` and `>>>` in mix."""
    printed = {(0, 0): 0.6813889110926539, (0, 1): 0.6268993967678398, (7, 0): 0.3672001790255308,
               (123456789, 511): 0.9131120031233877, (2**32 - 1, 3): 0.11494647501967847}  # fmt: skip
    assert {key: uniform(*key) for key in printed} == printed


@pytest.mark.parametrize("numbers", [
    [uniform(seed, 0) for seed in range(50_000)],
    [uniform(1, position) for position in range(50_000)],
], ids=["first of each seed", "one seed"])  # fmt: skip
def test_random_numbers_are_even_and_independent_of_their_neighbours(numbers):
    pairs = np.histogram2d(numbers[:-1], numbers[1:], bins=16, range=[[0, 1], [0, 1]])[0]  # 255 degrees of freedom
    expected = (len(numbers) - 1) / 256
    chi_square = ((pairs - expected) ** 2 / expected).sum()
    assert 160 < chi_square < 370  # outside with a probability of about one in a million
