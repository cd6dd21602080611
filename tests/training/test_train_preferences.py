"""Direct preference optimisation against its formula, written out for one pair at a time."""

import jax
import numpy as np
import pytest
from small import random_params
from tiny import CONFIG, END

from nexttoken import transformer
from nexttoken.chat import render_prompt
from nexttoken.corpus import preferences as corpus
from nexttoken.evaluation.dialogues import prompt
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import preferences, step
from nexttoken.training.loop import train
from nexttoken.training.packing import document_numbers, pack
from nexttoken.training.preferences import BETA, losses_against, margins

REFERENCE, PARAMS = random_params(CONFIG, seed=0), random_params(CONFIG, seed=1)


def made(rng, prompt_size, better, worse):
    """A pair of random tokens as `preferences.document` makes it."""
    asked = rng.integers(0, 256, prompt_size).tolist()
    answers = [rng.integers(0, 256, size).tolist() for size in (better, worse)]
    ids = [token for answer in answers for token in [*asked, *answer, END]]
    counted = [mark for answer in answers for mark in [False] * len(asked) + [True] * len(answer) + [False]]
    return asked, answers, (ids, counted)


def found_margins(params, ids, counted):
    """The margins (B, T) that the program finds between a model and the one that it started from."""
    gain = step.losses(REFERENCE, ids, counted, CONFIG, END) - step.losses(params, ids, counted, CONFIG, END)
    return margins(gain, ids, END)


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
    found = np.asarray(found_margins(PARAMS, ids, counted))
    wanted = []
    for asked, (better, worse), _ in pairs:
        gains = [logprob(PARAMS, asked, said) - logprob(REFERENCE, asked, said) for said in (better, worse)]
        wanted.append(gains[0] - gains[1])
    assert sorted(set(np.round(found[counted > 0], 3))) == pytest.approx(sorted(wanted), abs=2e-3)


def test_the_loss_begins_at_the_logarithm_of_two_and_falls_with_the_margin():
    ids, counted = pack([made(np.random.default_rng(1), 4, 3, 5)[2]], 32, END)
    losses = losses_against(REFERENCE, keep=0)
    assert np.asarray(losses(REFERENCE, ids, counted, CONFIG, END))[counted > 0] == pytest.approx(np.log(2), abs=1e-4)
    margin = np.asarray(found_margins(PARAMS, ids, counted))[counted > 0]
    found = np.asarray(losses(PARAMS, ids, counted, CONFIG, END))
    assert found[counted > 0] == pytest.approx(np.log1p(np.exp(-BETA * margin)), abs=1e-4)
    assert (found[counted == 0] == 0).all()


def test_the_surprise_at_the_better_answer_is_added():
    ids, counted = pack([made(np.random.default_rng(1), 4, 3, 5)[2]], 32, END)
    whole, formula = (np.asarray(losses_against(REFERENCE, keep)(PARAMS, ids, counted, CONFIG, END)) for keep in (2.0, 0))
    better = np.cumsum(counted > 0, axis=1) <= 3  # three tokens of the better answer come first
    surprise = np.asarray(step.losses(PARAMS, ids, counted, CONFIG, END))
    assert whole - formula == pytest.approx(2.0 * surprise * better, abs=1e-4)


def test_training_widens_the_margins_and_makes_the_better_answers_likelier():
    rng = np.random.default_rng(2)
    ids, counted = pack([made(rng, 4, 3, 5)[2] for _ in range(4)], 48, END)
    *_, (_, params) = train(REFERENCE, CONFIG, lambda _: {"pairs": (ids, counted)}, 12, END, peak=0.01,
                            losses=losses_against(REFERENCE))  # fmt: skip
    params = jax.device_get(params)
    assert np.asarray(found_margins(params, ids, counted))[counted > 0].mean() > 1
    better = (counted > 0) & (document_numbers(ids[:, :-1], END) % 2 == 1)
    before, after = (np.asarray(step.losses(p, ids, counted, CONFIG, END))[better].mean() for p in (REFERENCE, params))
    assert after < before


def test_a_pair_becomes_two_documents_of_which_the_answers_count():
    tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")
    pair = next(corpus.generate(1, seed=4))
    ids, counted = preferences.document(pair, tokenizer)
    said = [i for i, counts in zip(ids, counted) if counts]
    assert tokenizer.decode(said) == pair.better + pair.worse and said.count(tokenizer.control["<|end|>"]) == 2
    asked = render_prompt(prompt(pair.dialogue), tokenizer, pair.dialogue.tools)[1:]
    assert ids[: len(asked)] == asked and ids.count(tokenizer.end) == 2 and ids[-1] == tokenizer.end


def test_rows_hold_whole_pairs():
    tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")
    ids, counted = preferences.pair_rows(tokenizer, 4, seed=0)
    for numbers, counts in zip(document_numbers(ids[:, :-1], tokenizer.end), counted):
        answered = np.unique(numbers[counts > 0]).tolist()
        assert answered == list(range(1, len(answered) + 1)) and len(answered) % 2 == 0 and answered
