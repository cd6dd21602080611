import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexttoken.ngrams import NGrams

V = 6
texts = st.lists(st.lists(st.integers(0, V - 1), min_size=1, max_size=30), max_size=4)
contexts = st.lists(st.integers(0, V - 1), max_size=6)


def trained(documents, order=3):
    model = NGrams(order, V)
    for ids in documents:
        model.learn(ids)
    return model


@given(texts, contexts)
def test_the_probabilities_of_all_tokens_sum_to_one_and_none_is_zero(documents, context):
    shares = [trained(documents).probability(token, context) for token in range(V)]
    assert sum(shares) == pytest.approx(1) and min(shares) > 0


def test_it_counts_within_documents_only():
    model = trained([[0, 1, 2, 1, 2], [0, 1, 3]])
    assert model.count([1, 2]) == 2 and model.count([0, 1]) == 2 and model.count([2, 1, 2]) == 1
    assert model.count([2, 0]) == 0, "nothing runs from one document into the next"
    assert model.count([0]) == 0, "the first token is not predicted"
    assert model.count([1]) == 3 and model.count([5, 5, 5]) == 0


def test_asking_for_what_was_never_seen_leaves_no_trace():
    model = trained([[0, 1, 2]])
    size = len(model.followers)
    model.count([4, 5]), model.probability(3, [4, 5]), model.surprises([4, 5, 3])
    assert len(model.followers) == size


def test_the_mixture_is_that_of_witten_and_bell():
    model = trained([[0, 1, 2, 1, 2, 0]], order=2)
    one = (2 + 3 * (1 / V)) / (5 + 3)  # 2 came twice among five tokens, of three kinds
    assert model.probability(2, []) == pytest.approx(one)
    assert model.probability(2, [1]) == pytest.approx((2 + 1 * one) / (2 + 1))
    assert model.probability(2, [0, 1]) == model.probability(2, [1]), "pairs look at one token"


def test_a_longer_context_that_was_met_says_more():
    model = trained([[0, 1, 2, 3]] * 50 + [[0, 4, 2, 5]] * 50)
    assert 0.4 < model.probability(3, [2]) < 0.6
    assert model.probability(3, [1, 2]) > 0.95
    assert model.probability(3, [4, 2]) < 0.05


def test_surprises_look_back_as_far_as_they_are_told():
    model, ids = trained([[0, 1, 2, 3], [0, 4, 2, 5]]), [0, 1, 2, 3]
    for order in (1, 2, 3):
        before = [ids[max(0, i - order + 1) : i] for i in range(1, 4)]
        expected = [-np.log(model.probability(ids[i + 1], before[i])) for i in range(3)]
        assert model.surprises(ids, order) == pytest.approx(expected)
    assert model.surprises(ids).tolist() == model.surprises(ids, 3).tolist()


def test_tokens_are_drawn_as_often_as_they_are_probable():
    model, rng = trained([[0, 1, 2, 1, 2, 0, 1, 3]]), random.Random(0)
    drawn = Counter(model.draw([0, 1], rng) for _ in range(4000))
    expected = np.array([4000 * model.probability(token, [0, 1]) for token in range(V)])
    counts = np.array([drawn[token] for token in range(V)])
    assert ((counts - expected) ** 2 / expected).sum() < 20.5  # chi-square, 5 degrees of freedom: 1 in 1,000


def test_before_it_has_read_anything_all_tokens_are_alike():
    assert NGrams(3, V).probability(2, [1, 0]) == 1 / V
    assert NGrams(3, V).draw([], random.Random(0)) in range(V)
