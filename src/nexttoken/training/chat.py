"""The chat model's data: dialogues, of which only the assistant's part is learned, stories, so that those stay, and
exercises in random tokens, so that copying and binding stay.

Dialogues and stories do not keep these two: after 7,000 steps without exercises a model copied random tokens no better
than chance (7.8 nats). With a row of each it copied again within a hundred steps (0.1 nats after 2,300). Its answers were
right as often as before; that they gain from it is not shown.

A dialogue goes into a row as the tokens of its template, and what counts is the template's mask: what users, systems
and tools say is read and never learned to be said. Every step draws new dialogues; some
short ones come again by chance.

What this file does not do: make dialogues (`nexttoken.corpus.dialogues`), or tell better answers from worse ones
(`preferences.py`).
"""

import itertools

import numpy as np

from nexttoken.chat.template import training_example
from nexttoken.corpus.dialogues import dialogue
from nexttoken.training import shares
from nexttoken.training.answering import weights
from nexttoken.training.base import excluding_rows, lookup_rows, repeat_rows
from nexttoken.training.excluding import losses_for, nothing_given
from nexttoken.training.packing import ROW, pack
from nexttoken.training.shares import ROWS
from nexttoken.training.stage import Stage

EXERCISE_ROWS = 2  # of the rows of a batch: one to copy, one to look up
STORY_ROWS = shares.STORY_ROWS["chat"]  # nearly half of the tokens that count, since users' words do not
FULL = 0.97  # of a row: so many tokens of dialogues always fit when they are packed
TIMES = 4.0  # what a reply must get right counts, and what a story remembers
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


def dialogue_rows(tokenizer, count, seed, split="train", times=1.0):
    """`count` rows of dialogues of this seed, in which what a reply must get right counts `times` times."""

    def documents():
        for k in itertools.count():
            made = dialogue(seed, split, k)
            ids, counted = document(made.messages, tokenizer, made.tools)
            yield ids, weights(ids, counted, tokenizer, made.facts["expected"], times)

    return fill_rows(tokenizer, count, documents())


def rows(tokenizer, seed):
    """The rows of a step."""
    rng = np.random.default_rng(seed)
    count = ROWS - STORY_ROWS - EXERCISE_ROWS
    return {
        "repeats": nothing_given(*repeat_rows(tokenizer, 1, rng)),
        "lookups": nothing_given(*lookup_rows(tokenizer, 1, rng)),
        "dialogues": nothing_given(*dialogue_rows(tokenizer, count, seed, times=TIMES)),
        "stories": excluding_rows(tokenizer, STORY_ROWS, seed, times=TIMES),
    }


stage = Stage("chat", rows, lambda start: {"peak": PEAK, "losses": losses_for(start.tokenizer)})
steps_in, run = stage.steps_in, stage.run
