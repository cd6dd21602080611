"""A model that trains in a moment, its tokenizer, and batches of packed random documents for it."""

import numpy as np
from small import small_model

from nexttoken.training.packing import pack
from nexttoken.transformer import Config

TOKENIZER = small_model().tokenizer
END = TOKENIZER.end
CONFIG = Config(TOKENIZER.vocab_size, hidden_size=32, intermediate_size=48, num_hidden_layers=1, num_attention_heads=2)


def documents(rng, count, longest=20):
    """Documents as `pack` takes them; a few of their tokens do not count."""
    made = [[*rng.integers(0, 256, rng.integers(1, longest)).tolist(), END] for _ in range(count)]
    return [(ids, (rng.random(len(ids)) < 0.9).tolist()) for ids in made]


def batch(rng, rows, length=32):
    ids, counted = pack(documents(rng, 4 * rows), length, END)
    return ids[:rows], counted[:rows]


def batch_at(step):
    rng = np.random.default_rng(step)
    return {"stories": batch(rng, 2), "repeats": batch(rng, 3)}
