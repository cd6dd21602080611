import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import random_params

from nexttoken.transformer import Config, attention_weights, hidden, init, logits, rms_norm, softmax

CONFIG = Config(vocab_size=50, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2)
PARAMS = random_params(CONFIG)
sequences = st.lists(st.integers(0, CONFIG.vocab_size - 1), min_size=2, max_size=20)


def forward(ids, **options):
    """Logits (T, V) of one sequence."""
    return logits(PARAMS, hidden(PARAMS, np.array([ids]), CONFIG, **options))[0]


@given(sequences, st.data())
def test_a_token_never_changes_what_was_predicted_before_it(ids, data):
    place = data.draw(st.integers(1, len(ids) - 1))
    changed = [*ids[:place], (ids[place] + 1) % CONFIG.vocab_size, *ids[place + 1 :]]
    before, after = forward(ids), forward(changed)
    assert np.abs(before[:place] - after[:place]).max() < 1e-5
    assert np.abs(before[place] - after[place]).max() > 1e-3


@given(sequences, st.integers(1, 400))
def test_only_the_distance_between_tokens_matters(ids, shift):
    positions = np.arange(len(ids))[None]
    assert forward(ids, positions=positions + shift) == pytest.approx(forward(ids), abs=2e-4)


def test_the_order_of_earlier_tokens_matters():
    assert np.abs(forward([1, 2, 3])[-1] - forward([2, 1, 3])[-1]).max() > 0.01


def test_sequences_of_a_batch_do_not_see_each_other():
    ids = np.random.default_rng(0).integers(0, CONFIG.vocab_size, (3, 9))
    together = hidden(PARAMS, ids, CONFIG)
    for row, alone in zip(together, ids):
        assert np.abs(row - hidden(PARAMS, alone[None], CONFIG)[0]).max() < 1e-5


def test_jax_and_numpy_compute_the_same():
    jax = pytest.importorskip("jax")
    ids = np.random.default_rng(0).integers(0, CONFIG.vocab_size, (2, 30))
    in_numpy = logits(PARAMS, hidden(PARAMS, ids, CONFIG))
    in_jax = jax.jit(lambda params: logits(params, hidden(params, ids, CONFIG, jax.numpy), jax.numpy))(PARAMS)
    assert np.abs(in_numpy - np.asarray(in_jax)).max() < 1e-4


def test_all_numbers_stay_in_single_precision():
    assert hidden(PARAMS, np.array([[1, 2, 3]]), CONFIG).dtype == np.float32


def test_a_new_model_knows_nothing():
    params = init(CONFIG, seed=0)
    p = softmax(logits(params, hidden(params, np.array([[1, 2, 3]]), CONFIG)))
    assert p.max() < 3 / CONFIG.vocab_size
    assert (init(CONFIG, seed=0)["embed"] == params["embed"]).all() and (
        init(CONFIG, 1)["embed"] != params["embed"]
    ).any()


def test_attention_weights_are_shares_of_what_may_be_seen():
    rng = np.random.default_rng(0)
    q, k = rng.standard_normal((2, 1, 5, 2, 16))
    mask = np.tril(np.ones((5, 5), bool))
    weights = attention_weights(q, k, mask)  # (B, H, T, S)
    assert weights.sum(-1) == pytest.approx(np.ones((1, 2, 5)))
    assert (weights[..., ~mask] == 0).all() and (weights[..., mask] > 0).all()


def test_rms_norm_leaves_vectors_of_root_mean_square_one():
    x = np.random.default_rng(0).standard_normal((4, 32)) * 100
    assert (rms_norm(x, np.ones(32), 1e-5) ** 2).mean(-1) == pytest.approx(np.ones(4))
