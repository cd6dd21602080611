"""The base model's data: stories, and at first exercises that teach copying and binding.

Every step draws stories that no other step has: the model never meets a story twice, so what it knows of them it has
learned and not recited, and the training loss is as honest as the validation loss.
"""

import itertools
import time

import numpy as np

from nexttoken import transformer
from nexttoken.corpus import drills
from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import agreeing, binding, copying
from nexttoken.training import run as runs
from nexttoken.training.emphasis import memories, starts, weights
from nexttoken.training.loop import train
from nexttoken.training.packing import pack

ROW = 416  # tokens: two stories of usual length fill it to 94 %, better than 256 (77 %) or 512 (82 %)
ROWS = 12  # in a batch: 4,992 tokens; with twice as many, half as many steps learn less
PEAK = 0.006  # of the learning rate


def story_rows(tokenizer, count, seed, split="train", times=1.0):
    """`count` rows, the fullest that the stories of this seed make; what they remember counts `times` times."""
    documents = []
    for story in generate(3 * count, seed, split):
        ids = tokenizer.encode(story.text)
        counts = weights(story.text, ids, tokenizer, *memories(story.facts), times)
        documents.append(([*ids, tokenizer.end], [*counts, 1.0]))
    ids, counted = pack(documents, ROW, tokenizer.end)
    return ids[:count], counted[:count]


def drill_rows(tokenizer, count, seed, split="train"):
    """`count` rows of drills, in which the beginning of an answer counts as in `binding.lookup_rows`."""
    documents = []
    for text, answers in drills.generate(10 * count, seed, split):
        ids = tokenizer.encode(text)
        counts = [binding.ANSWER if start in answers else 1.0 for start in starts(ids, tokenizer)]
        documents.append(([*ids, tokenizer.end], [*counts, 1.0]))
    ids, counted = pack(documents, ROW, tokenizer.end)
    return ids[:count], counted[:count]


def shares(progress):
    """How many rows of a batch are of each kind. Exercises in random tokens first, and then fewer and fewer."""
    if progress < 0.02:
        return {"repeats": ROWS // 3, "lookups": ROWS - ROWS // 3}
    fading = {"repeats": 1 / 12, "lookups": 1 / 6, "drills": 1 / 3}
    rows = {kind: round(ROWS * share * (1 - 0.75 * progress)) for kind, share in fading.items()}
    return rows | {"stories": ROWS - sum(rows.values())}


def times_remembered(progress):
    """How many times what a story remembers counts: five times at first, once at the end."""
    return 5.0 - 4.0 * progress


def batches(tokenizer, steps, seed):
    """`batch_at(step)` for `loop.train`."""
    end, vocabulary = tokenizer.end, tokenizer.vocab_size - len(tokenizer.control)
    names = binding.initials(tokenizer)
    words = np.setdiff1d(np.arange(vocabulary), names)

    def batch_at(step):
        rng, rows = np.random.default_rng((seed, step)), shares(step / steps)
        seed_here, times = int(rng.integers(2**31)), times_remembered(step / steps)
        make = {
            "repeats": lambda count: copying.repeated_rows(rng, count, ROW, vocabulary, end),
            "lookups": lambda count: binding.lookup_rows(rng, count, ROW, names, words, end),
            "drills": lambda count: drill_rows(tokenizer, count, seed_here),
            "stories": lambda count: story_rows(tokenizer, count, seed_here, times=times),
        }
        return {kind: make[kind](count) for kind, count in rows.items() if count}

    return batch_at


def first_parameters(config, tokenizer, seed):
    """Random parameters with the head starts for copying, for binding and for agreement."""
    params = copying.prime(transformer.init(config, seed), config, seed)
    params = binding.prime(params, config, seed, binding.initials(tokenizer))
    return agreeing.prime(params, config, seed, agreeing.leanings(tokenizer))


def steps_in(minutes, seed):
    """How many steps this machine makes in `minutes`, from the speed of a few."""
    tokenizer, config = Tokenizer.load(PRETRAINED / "tokenizer.json"), transformer.Config()
    params = first_parameters(config, tokenizer, seed)
    records = train(params, config, batches(tokenizer, 1000, seed), 1000, tokenizer.end)
    next(records), next(records)  # the first steps compile
    started = time.monotonic()
    list(itertools.islice(records, 5))
    return max(1, int(minutes * 60 / ((time.monotonic() - started) / 5)))


def run(folder, steps, seed):
    """Train the base model in `folder`, or go on where it was stopped; returns the records of all steps."""
    runs.plan(folder, steps, seed)
    tokenizer, config = Tokenizer.load(PRETRAINED / "tokenizer.json"), transformer.Config()
    params = first_parameters(config, tokenizer, seed)
    return runs.execute(folder, params, config, tokenizer, batches(tokenizer, steps, seed), steps, peak=PEAK)
