"""The second part of the loss against its formula, written out for one token at a time."""

import doctest

import jax
import numpy as np
import pytest
from small import random_params
from tiny import CONFIG, END

from nexttoken import transformer
from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import excluding, step
from nexttoken.training.packing import pack

PARAMS = random_params(CONFIG)
TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
STORIES = list(generate(60, seed=5))
# Two documents in a row: ids, and the kinds of what begins at them.
FIRST = ([10, 20, 11, 30, 12, 21, END], [1, 3, 1, 0, 1, 3, 0])
SECOND = ([13, 22, 14, END], [1, 3, 1, 0])

excluded = jax.jit(lambda params, *rows: excluding.losses(params, *rows, CONFIG, END))
plain = jax.jit(lambda params, *rows: step.losses(params, *rows, CONFIG, END))


def row(documents):
    ids, counted = pack([(ids, [1.0] * len(ids)) for ids, _ in documents], 16, END)
    kinds, _ = pack([(kinds, [1.0] * len(kinds)) for _, kinds in documents], 16, 0)
    return ids, counted, kinds[:, 1:]


def added(documents):
    """What the second part adds at each token (16,)."""
    rows = row(documents)
    return np.asarray(excluded(PARAMS, *rows) - plain(PARAMS, *rows[:2]))[0]


def chances(ids):
    """The probabilities (T, V) of each next token of one document, in a forward pass of its own."""
    logits = transformer.logits(PARAMS, transformer.hidden(PARAMS, np.array([[END, *ids[:-1]]]), CONFIG))[0]
    return np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)


def test_what_was_given_before_costs_by_its_probability():
    p = chances(FIRST[0])
    expected = np.zeros(16)
    expected[2] = -np.log(1 - p[2, 10])  # the second name: not the first
    expected[4] = -np.log(1 - p[4, 10] - p[4, 11])
    expected[5] = -np.log(1 - p[5, 20])  # the second skill
    assert added([FIRST]) == pytest.approx(excluding.TIMES * expected, rel=1e-3, abs=1e-3)


def test_what_another_text_of_the_row_has_given_may_come():
    assert added([FIRST, SECOND])[7:11] == pytest.approx(added([SECOND])[:4], rel=1e-3, abs=1e-3)
    assert added([SECOND])[2] > 0


def test_it_costs_nothing_where_nothing_is_given_or_where_nothing_counts():
    ids, counted, kinds = row([FIRST])
    assert np.asarray(excluded(PARAMS, ids, counted, kinds * 0)) == pytest.approx(
        np.asarray(plain(PARAMS, ids, counted))
    )
    assert not np.asarray(excluded(PARAMS, ids, counted * 0, kinds)).any()


def test_a_certain_mistake_has_a_finite_loss_and_gradient():
    sure = PARAMS | {"embed": PARAMS["embed"] * 50}
    loss, grads = jax.value_and_grad(lambda params: excluded(params, *row([FIRST])).sum())(sure)
    assert np.isfinite(loss) and all(np.isfinite(g).all() for g in jax.tree.leaves(grads))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.text[:20])
def test_each_name_trait_and_skill_of_a_story_begins_once(story):
    ids = TOKENIZER.encode(story.text)
    begun = excluding.given(story.text, ids, TOKENIZER, story.facts["people"])
    for number, kind in enumerate(excluding.KINDS, start=1):
        phrases = [person[kind] for person in story.facts["people"] if person[kind]]
        phrases = [phrase.removeprefix("play the ") for phrase in phrases if phrase in story.text]
        tokens = [TOKENIZER.decode([i]).strip() for i, found in zip(ids, begun) if found == number]
        assert len(tokens) == len(phrases)
        assert all(any(phrase.startswith(token) for phrase in phrases) for token in tokens)
        assert len(set(tokens)) == len(tokens), "or what is given now would be what may not come"


def test_the_example_in_the_docstring():
    assert doctest.testmod(excluding).failed == 0
