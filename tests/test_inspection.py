import numpy as np
import pytest
from small import random_params, small_model

from nexttoken import sampling, transformer
from nexttoken.inspection import attention, looking_back, surprises, twice, without
from nexttoken.training.copying import prime
from nexttoken.transformer import Config, init

MODEL = small_model()
IDS = np.random.default_rng(0).integers(0, 200, (2, 12))


def test_watching_shows_the_weights_that_the_model_uses():
    weights = attention(MODEL.params, IDS, MODEL.config)
    assert weights.shape == (2, 2, 2, 12, 12)
    assert weights.sum(-1) == pytest.approx(np.ones((2, 2, 2, 12)), abs=1e-5)
    assert (weights[..., np.triu(np.ones((12, 12), bool), 1)] == 0).all()
    layer = MODEL.params["layers"][0]
    h = transformer.rms_norm(MODEL.params["embed"][IDS], layer["attn_norm"], MODEL.config.rms_norm_eps)
    q, k, _ = np.split((h @ layer["qkv"]).reshape(2, 12, 6, 16), 3, axis=2)
    tables = transformer.rope_tables(MODEL.config, np.arange(12)[None])
    scores = np.einsum("bqhk,bshk->bhqs", transformer.rotate(q, tables), transformer.rotate(k, tables)) / 4
    first = np.exp(scores[:, :, 5, :6])  # the sixth token sees six
    assert weights[0, :, :, 5, :6] == pytest.approx(first / first.sum(-1, keepdims=True), abs=1e-5)


def test_a_head_that_is_off_says_nothing_and_the_others_go_on():
    seen = {}

    def attend(layer, q, k, v, xp):
        seen[layer] = transformer.causal_attention(layer, q, k, v, xp)
        seen[layer][:, :, 1] *= layer != 1  # head 1 of layer 1
        return seen[layer]

    expected = transformer.hidden(MODEL.params, IDS, MODEL.config, attend=attend)
    before = MODEL.params["layers"][1]["out"].copy()
    params = without(MODEL.params, [(1, 1)], MODEL.config)
    assert transformer.hidden(params, IDS, MODEL.config) == pytest.approx(expected, abs=1e-5)
    assert np.abs(transformer.hidden(MODEL.params, IDS, MODEL.config) - expected).max() > 1e-3
    assert (MODEL.params["layers"][1]["out"] == before).all()


def test_without_all_heads_no_token_knows_of_another():
    heads = [(layer, head) for layer in range(2) for head in range(2)]
    params = without(MODEL.params, heads, MODEL.config)
    changed = (IDS + np.eye(1, 12, dtype=int) * 7) % 200  # another first token
    a, b = (transformer.hidden(params, ids, MODEL.config)[:, 1:] for ids in (IDS, changed))
    assert np.abs(a - b).max() < 1e-6


def test_surprises_are_those_of_the_next_logits():
    ids = IDS[0].tolist()
    expected = [-sampling.log_probabilities(MODEL.next_logits(ids[:n]))[ids[n]] for n in range(1, 12)]
    assert surprises(MODEL.params, IDS, MODEL.config)[0] == pytest.approx(np.array(expected), abs=1e-4)


def test_looking_back_measures_what_it_says():
    T = 9
    weights = np.zeros((1, 1, 2, T, T))
    weights[0, 0, 0, np.arange(1, T), np.arange(T - 1)] = 1  # head 0: always at the token before
    weights[0, 0, 1, np.arange(5, T), np.arange(5, T) - 4] = 0.5  # head 1: from place 5 on, half at four before
    assert looking_back(weights, 1).tolist() == [[1, 0]]
    assert looking_back(weights, 4, start=5).tolist() == [[0, 0.5]]
    assert looking_back(weights, 4).tolist() == [[0, 0.4]]  # place 4, too, could have looked four back


def test_primed_heads_are_found_and_are_what_copies():
    config = Config(vocab_size=200, hidden_size=128, intermediate_size=32, num_hidden_layers=3, num_attention_heads=4)
    params = prime(init(config, 0), config, 0)
    ids = twice(np.random.default_rng(0), rows=4, length=20, vocabulary=199, end=199)
    assert (ids[:, 0] == 199).all() and (ids[:, 1:21] == ids[:, 21:]).all()
    weights = attention(params, ids, config)
    assert looking_back(weights, 1).argmax() == 0
    copying = looking_back(weights, 19, start=21)
    assert copying.argmax() == 4 and copying[1, 0] > 0.5  # layer 1, head 0
    off = without(params, [(1, 0)], config)
    assert surprises(off, ids, config)[:, 21:].mean() > surprises(params, ids, config)[:, 21:].mean() + 0.5


def test_a_head_that_is_not_there_cannot_be_switched_off():
    config = Config(vocab_size=50, hidden_size=32, num_hidden_layers=1, num_attention_heads=2)
    with pytest.raises(AssertionError, match="head 2 of 2"):
        without(random_params(config), [(0, 2)], config)
