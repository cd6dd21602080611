from dataclasses import replace

import numpy as np
import pytest
from tiny import END

from nexttoken import transformer
from nexttoken.training.copying import prime, repeated_rows
from nexttoken.training.loop import train

CONFIG = transformer.Config(vocab_size=300, intermediate_size=64, num_hidden_layers=2)  # width of the base model
VOCABULARY = 256


def rows(seed=0, count=8, length=160):
    return repeated_rows(np.random.default_rng(seed), count, length, VOCABULARY, END)


def loss(params, ids, counted):
    logits = transformer.logits(params, transformer.hidden(params, ids[:, :-1], CONFIG))
    logprobs = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    return -(np.take_along_axis(logprobs, ids[:, 1:, None], axis=-1)[..., 0] * counted).sum() / counted.sum()


def looks_at(params, inputs):
    """Which place head 0 of each layer looks at most, from each place of one row: arrays (T,)."""
    places = []

    def attend(layer, q, k, v, xp):
        mask = np.tril(np.ones((len(inputs),) * 2, bool))
        places.append(transformer.attention_weights(q, k, mask)[0, 0].argmax(axis=-1))
        return transformer.causal_attention(layer, q, k, v, xp)

    transformer.hidden(params, inputs[None], CONFIG, attend=attend)
    return places


@pytest.fixture(scope="module")
def primed():
    return prime(transformer.init(CONFIG, 0), CONFIG, 0)


def test_a_segment_repeats_and_counts_from_its_second_time_on():
    ids, counted = rows(count=50)
    assert (ids[:, 0] == END).all() and ids[:, 1:].max() < VOCABULARY
    for row, counts in zip(ids[:, 1:], counted):
        size = int(np.argmax(counts))
        assert 4 <= size <= 64 and counts.tolist() == [False] * size + [True] * (160 - size)
        assert (row[size:] == row[:-size]).all()


def test_a_primed_head_looks_at_the_token_before(primed):
    inputs = rows(count=1)[0][0, :-1]
    first, _ = looks_at(primed, inputs)
    assert (first[1:] == np.arange(len(inputs) - 1)).mean() > 0.7


def test_a_primed_head_looks_at_what_followed_last_time(primed):
    after = np.arange(41, 81)  # the second time; the same token stood 40 places earlier, what followed it 39
    found = []
    for seed in range(6):
        segment = np.random.default_rng(seed).permutation(VOCABULARY)[:40]
        _, second = looks_at(primed, np.concatenate([[END], np.tile(segment, 2)]))
        found.append((second[after] == after - 39).mean())
    assert np.mean(found) > 0.6


def test_priming_alone_makes_repeats_less_surprising(primed):
    assert loss(primed, *rows()) < loss(transformer.init(CONFIG, 0), *rows()) - 2


def test_some_steps_on_repeats_teach_copying():
    small = replace(CONFIG, hidden_size=128)
    params = prime(transformer.init(small, 0), small, 0)
    records = train(params, small, lambda step: {"repeats": rows(step, 8, 64)}, 60, END)
    found = [record["repeats_loss"] for record, _ in records]
    assert found[0] > 4 and np.mean(found[-5:]) < 1.5
