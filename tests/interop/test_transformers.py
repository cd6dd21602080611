"""What we save is what the tools of the trade load: transformers gives the same tokens, logits and text.

Runs in the environment of the benchmarks: `.venv-bench/bin/python -m pytest tests/interop`.
"""

import jax
import numpy as np
import pytest
import torch
from transformers import AutoTokenizer, LlamaForCausalLM
from transformers.utils import logging

import nexttoken
from nexttoken import model as models
from nexttoken.corpus.stories import generate
from nexttoken.tokenizer import Tokenizer
from nexttoken.transformer import Config, hidden, init, logits
from nexttoken.weights import save_model

PROMPTS = [
    "A long time ago, there were three princesses in a distant kingdom:",
    "Once upon a time",
    'The fox said: "I know 12 songs, don\'t you?"\n\nÄ 日本 👩‍🚀 <|endoftext|> <|user|>',
    "a  b\t\tc " * 40,
]
TEXTS = [*PROMPTS, *(story.text for story in generate(4, split="heldout"))]
TOKENIZER = models.PRETRAINED / "tokenizer.json"


def random_model(folder):
    """Weights of the real model's size, of which every one counts."""
    tokenizer, rng = Tokenizer.load(TOKENIZER), np.random.default_rng(0)
    config = Config(vocab_size=tokenizer.vocab_size)
    params = init(config, seed=0)
    for layer in params["layers"]:
        for name, x in layer.items():
            layer[name] = ((x.ndim == 1) + rng.standard_normal(x.shape) * len(x) ** -0.5).astype(np.float32)
    params["norm"] *= 5  # training starts from nearly equal logits, which would be easy to agree on
    save_model(folder, params, config, tokenizer.end)
    tokenizer.save(folder / "tokenizer.json")
    return folder


@pytest.fixture(scope="module", params=["random", *models.names()])
def folder(request, tmp_path_factory):
    if request.param == "random":
        return random_model(tmp_path_factory.mktemp("random"))
    return models.PRETRAINED / request.param


@pytest.fixture(scope="module")
def ours(folder):
    return nexttoken.load(folder)


@pytest.fixture(scope="module")
def theirs(folder):
    logging.disable_progress_bar()
    return LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()


@pytest.mark.parametrize("text", PROMPTS[:2])
def test_logits_agree(ours, theirs, text):
    actual, expected = logits_of_both(ours, theirs, ours.params, text)
    assert expected.std() > 1, "nothing to compare"
    assert np.abs(actual - expected).max() <= 1e-4


@pytest.mark.parametrize("text", TEXTS)
def test_logits_agree_on_any_text(ours, folder, text):
    """In float64: over long or foreign texts our trained weights blow up the rounding of float32, theirs as ours."""
    theirs = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float64).eval()
    actual, expected = logits_of_both(ours, theirs, jax.tree.map(np.float64, ours.params), text)
    assert np.abs(actual - expected).max() <= 1e-4


def logits_of_both(ours, theirs, params, text):
    ids = np.array([ours.prompt_ids(text)])
    with torch.inference_mode():
        expected = theirs(torch.tensor(ids)).logits.numpy()
    return logits(params, hidden(params, ids, ours.config)), expected


@pytest.mark.parametrize("prompt", PROMPTS)
def test_greedy_texts_agree(ours, theirs, prompt):
    ids = torch.tensor([ours.prompt_ids(prompt)])
    with torch.inference_mode():
        expected = theirs.generate(ids, max_new_tokens=60, do_sample=False)[0, ids.shape[1] :].tolist()
    completion = ours.complete(prompt, temperature=0, max_tokens=60)
    assert completion.tokens == [token for token in expected if token != ours.tokenizer.end]


@pytest.mark.parametrize("prompt", PROMPTS)
def test_their_tokenizer_gives_our_ids(prompt):
    theirs, ours = AutoTokenizer.from_pretrained(TOKENIZER.parent), Tokenizer.load(TOKENIZER)
    ids = theirs(prompt, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    assert ids == ours.encode(prompt)
    assert theirs.decode(ids) == prompt
