"""What cannot come: a name, trait or skill that was given to somebody is not given to another.

Three princesses have three names. Copying heads would rather say a name again, and a mean loss hardly objects: where a
second name begins, fifty are possible, and that one of them is not changes the surprise by three hundredths of a nat.
After 30 million tokens a model still said a given skill again as often as any other. So the loss has a second part,
at the first token of whatever is newly given: - log(1 - p), with p all the probability of what was given before, of the
same kind and in the same text (*unlikelihood*: Welleck et al. 2020, https://arxiv.org/abs/1908.04319). Both parts are
least for the same model, the one that says what the stories say; the second names the one thing that does not come,
where the first has to find it among many that might.

    >>> from nexttoken.tokenizer import Tokenizer
    >>> people = [{"name": "Ada", "trait": None, "skill": "swim"}, {"name": "Bea", "trait": None, "skill": "sing"}]
    >>> text, tokenizer = "Ada, Bea. Ada could swim.", Tokenizer([])
    >>> given(text, tokenizer.encode(text), tokenizer, people)[:9]
    [1, 0, 0, 0, 1, 0, 0, 0, 0]

The log of a run has both parts in its losses.

What this file does not do: keep a name from coming again where it should.
"""

import jax
import jax.numpy as jnp
import numpy as np

from nexttoken.training.arrays import xp
from nexttoken.training.emphasis import find, starts
from nexttoken.training.packing import document_numbers
from nexttoken.training.step import scores, surprise

KINDS = ("name", "trait", "skill")
TIMES = 100.0  # that the second part counts
MOST = 128  # places in a row at which something is given


def given(text, ids, tokenizer, people):
    """For each token of `text`, 1, 2 or 3 where it begins a name, trait or skill that is said for the first time, else 0.

    Two skills begin alike, "play the flute" and "play the fiddle": of those it is the last word, the others may return.
    """
    begun = {}
    for number, kind in enumerate(KINDS, start=1):
        phrases = [person[kind] for person in people if person[kind]]
        for phrase in phrases:
            first = next(find(phrase, text), None)
            if first:
                alike = len("play the ") if phrase.startswith("play the ") else 0
                begun[max(first.start() + alike - 1, 0)] = number
    return [begun.get(start, 0) for start in starts(ids, tokenizer)]


def nothing_given(ids, counted):
    """Rows in which nothing is given, with the third part that all rows of a batch have."""
    return ids, counted, np.zeros(counted.shape, np.int32)


def losses(params, ids, counted, given, config, end):
    """As `step.losses`, and the second part where `given` (B, T) is not 0; both count as `counted` says."""
    inputs, targets = ids[:, :-1], ids[:, 1:]
    each = scores(params, inputs, config, end)  # (B, T, V)
    places = jax.lax.top_k((given > 0).astype(jnp.int32), min(MOST, given.shape[1]))[
        1
    ]  # (B, P) in order; those left over are 0 there

    def at(values):
        return jnp.take_along_axis(values, places.reshape(places.shape + (1,) * (values.ndim - 2)), axis=1)

    kinds, documents, said = at(given), at(document_numbers(inputs, end, xp)), at(targets)  # (B, P)
    taken = (kinds[:, :, None] == kinds[:, None]) & (documents[:, :, None] == documents[:, None])  # (B, P, P)
    taken &= (kinds > 0)[:, :, None] & (places[:, :, None] > places[:, None])
    logprobs = jax.nn.log_softmax(at(each))  # (B, P, V)
    chances = jnp.exp(jnp.take_along_axis(logprobs, jnp.broadcast_to(said[:, None], taken.shape), axis=-1))
    again = jnp.where(taken, chances, 0).sum(axis=-1)  # (B, P): all the probability of what was given before
    rows = jnp.arange(len(ids))[:, None]
    each = surprise(each, targets).at[rows, places].add(-TIMES * jnp.log1p(-jnp.minimum(again, 0.999)))
    return each * (counted > 0)
