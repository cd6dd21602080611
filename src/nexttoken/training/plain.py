"""The chat model for the plain-text format, to compare with: the same dialogues, their roles written as text.

It goes on from the chat model, so that little is to be learned but the format. What counts is what the assistant says
and the name of the role that comes after it, or the end of the text: whoever runs this model stops at such names.
"""

import itertools

from nexttoken.chat.messages import read
from nexttoken.chat.plain import pieces
from nexttoken.corpus.dialogues import dialogue
from nexttoken.training.chat import fill_rows
from nexttoken.training.shares import ROWS
from nexttoken.training.stage import Stage

PEAK = 0.002  # of the learning rate: half of what taught the start model to chat


def document(messages, tokenizer, tools=()):
    """A conversation, which an assistant message ends, as `pack` takes it."""
    ids, mask, after = [], [], False
    for piece, said in pieces(read(messages), tools):
        new = tokenizer.encode(piece)
        ids += new
        mask += [said or after] * len(new)
        after = said
    return [*ids, tokenizer.end], [*mask, True]


def rows(tokenizer, seed):
    """The rows of a step."""
    made = (dialogue(seed, "train", k) for k in itertools.count())
    return {"dialogues": fill_rows(tokenizer, ROWS, (document(d.messages, tokenizer, d.tools) for d in made))}


stage = Stage("plain", rows, lambda start: {"peak": PEAK})
steps_in, run = stage.steps_in, stage.run
