"""The chat model's data: dialogues, of which only the assistant's part is learned, exercises in what dialogues alone do
not teach, and stories, so that those stay.

A dialogue goes into a row as the tokens of its template, and what counts is the template's mask: what users, systems
and tools say is read and never learned to be said. Every step draws new dialogues; some short ones come again by
chance.

Some things an earlier model had not learned at all, since few dialogues asked for them: after 7,000 steps the right one
of two people was named in 39 of 80 cases; after 9,800, only about half of the questions under a rule about a topic were
answered rightly, as by chance; words that nobody had heard of were no longer copied; and after 13,800, one in four
questions for a tool that was not there was answered with a call or with nonsense. So there are exercises
(`corpus/dialogues/finding.py`, `obeying.py`, `quoting.py`, `matching.py`, `deciding.py`, and `joining.py` for two rules
at once). With many of them such a thing is learned within some hundred steps, and with few it stands still, so most
have a part of the first steps nearly for themselves, after some in which the model learns to answer at all. Exercises
in random tokens as the base model's (`copying.py`, `binding.py`) made no answer better; there are none.

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
from nexttoken.training.plan import answers_in_template
from nexttoken.training.shares import ROWS
from nexttoken.training.stage import Stage

# Exercises of the first steps, of which each entry has a twelfth, and of later ones, in turn. Each step begins
# somewhere else, since only about six find room in its three rows.
FIRST = (
    (),
    (),
    (),
    ("quoting",),
    ("keeping",),
    ("obeying",),
    ("obeying",),
    ("avoiding",),
    ("avoiding", "joining"),
    ("matching",),
    ("matching",),
    ("joining", "matching", "avoiding", "finding", "deciding"),
)
IN_TURN = ("obeying", "matching", "joining", "avoiding", "finding", "quoting", "joining", "deciding")
FIRST_ROWS, EXERCISE_ROWS = 7, 3  # of a batch: with exercises of the first steps, and of later ones
OPENING = 0.5  # of the steps of a run are first ones
STORY_ROWS = shares.STORY_ROWS["chat"]  # nearly half of the tokens that count, since users' words do not
FULL = 0.97  # of a row: more tokens hardly ever fit when they are packed
TIMES = 4.0  # what a reply must get right counts, and what a story remembers
PEAK = 0.004  # of the learning rate
PEAK_LATER = 0.003  # of a run that goes on from a chat model: at 0.004 half of its calls were lost by the middle


def document(messages, tokenizer, tools=()):
    """A conversation as `pack` takes it: after the `<|endoftext|>` that begins it, up to the one that ends it."""
    ids, mask = training_example(messages, tokenizer, tools)
    return [*ids[1:], tokenizer.end], [*mask[1:], False]


def weighed(made, tokenizer, times):
    """A dialogue as `pack` takes it; what must be right counts `times` times."""
    ids, counted = document(made.messages, tokenizer, made.tools)
    return ids, weights(ids, counted, tokenizer, made.facts["expected"], times)


def fill_rows(tokenizer, count, documents):
    """`count` rows of the first of these documents, up to one that does not fit, long and short ones alike.

    Whoever packed more and kept the fullest rows would drop the short ones, so what finds no room is given up from the
    last one on. A document that is longer than a row is left out; of dialogues there is none.
    """
    room, chosen = FULL * count * ROW, []
    for document in (document for document in documents if len(document[0]) <= ROW):
        room -= len(document[0])
        if room < 0:
            break
        chosen.append(document)
    ids, counted = pack(chosen, ROW, tokenizer.end)
    while len(ids) > count:
        chosen.pop()
        ids, counted = pack(chosen, ROW, tokenizer.end)
    missing = ((0, count - len(ids)), (0, 0))  # a row too few is one that counts nothing
    return np.pad(ids, missing, constant_values=tokenizer.end), np.pad(counted, missing)


def dialogue_rows(tokenizer, count, seed, split="train", times=1.0, skills=(None,)):
    """`count` rows of dialogues of this seed, of all skills or some in turn; what must be right counts `times`-fold."""

    def documents():
        for k in itertools.count():
            yield weighed(dialogue(seed, split, k, skills[(seed + k) % len(skills)]), tokenizer, times)

    return fill_rows(tokenizer, count, documents())


def rows(tokenizer, seed, exercises=IN_TURN, count=EXERCISE_ROWS):
    """The rows of a step, `count` of them with exercises, if it has any."""
    wanted = {"exercises": (count, exercises)} if exercises else {}
    wanted["dialogues"] = (ROWS - STORY_ROWS - count * bool(exercises), (None,))
    return {
        kind: nothing_given(*dialogue_rows(tokenizer, number, seed, times=TIMES, skills=skills))
        for kind, (number, skills) in wanted.items()
    } | {"stories": excluding_rows(tokenizer, STORY_ROWS, seed, times=TIMES)}


def opening(tokenizer, seed, progress):
    """The rows of an early step, in the part of `FIRST` for it: `progress` goes from 0 to 1 in early steps."""
    return rows(tokenizer, seed, FIRST[int(progress * len(FIRST))], FIRST_ROWS)


def settings(start):
    goes_on = start.folder is not None and answers_in_template(start.folder)
    return {"peak": PEAK_LATER if goes_on else PEAK, "losses": losses_for(start.tokenizer)}


stage = Stage("chat", rows, settings, opening, OPENING)
steps_in, run = stage.steps_in, stage.run
