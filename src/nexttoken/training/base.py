"""The base model's data: stories, and at first the repeated random segments that teach copying.

Every step draws stories that no other step has: the model never meets a story twice, so what it knows of them it has
learned and not recited, and the training loss is as honest as the validation loss.
"""

import itertools
import time

import numpy as np

from nexttoken import transformer
from nexttoken.corpus import roll_calls
from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import run as runs
from nexttoken.training.copying import prime, repeated_rows
from nexttoken.training.emphasis import memories, weights
from nexttoken.training.loop import train
from nexttoken.training.packing import pack

ROW = 416  # tokens: two stories of usual length fill it to 94 %, better than 256 (77 %) or 512 (82 %)
ROWS = 12  # in a batch: 4,992 tokens; with twice as many, half as many steps learn less
PEAK = 0.007  # of the learning rate


def story_rows(tokenizer, count, seed, split="train", times=1.0):
    """`count` rows, the fullest that the stories of this seed make; what they remember counts `times` times."""
    return rows_of(tokenizer, count, generate(3 * count, seed, split), times)


def rows_of(tokenizer, count, stories, times=1.0):
    """`count` rows, the fullest that these stories make."""
    documents = []
    for story in stories:
        ids = tokenizer.encode(story.text)
        counts = weights(story.text, ids, tokenizer, *memories(story.facts), times)
        documents.append(([*ids, tokenizer.end], [*counts, 1.0]))
    ids, counted = pack(documents, ROW, tokenizer.end)
    return ids[:count], counted[:count]


def share_of_repeats(progress):
    """How much of a batch is repeated segments: all, for the first hundredth, then from a quarter down to nothing."""
    return 1.0 if progress < 0.01 else (1 - progress) / 4


def share_of_roll_calls(progress):
    """How much of a batch is exercises in who can do what: a good third, down to a tenth."""
    return 0.0 if progress < 0.01 else 0.4 - 0.3 * progress


def times_remembered(progress):
    """How many times what a story remembers counts: five times at first, once at the end."""
    return 5.0 - 4.0 * progress


def batches(tokenizer, steps, seed):
    """`batch_at(step)` for `loop.train`."""
    vocabulary = tokenizer.vocab_size - len(tokenizer.control)

    def batch_at(step):
        rng = np.random.default_rng((seed, step))
        repeats = round(ROWS * share_of_repeats(step / steps))
        calls = round(ROWS * share_of_roll_calls(step / steps))
        stories = ROWS - repeats - calls
        seed_here, times = int(rng.integers(2**31)), times_remembered(step / steps)
        kinds = {}
        if repeats:
            kinds["repeats"] = repeated_rows(rng, repeats, ROW, vocabulary, tokenizer.end)
        if calls:
            kinds["roll_calls"] = rows_of(tokenizer, calls, roll_calls.generate(4 * calls, seed_here), times)
        if stories:
            kinds["stories"] = story_rows(tokenizer, stories, seed_here, times=times)
        return kinds

    return batch_at


def first_parameters(config, seed):
    """Random parameters with the head start for copying."""
    return prime(transformer.init(config, seed), config, seed)


def steps_in(minutes, seed):
    """How many steps this machine makes in `minutes`, from the speed of a few."""
    tokenizer, config = Tokenizer.load(PRETRAINED / "tokenizer.json"), transformer.Config()
    params = first_parameters(config, seed)
    records = train(params, config, batches(tokenizer, 1000, seed), 1000, tokenizer.end)
    next(records), next(records)  # the first steps compile
    started = time.monotonic()
    list(itertools.islice(records, 5))
    return max(1, int(minutes * 60 / ((time.monotonic() - started) / 5)))


def run(folder, steps, seed):
    """Train the base model in `folder`, or go on where it was stopped; returns the records of all steps."""
    runs.plan(folder, steps, seed)
    tokenizer, config = Tokenizer.load(PRETRAINED / "tokenizer.json"), transformer.Config()
    params = first_parameters(config, seed)
    return runs.execute(folder, params, config, tokenizer, batches(tokenizer, steps, seed), steps, peak=PEAK)
