"""The base model's data: stories, and exercises that teach copying and binding, most of them at first.

Every step draws stories that no other step has: the model never meets a story twice, so what it knows of them it has
learned and not recited, and the training loss is as honest as the validation loss.

A run can go on from an earlier one's model, with another seed.
"""

from functools import cache

import numpy as np

from nexttoken import transformer
from nexttoken.corpus import drills
from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import agreeing, binding, copying, shares
from nexttoken.training import run as runs
from nexttoken.training.emphasis import memories, starts, weights
from nexttoken.training.excluding import everybody, given, losses_for, nothing_given
from nexttoken.training.loop import train
from nexttoken.training.packing import ROW, pack

PEAK = 0.006  # of the learning rate
PEAK_LATER = 0.002  # of a run that goes on: a higher one needs thousands of steps to be made up for
REMEMBERED = 5.0  # times that what a story remembers counts; with 1 at the end, one name in a hundred was a stranger's


def story_documents(tokenizer, count, seed, split="train", times=1.0):
    """`count` stories as `pack` takes them; what they remember counts `times` times."""
    return (document(story, tokenizer, times) for story in generate(count, seed, split))


def document(story, tokenizer, times):
    """A story as `pack` takes it."""
    ids = tokenizer.encode(story.text)
    return [*ids, tokenizer.end], [*weights(story.text, ids, tokenizer, *memories(story.facts), times), 1.0]


def told(tokenizer, count, seed, times):
    """The same with a third part: which tokens begin what is given to somebody, as `excluding.given` says it."""
    for story in generate(count, seed):
        ids, counts = document(story, tokenizer, times)
        yield ids, counts, [*given(story.text, ids[:-1], tokenizer, everybody(story.facts)), 0]


def story_rows(tokenizer, count, seed, split="train", times=1.0):
    """`count` rows, the fullest that the stories of this seed make."""
    ids, counted = pack(list(story_documents(tokenizer, 3 * count, seed, split, times)), ROW, tokenizer.end)
    return ids[:count], counted[:count]


def excluding_rows(tokenizer, count, seed, times):
    """As `story_rows`, with the kinds (R, ROW) of what they give as a third part, for `excluding.losses`."""
    return packed(told(tokenizer, 3 * count, seed, times=times), count, tokenizer.end)


def packed(documents, count, end):
    """The fullest `count` rows of documents of three parts."""
    documents = list(documents)
    ids, counted = pack([(ids, counts) for ids, counts, _ in documents], ROW, end)
    kinds, _ = pack([(kinds, counts) for _, counts, kinds in documents], ROW, 0)  # lengths alone say what lies where
    return ids[:count], counted[:count], kinds[:count, 1:]


def drill_rows(tokenizer, count, seed):
    """`count` rows of drills, as `excluding_rows`; the beginning of an answer counts as in `binding.lookup_rows`."""
    return packed(drilled(tokenizer, 10 * count, seed), count, tokenizer.end)


def drilled(tokenizer, count, seed):
    """`count` drills, each with the three parts of `told`."""
    for text, answers, people in drills.generate(count, seed):
        ids = tokenizer.encode(text)
        counts = [binding.ANSWER if start in answers else 1.0 for start in starts(ids, tokenizer)]
        yield [*ids, tokenizer.end], [*counts, 1.0], [*given(text, ids, tokenizer, people), 0]


def repeat_rows(tokenizer, count, rng):
    """`count` rows of random tokens that come again."""
    return copying.repeated_rows(rng, count, ROW, tokenizer.vocab_size - len(tokenizer.control), tokenizer.end)


def lookup_rows(tokenizer, count, rng):
    """`count` rows of random tokens that say who can do what, and ask."""
    return binding.lookup_rows(rng, count, ROW, *names_and_words(tokenizer), tokenizer.end)


@cache
def names_and_words(tokenizer):
    """The ordinary tokens that begin a name, and all others: found once, not in every step."""
    names = binding.initials(tokenizer)
    return names, np.setdiff1d(np.arange(tokenizer.vocab_size - len(tokenizer.control)), names)


def batches(tokenizer, steps, seed, shares=shares.first):
    """`batch_at(step)` for `loop.train`."""

    def batch_at(step):
        rng = np.random.default_rng((seed, step))
        seed_here = int(rng.integers(2**31))
        make = {
            "repeats": lambda count: nothing_given(*repeat_rows(tokenizer, count, rng)),
            "lookups": lambda count: nothing_given(*lookup_rows(tokenizer, count, rng)),
            "drills": lambda count: drill_rows(tokenizer, count, seed_here),
            "stories": lambda count: excluding_rows(tokenizer, count, seed_here, times=REMEMBERED),
        }
        return {kind: make[kind](count) for kind, count in shares(step / steps).items() if count}

    return batch_at


def first_parameters(config, tokenizer, seed):
    """Random parameters with the head starts for copying, for binding and for agreement."""
    params = copying.prime(transformer.init(config, seed), config, seed)
    params = binding.prime(params, config, seed, binding.initials(tokenizer))
    return agreeing.prime(params, config, seed, agreeing.leanings(tokenizer))


def begin(seed, start=None):
    """Parameters, config and tokenizer that a run begins with, the shares of its batches and its peak."""
    if start:
        return start.params, start.config, start.tokenizer, shares.later, PEAK_LATER
    tokenizer, config = Tokenizer.load(PRETRAINED / "tokenizer.json"), transformer.Config()
    return first_parameters(config, tokenizer, seed), config, tokenizer, shares.first, PEAK


def steps_in(minutes, seed, start=None):
    """How many steps this machine makes in `minutes`, from the speed of a few."""
    params, config, tokenizer, mixed, peak = begin(seed, start)
    batch_at, losses = batches(tokenizer, 1000, seed, mixed), losses_for(tokenizer)
    records = train(params, config, batch_at, 1000, tokenizer.end, peak, losses=losses)
    return runs.steps_in(minutes, records)


def run(folder, steps, seed, start=None):
    """Train the base model in `folder`, or go on where it was stopped; returns the records of all steps.

    With a model `start`, go on from that; its seed must be another, or the stories are those it has seen.
    """
    runs.plan(folder, steps, seed, **(runs.begun_from(start) if start else {}))
    params, config, tokenizer, mixed, peak = begin(seed, start)
    batch_at = batches(tokenizer, steps, seed, mixed)
    return runs.execute(folder, params, config, tokenizer, batch_at, steps, peak=peak, losses=losses_for(tokenizer))
