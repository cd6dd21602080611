"""The chat model's data: dialogues, of which only the assistant's part is learned, exercises in finding whom a question
is about, and stories, so that those stay.

A dialogue goes into a row as the tokens of its template, and what counts is the template's mask: what users, systems
and tools say is read and never learned to be said. Every step draws new dialogues; some short ones come again by chance.

Whom to find (`corpus/dialogues/finding.py`) was not learned at all while one dialogue in forty ended with it: after 7,000
steps the right one of two people was named in 39 of 80 cases. With exercises in most rows it is learned within some
hundred steps, and with few of them it stands still, so the first steps have most. Exercises in random tokens as the base model's (`copying.py`, `binding.py`) keep copying
alive and made no answer better; there are none.

What this file does not do: make dialogues (`nexttoken.corpus.dialogues`), or tell better answers from worse ones
(`preferences.py`).
"""

import itertools

import numpy as np

from nexttoken.chat.template import training_example
from nexttoken.corpus.dialogues import dialogue
from nexttoken.training import shares
from nexttoken.training.answering import weights
from nexttoken.training.base import excluding_rows
from nexttoken.training.excluding import losses_for, nothing_given
from nexttoken.training.packing import ROW, pack
from nexttoken.training.shares import ROWS
from nexttoken.training.stage import Stage

FINDING, FINDING_FIRST = 2, 7  # rows of a batch with exercises in finding: of most steps, and of the first
OPENING = 0.39  # of the steps of a run: after 0.15 finding was not yet learned, and then stood still
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


def dialogue_rows(tokenizer, count, seed, split="train", times=1.0, skill=None):
    """`count` rows of dialogues of this seed, in which what a reply must get right counts `times` times."""

    def documents():
        for k in itertools.count():
            made = dialogue(seed, split, k, skill)
            ids, counted = document(made.messages, tokenizer, made.tools)
            yield ids, weights(ids, counted, tokenizer, made.facts["expected"], times)

    return fill_rows(tokenizer, count, documents())


def rows(tokenizer, seed, finding=FINDING):
    """The rows of a step."""
    count = ROWS - STORY_ROWS - finding
    return {
        "finding": nothing_given(*dialogue_rows(tokenizer, finding, seed, times=TIMES, skill="finding")),
        "dialogues": nothing_given(*dialogue_rows(tokenizer, count, seed, times=TIMES)),
        "stories": excluding_rows(tokenizer, STORY_ROWS, seed, times=TIMES),
    }


def opening(tokenizer, seed):
    """The rows of an early step: whom to find is learned when it is most of what there is to learn."""
    return rows(tokenizer, seed, FINDING_FIRST)


def settings(start):
    return {"peak": PEAK, "losses": losses_for(start.tokenizer)}


stage = Stage("chat", rows, settings, opening, OPENING)
steps_in, run = stage.steps_in, stage.run
