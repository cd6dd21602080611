"""A model small enough to run thousands of times: random weights, a tokenizer of 24 merges."""

from functools import cache

import numpy as np

from nexttoken.model import Model
from nexttoken.tokenizer import Tokenizer
from nexttoken.transformer import Config, init

TEXT = "Once upon a time there were three princesses; the eldest was brave, the other two were three times as brave. "


def random_params(config, seed=0, size=0.25):
    """Weights of which every one counts, unlike those that training starts from."""
    rng = np.random.default_rng(seed)

    def draw(x):
        if isinstance(x, np.ndarray):
            return ((x.ndim == 1) + rng.standard_normal(x.shape) * size).astype(np.float32)  # norms are about 1
        return {name: draw(part) for name, part in x.items()} if isinstance(x, dict) else [draw(part) for part in x]

    return draw(init(config, seed))


@cache
def small_model(context=96):
    tokenizer = Tokenizer.train([TEXT], vocab_size=256 + 24 + 16)
    config = Config(tokenizer.vocab_size, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
                    num_attention_heads=2, max_position_embeddings=context)  # fmt: skip
    return Model("small", tokenizer, random_params(config), config)
