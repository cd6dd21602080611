"""Direct preference optimisation (DPO; Rafailov et al. 2023): more of the better answer, less of the worse one.

For a pair of answers to one prompt, let the *gain* of an answer be how much likelier the model finds it, in nats, than
the model did that it started from. The *margin* is the better answer's gain less the worse one's, and the loss is

    - log sigmoid(BETA * margin)

the surprise at the better one's winning if margins were odds. It begins at log 2 = 0.69. A margin also grows when both
answers become less likely and the worse one more so, and a model on that way soon says neither. So the surprise at the
better answer itself is added, `KEEP` times (Pang et al. 2024).

A pair goes into a row as two documents, the better answer first, each after the whole prompt. Its loss stands at the
tokens of the better answer, so that it does not count for more because the worse one goes on and on. What there are no
two answers of, tool calls and stories, goes beside them, so that the model keeps it: each with an empty document in the
worse one's place, and the surprise at it is all its loss.

Exercises in rules are among the pairs, and not beside them: with two rows of them as plain answers the model was
preferred to its start in 59.0 % of conversations, and not in 73.7 %. (An exercise that is so long that it does not fit
into a row with its prompt twice is left out.) Half of the pairs are about rules (`corpus/preferences.py`). Of answers
under two rules `chat` has 86.3 % right. With a third of the pairs about rules, and 280 steps, 77.0 % were left; with
half of them, and 1,400 steps, 83.0 %, and the model is preferred in 80.3 %. Which of the two did it was not measured.

What it does not cost in skills it costs in probability: it expects kind words everywhere, and a held-out dialogue,
which has none, surprises it by 1.08 nats a token, where it surprises `chat` by 0.07.

What this file does not do: make pairs (`nexttoken.corpus.preferences`), or run the model to find out what it says: the
answers are the corpus's own.
"""

import itertools

import jax

from nexttoken.chat.template import render, render_prompt
from nexttoken.corpus import dialogues, preferences
from nexttoken.evaluation.dialogues import prompt
from nexttoken.training import chat, shares, step
from nexttoken.training.answering import weights
from nexttoken.training.arrays import xp
from nexttoken.training.base import story_documents
from nexttoken.training.packing import document_numbers
from nexttoken.training.shares import ROWS
from nexttoken.training.stage import Stage

BETA = 0.1  # how many nats of margin are much: fewer with a larger one
KEEP = 1.0  # how much the better answer's own surprise counts: without it, 60 steps cost half of what the model could
PEAK = 0.0008  # of the learning rate: with 0.001, 120 steps cost answers that were right
CALL_ROWS, STORY_ROWS = 1, shares.STORY_ROWS["aligned"]  # of the rows of a batch


def document(pair, tokenizer):
    """A pair as `pack` takes it: prompt and better answer, prompt and worse answer. What must be right counts more."""
    answers = [{"role": "assistant", "content": text} for text in (pair.better, pair.worse)]
    ids, counted = answered(prompt(pair.dialogue), answers, tokenizer, pair.dialogue.tools)
    return ids, weights(ids, counted, tokenizer, pair.dialogue.facts["expected"], chat.TIMES)


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


def pair_documents(tokenizer, seed):
    """Pairs of this seed, for ever."""
    return (document(preferences.pair(seed, "train", k), tokenizer) for k in itertools.count())


def call_documents(tokenizer, seed):
    """Conversations of this seed up to a tool call, for ever; the call counts."""
    for k in itertools.count():
        made = dialogues.dialogue(seed, "train", k, "tool_call")
        call = made.messages[made.facts["judged"]]
        yield answered(prompt(made), [call], tokenizer, made.tools)


def alone(documents, end):
    """Each document with an empty one in the place of what is worse."""
    return (([*ids, end], [*counted, False]) for ids, counted in documents)


def rows(tokenizer, seed):
    """The rows of a step."""
    stories = story_documents(tokenizer, 3 * STORY_ROWS, seed, times=chat.TIMES)
    documents = {
        "pairs": (ROWS - CALL_ROWS - STORY_ROWS, pair_documents(tokenizer, seed)),
        "calls": (CALL_ROWS, alone(call_documents(tokenizer, seed), tokenizer.end)),
        "stories": (STORY_ROWS, alone(stories, tokenizer.end)),
    }
    return {kind: chat.fill_rows(tokenizer, *of_kind) for kind, of_kind in documents.items()}


def sums(each, number):
    """What stands at each token (B, T), summed over the pair of documents that the token belongs to."""
    of_pairs = jax.vmap(lambda values, pairs: xp.zeros(len(values)).at[pairs].add(values))(each, number // 2)  # (B, T)
    return xp.take_along_axis(of_pairs, number // 2, axis=1)


def losses_against(reference, keep=KEEP):
    """The loss as a function like `step.losses`: at each token of a better answer that of its pair, and what is kept.

    `keep=0` is the formula alone.
    """
    reference = jax.tree.map(xp.asarray, reference)

    def losses(params, ids, counted, config, end):
        surprise = step.losses(params, ids, counted, config, end)  # (B, T)
        gain = step.losses(reference, ids, counted, config, end) - surprise
        number = document_numbers(ids[:, :-1], end, xp) - 1  # (B, T): 0 and 1 are the first pair
        better = number % 2 == 0
        margin = sums(xp.where(better, gain, -gain), number)
        compared = sums((counted > 0) * ~better, number) > 0  # there is a worse answer
        return (keep * surprise - jax.nn.log_sigmoid(BETA * margin) * compared) * (better & (counted > 0))

    return losses


def settings(start):
    """Those of `loop.train`."""
    return {"peak": PEAK, "losses": losses_against(start.params)}


stage = Stage("aligned", rows, settings)
steps_in, run = stage.steps_in, stage.run
