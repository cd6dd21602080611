"""Direct preference optimisation against its formula, written out for one pair at a time."""

import itertools

import jax
import numpy as np
import pytest
from small import random_params
from tiny import CONFIG, END

from nexttoken import transformer
from nexttoken.chat import render_prompt
from nexttoken.chat.template import show
from nexttoken.corpus import preferences as corpus
from nexttoken.evaluation.dialogues import prompt
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import preferences, step
from nexttoken.training.loop import train
from nexttoken.training.packing import document_numbers, pack
from nexttoken.training.preferences import BETA, losses_against
from nexttoken.training.shares import ROWS

REFERENCE, PARAMS = random_params(CONFIG, seed=0), random_params(CONFIG, seed=1)


def made(rng, prompt_size, better, worse):
    """A pair of random tokens as `preferences.document` makes it."""
    asked = rng.integers(0, 256, prompt_size).tolist()
    answers = [rng.integers(0, 256, size).tolist() for size in (better, worse)]
    ids = [token for answer in answers for token in [*asked, *answer, END]]
    counted = [mark for answer in answers for mark in [False] * len(asked) + [True] * len(answer) + [False]]
    return asked, answers, (ids, counted)


def at_better(ids, counted):
    """Where the tokens of better answers are."""
    return (counted > 0) & (document_numbers(ids[:, :-1], END) % 2 == 1)


def found_margins(params, ids, counted):
    """The margins that the program finds between a model and the one that it started from, at each token with a loss."""
    found = np.asarray(losses_against(REFERENCE, keep=0)(params, ids, counted, CONFIG, END))
    better = at_better(ids, counted)
    assert (found[~better] == 0).all()
    return -np.log(np.expm1(found[better])) / BETA


def logprob(params, asked, answer):
    """Log probability of an answer, in NumPy, one document alone."""
    ids = [END, *asked, *answer]
    vectors = transformer.hidden(params, np.array([ids[:-1]]), CONFIG)
    logits = transformer.logits(params, vectors)[0].astype(np.float64)
    logprobs = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    return logprobs[np.arange(len(asked), len(ids) - 1), answer].sum()


def test_margins_are_those_of_the_formula_in_every_packed_row():
    rng = np.random.default_rng(0)
    pairs = [made(rng, 4, 3, 5), made(rng, 2, 6, 2), made(rng, 3, 1, 1)]
    ids, counted = pack([document for *_, document in pairs], 48, END)
    assert len(ids) < 3
    found = found_margins(PARAMS, ids, counted)
    wanted = []
    for asked, (better, worse), _ in pairs:
        gains = [logprob(PARAMS, asked, said) - logprob(REFERENCE, asked, said) for said in (better, worse)]
        wanted.append(gains[0] - gains[1])
    for margin in found:
        assert min(abs(margin - each) for each in wanted) < 5e-3
    assert [np.abs(found - each).min() < 5e-3 for each in wanted] == [True] * len(pairs)


def test_the_loss_begins_at_the_logarithm_of_two():
    ids, counted = pack([made(np.random.default_rng(1), 4, 3, 5)[2]], 32, END)
    found = np.asarray(losses_against(REFERENCE, keep=0)(REFERENCE, ids, counted, CONFIG, END))
    assert found[at_better(ids, counted)] == pytest.approx(np.log(2), abs=1e-4)


def test_a_pair_counts_no_more_because_its_worse_answer_is_long():
    rng = np.random.default_rng(5)
    for worse in (2, 20):
        ids, counted = pack([made(rng, 4, 3, worse)[2]], 64, END)
        assert np.asarray(losses_against(REFERENCE, keep=0)(REFERENCE, ids, counted, CONFIG, END)).sum() == pytest.approx(
            3 * np.log(2), abs=1e-3)  # fmt: skip


def test_what_stands_alone_has_no_loss_but_its_surprise_and_leaves_pairs_beside_it_alone():
    rng = np.random.default_rng(4)
    *_, pair = made(rng, 4, 3, 5)
    text = [*rng.integers(0, 256, 9).tolist(), END]
    [story] = preferences.alone([(text, [2.0] * len(text))], END)
    ids, counted = pack([story, pair], 48, END)
    assert len(ids) == 1
    found, surprise = (np.asarray(losses(PARAMS, ids, counted, CONFIG, END))
                       for losses in (losses_against(REFERENCE, keep=3.0), step.losses))  # fmt: skip
    first = 0 if ids[0, 1] == text[0] else len(pair[0])  # the longer document comes first
    told = slice(first, first + len(text))
    assert found[0, told] == pytest.approx(3.0 * surprise[0, told], abs=1e-4) and (surprise[0, told] > 0).all()
    apart = np.asarray(losses_against(REFERENCE, keep=3.0)(PARAMS, *pack([pair], 48, END), CONFIG, END))
    rest = np.delete(found[0], np.r_[told, told.stop : told.stop + 1])
    assert rest[rest > 0] == pytest.approx(apart[apart > 0], abs=1e-3)


def test_the_surprise_at_the_better_answer_is_added():
    ids, counted = pack([made(np.random.default_rng(1), 4, 3, 5)[2]], 32, END)
    whole, formula = (
        np.asarray(losses_against(REFERENCE, keep)(PARAMS, ids, counted, CONFIG, END)) for keep in (2.0, 0)
    )
    surprise = np.asarray(step.losses(PARAMS, ids, counted, CONFIG, END))
    assert whole - formula == pytest.approx(2.0 * surprise * at_better(ids, counted), abs=1e-4)


def test_training_widens_the_margins_and_makes_the_better_answers_likelier():
    rng = np.random.default_rng(2)
    ids, counted = pack([made(rng, 4, 3, 5)[2] for _ in range(4)], 48, END)
    *_, (_, params) = train(REFERENCE, CONFIG, lambda _: {"pairs": (ids, counted)}, 12, END, peak=0.01,
                            losses=losses_against(REFERENCE))  # fmt: skip
    params = jax.device_get(params)
    assert found_margins(params, ids, counted).mean() > 1
    surprise = [np.asarray(step.losses(p, ids, counted, CONFIG, END)) for p in (REFERENCE, params)]
    before, after = (each[at_better(ids, counted)].mean() for each in surprise)
    assert after < before


def test_a_pair_becomes_two_documents_of_which_the_answers_count():
    tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")
    pair = next(corpus.generate(1, seed=4))
    ids, counted = preferences.document(pair, tokenizer)
    said = [i for i, counts in zip(ids, counted) if counts]
    assert tokenizer.decode(said) == pair.better + pair.worse and said.count(tokenizer.control["<|end|>"]) == 2
    asked = render_prompt(prompt(pair.dialogue), tokenizer, pair.dialogue.tools)[1:]
    assert ids[: len(asked)] == asked and ids.count(tokenizer.end) == 2 and ids[-1] == tokenizer.end


@pytest.fixture(scope="module")
def batch():
    return preferences.rows(Tokenizer.load(PRETRAINED / "tokenizer.json"), seed=0)


def answers(ids, counted, end):
    """The numbers, from 0, of a row's documents in which something counts."""
    return np.unique(document_numbers(ids[:-1], end)[counted > 0] - 1).tolist()


def test_a_batch_has_rows_of_every_kind(batch):
    assert sum(len(ids) for ids, _ in batch.values()) == ROWS
    assert all(len(ids) and (counted > 0).any() for ids, counted in batch.values())


def test_rows_hold_whole_pairs_or_what_stands_alone(batch):
    end = Tokenizer.load(PRETRAINED / "tokenizer.json").end
    for kind, (ids, counted) in batch.items():
        for row in zip(ids, counted):
            found = answers(*row, end)
            assert found == list(range(0, 2 * len(found), 2) if kind != "pairs" else range(len(found))) and found
            assert kind != "pairs" or len(found) % 2 == 0


def test_calls_are_learned_and_nothing_else_of_their_conversations():
    tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")
    for ids, counted in itertools.islice(preferences.call_documents(tokenizer, seed=3), 20):
        said = show([i for i, counts in zip(ids, counted) if counts], tokenizer)
        assert said.startswith("<|call|>") and said.endswith("<|end|>") and said.count("<|end|>") == 1, said
