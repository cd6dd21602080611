"""What holds for every model that comes with the package."""

import time
from dataclasses import replace

import jax
import numpy as np
import pytest

import nexttoken
from nexttoken import model as models
from nexttoken.cache import Cache
from nexttoken.close_calls import ROUNDING
from nexttoken.generation import Batch
from nexttoken.sampling import distribution
from nexttoken.settings import Settings

PROMPT = "A long time ago, there were three princesses in a distant kingdom:"


@pytest.fixture(scope="module", params=models.names())
def model(request):
    return nexttoken.load(request.param)


def test_from_loading_to_the_first_token_is_half_a_second(model):
    def seconds():
        start = time.process_time()  # other work on the machine does not count
        next(nexttoken.load(model.name).stream(PROMPT, seed=0))
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.5


def test_tokenizer_and_weights_travel_light(model):
    files = [models.PRETRAINED / "tokenizer.json", models.PRETRAINED / model.name / "model.safetensors"]
    assert sum(path.stat().st_size for path in files) <= 6.5e6


def test_rounding_is_no_more_than_close_calls_allow_for(model):
    """Cached, batched logits against those computed from the start, which differ by 1e-5 of the largest at most."""
    batch = Batch(model, size=8)
    for seed in range(8):
        batch.add(model.prompt_ids(PROMPT), Settings(seed=seed, temperature=0.8, max_tokens=60))
    while batch.rows:
        row, cached = batch.rows[0], batch.logits[0].astype(float)
        exact = model.next_logits(row.prompt_ids + row.tokens).astype(float)
        likely = exact > exact.max() - 10
        shares, expected = (np.cumsum(distribution(logits))[:-1] for logits in (cached, exact))
        assert np.abs(cached - exact).max() < 1e-5 * np.abs(exact).max()
        assert np.ptp((cached - exact)[likely]) < 2 * ROUNDING
        assert (np.abs(shares - expected) <= ROUNDING * expected * (1 - expected) + 1e-12).all()
        batch.step()


def test_cached_logits_are_the_uncached_ones_but_for_rounding(model):
    """In float64, where rounding is nothing. Logits of 20 have errors above 1e-5 in float32, with a cache or without."""
    exact = replace(model, params=jax.tree.map(np.float64, model.params))
    caches, starts = [Cache(exact, 4), Cache(model, 4)], [model.prompt_ids(PROMPT)[: 2 + i] for i in range(4)]
    texts = [list(start) for start in starts]
    for cache in caches:
        for row, start in enumerate(starts):
            cache.prefill(start, row)
    errors = []
    for new in np.random.default_rng(0).integers(0, model.config.vocab_size, (20, 4)):
        positions = np.array([len(text) for text in texts])
        texts = [text + [int(token)] for text, token in zip(texts, new)]
        expected, rounded = (np.array([m.next_logits(text) for text in texts]) for m in (exact, model))
        cached, cached_rounded = (cache.step(new, positions) for cache in caches)
        assert np.abs(cached - expected).max() < 1e-9
        errors.append([np.abs(cached_rounded - expected).max(), np.abs(rounded - expected).max()])
    with_cache, without = np.max(errors, axis=0)
    assert with_cache < 2 * without


def test_a_story_comes_to_an_end(model):
    completion = model.complete(PROMPT, seed=0, temperature=0.8)
    assert completion.finish_reason == "stop" and len(completion.tokens) > 50
