"""Direct preference optimisation (DPO; Rafailov et al. 2023): more of the better answer, less of the worse one.

For a pair of answers to one prompt, let the *gain* of an answer be how much likelier the model finds it, in nats, than
the model did that it started from. The *margin* is the better answer's gain less the worse one's, and the loss is

    - log sigmoid(BETA * margin)

the surprise at the better one's winning if margins were odds. It begins at log 2 = 0.69. A margin also grows when both
answers become less likely and the worse one more so, and a model on that way soon says neither. So the surprise at the
better answer itself is added, `KEEP` times (Pang et al. 2024).

A pair goes into a row as two documents, the better answer first, each after the whole prompt; what counts are the
tokens of the answers. What this file does not do: make pairs (`nexttoken.corpus.preferences`), or run the model to find
out what it says: the answers are the corpus's own.
"""

import itertools

import jax

from nexttoken.chat.template import render, render_prompt
from nexttoken.corpus import preferences
from nexttoken.evaluation.dialogues import prompt
from nexttoken.training import step
from nexttoken.training.arrays import xp
from nexttoken.training.base import ROWS
from nexttoken.training.chat import fill_rows
from nexttoken.training.packing import document_numbers
from nexttoken.training.stage import Stage

BETA = 0.1  # how many nats of margin are much: fewer with a larger one
KEEP = 1.0  # how much the better answer's own surprise counts: without it, 60 steps cost half of what the model could
PEAK = 0.0005  # of the learning rate


def document(pair, tokenizer):
    """A pair as `pack` takes it: prompt and better answer, prompt and worse answer."""
    answers = [{"role": "assistant", "content": text} for text in (pair.better, pair.worse)]
    return answered(prompt(pair.dialogue), answers, tokenizer, pair.dialogue.tools)


def answered(messages, answers, tokenizer, tools=()):
    """A prompt with each of several messages in answer to it, as one document; the answers count."""
    asked = render_prompt(messages, tokenizer, tools)[1:]
    ids, counted = [], []
    for answer in answers:
        whole, _ = render([*messages, answer], tokenizer, tools)
        said = whole[1 + len(asked) :]
        ids += [*asked, *said, tokenizer.end]
        counted += [False] * len(asked) + [True] * len(said) + [False]
    return ids, counted


def pair_rows(tokenizer, count, seed, split="train"):
    """`count` rows of pairs of this seed."""
    pairs = (preferences.pair(seed, split, k) for k in itertools.count())
    return fill_rows(tokenizer, count, (document(pair, tokenizer) for pair in pairs))


def margins(gain, ids, end):
    """The margin (B, T) of the pair that each token belongs to, of the gain (B, T) at each; 0 at tokens of no pair."""
    number = document_numbers(ids[:, :-1], end, xp) - 1  # (B, T): 0 and 1 are the first pair
    signed = xp.where(number % 2 == 0, gain, -gain)
    of_pairs = jax.vmap(lambda gains, pairs: xp.zeros(len(gains)).at[pairs].add(gains))(signed, number // 2)  # (B, T)
    return xp.take_along_axis(of_pairs, number // 2, axis=1)


def losses_against(reference, keep=KEEP):
    """The loss as a function like `step.losses`: at each token of an answer that of its pair, and what is kept.

    `keep=0` is the formula alone.
    """
    reference = jax.tree.map(xp.asarray, reference)

    def losses(params, ids, counted, config, end):
        surprise = step.losses(params, ids, counted, config, end)  # (B, T)
        gain = step.losses(reference, ids, counted, config, end) - surprise
        better = document_numbers(ids[:, :-1], end, xp) % 2 == 1  # the first document of a row is number 1
        return keep * surprise * better - jax.nn.log_sigmoid(BETA * margins(gain, ids, end)) * (counted > 0)

    return losses


def settings(start):
    """Those of `loop.train`."""
    return {"peak": PEAK, "losses": losses_against(start.params)}


stage = Stage("aligned", lambda tokenizer, seed: {"pairs": pair_rows(tokenizer, ROWS, seed)}, settings)
steps_in, run = stage.steps_in, stage.run
