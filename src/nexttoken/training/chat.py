"""The chat model's data: dialogues, of which only the assistant's part is learned, and stories, so that those stay.

A dialogue goes into a row as the tokens of its template, and what counts is the template's mask: what users, systems
and tools say is read and never learned to be said. No dialogue is met twice.

What this file does not do: make dialogues (`nexttoken.corpus.dialogues`), or tell better answers from worse ones
(`preferences.py`).
"""

import itertools

import numpy as np

from nexttoken.chat.template import training_example
from nexttoken.corpus.dialogues import dialogue
from nexttoken.training import run as runs
from nexttoken.training.base import ROW, ROWS, story_rows
from nexttoken.training.loop import train
from nexttoken.training.packing import pack

STORY_ROWS = 3  # of the rows of a batch: nearly half of the tokens that count, since users' words do not
FULL = 0.97  # of a row: so many tokens of dialogues always fit when they are packed
PEAK = 0.004  # of the learning rate


def document(messages, tokenizer, tools=()):
    """A conversation as `pack` takes it: after the `<|endoftext|>` that begins it, up to the one that ends it."""
    ids, mask = training_example(messages, tokenizer, tools)
    return [*ids[1:], tokenizer.end], [*mask[1:], False]


def fill_rows(tokenizer, count, documents):
    """`count` rows of the first of these documents, as many as fit, long and short ones alike.

    Whoever packed more and kept the fullest rows would drop the short ones. A document that is longer than a row is
    left out; of dialogues there is none.
    """
    room, chosen = FULL * count * ROW, []
    for document in (document for document in documents if len(document[0]) <= ROW):
        room -= len(document[0])
        if room < 0:
            break
        chosen.append(document)
    ids, counted = pack(chosen, ROW, tokenizer.end)
    missing = ((0, max(0, count - len(ids))), (0, 0))  # a row too few is one that counts nothing
    return np.pad(ids, missing, constant_values=tokenizer.end)[:count], np.pad(counted, missing)[:count]


def dialogue_rows(tokenizer, count, seed, split="train"):
    """`count` rows of dialogues of this seed."""
    dialogues = (dialogue(seed, split, k) for k in itertools.count())
    return fill_rows(tokenizer, count, (document(d.messages, tokenizer, d.tools) for d in dialogues))


def batches(tokenizer, seed):
    """`batch_at(step)` for `loop.train`."""

    def batch_at(step):
        seed_here = int(np.random.default_rng((seed, step)).integers(2**31))
        return {
            "dialogues": dialogue_rows(tokenizer, ROWS - STORY_ROWS, seed_here),
            "stories": story_rows(tokenizer, STORY_ROWS, seed_here),
        }

    return batch_at


def steps_in(minutes, seed, start):
    """How many steps of training the model `start` this machine makes in `minutes`."""
    batch_at = batches(start.tokenizer, seed)
    return runs.steps_in(minutes, train(start.params, start.config, batch_at, 1000, start.tokenizer.end, PEAK))


def run(folder, steps, seed, start):
    """Train the model `start` to chat in `folder`, or go on where it was stopped; returns the records of all steps."""
    runs.plan(folder, steps, seed, stage="chat", start=start.name)
    batch_at = batches(start.tokenizer, seed)
    return runs.execute(folder, start.params, start.config, start.tokenizer, batch_at, steps, peak=PEAK)
