"""What cannot come: nothing is given to two people, and later nobody has what was not given.

Three princesses have three names. Copying heads would rather say a name again, and a mean loss hardly objects: where a
second name begins, fifty are possible, and that one of them is not changes the surprise by two hundredths of a nat.
After 30 million tokens a model still said a given skill again as often as any other. So the loss has a second part,
- log(1 - p) (*unlikelihood*: Welleck et al. 2020, https://arxiv.org/abs/1908.04319), at two kinds of places:

- where a name, trait or skill is given to somebody, p is the probability of all that were given before, of the same
  kind and in the same text;
- where one comes again, p is the probability of those of its kind that were not given, as far as their first token
  tells: " Al" begins a name, " A" may begin a sentence and does not count (`beginners`).

The first part asks for the same, but in a whisper: it has to find what does not come among much that might. (Where a
name comes again, the second part asks for a little too much: see `NEARLY`.)

    >>> from nexttoken.tokenizer import Tokenizer
    >>> people = [{"name": "Ada", "trait": None, "skill": "swim"}, {"name": "Bo", "trait": None, "skill": "sing"}]
    >>> text, tokenizer = "So Ada, Bo. Ada could swim.", Tokenizer([])
    >>> given(text, tokenizer.encode(text), tokenizer, people)[:13]
    [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 4, 0]

The log of a run has the first part alone. What this file does not do: say which of those that were given comes again.
"""

from collections import Counter

import jax
import jax.numpy as jnp
import numpy as np

from nexttoken.corpus.skills import SKILLS
from nexttoken.corpus.stories import generate
from nexttoken.corpus.words import TRAITS
from nexttoken.training.arrays import xp
from nexttoken.training.emphasis import find, starts
from nexttoken.training.packing import document_numbers
from nexttoken.training.step import scores, surprise

KINDS = ("name", "trait", "skill")
AGAIN = len(KINDS)  # is added to the number of a kind where one that was given comes again
TIMES = 100.0  # that the second part counts
MOST = 64  # places in a row at which it counts
NEVER = 0.999  # of the probability: where a mistake is certain, the loss is finite and still has a slope
STORIES = 2000  # to find out which tokens begin names alone
NEARLY = 0.95  # of the times that a token is seen: " B" begins "Beyond" now and then


def given(text, ids, tokenizer, people):
    """For each token of `text`, 1, 2 or 3 where it begins a name, trait or skill that is said for the first time.

    4, 5 or 6 stand where it begins one again, and 0 elsewhere.

    Two skills begin alike, "play the flute" and "play the fiddle": of those it is the last word, the others may return.
    Where the text itself begins with a name, that name has another token later, so no name is marked as coming again.
    """
    begun, bare = {}, any(text.startswith(person["name"]) for person in people)
    for number, kind in enumerate(KINDS, start=1):
        for phrase in (person[kind] for person in people if person[kind]):
            alike = len("play the ") if phrase.startswith("play the ") else 0
            for count, match in enumerate(find(phrase, text)):
                if count == 0 or kind != "name" or not bare:
                    begun[max(match.start() + alike - 1, 0)] = number + AGAIN * (count > 0)
    return [begun.get(start, 0) for start in starts(ids, tokenizer)]


def everybody(facts):
    """The people of a story, and whom they meet on the way, if that one has a name."""
    side = facts["side"]
    met = [{"name": side["name"], "trait": None, "skill": None}] if side and side["name"] else []
    return [*facts["people"], *met]


def nothing_given(ids, counted):
    """Rows in which nothing is given, with the third part that all rows of a batch have."""
    return ids, counted, np.zeros(counted.shape, np.int32)


def beginners(tokenizer):
    """For kind 1, 2 and 3, a row (4, V): 1.0 for each token that begins one; of names, if it begins hardly more.

    " A" begins much else, " Al" does not. " play" is left out: two skills begin so.
    """
    seen, begins = Counter(), Counter()
    for story in generate(STORIES, seed=0):
        ids, names = tokenizer.encode(story.text), [person["name"] for person in everybody(story.facts)]
        places = {match.start() - 1 for name in names for match in find(name, story.text)}
        seen.update(ids)
        begins.update(token for token, start in zip(ids, starts(ids, tokenizer)) if start in places)
    rows = np.zeros((len(KINDS) + 1, tokenizer.vocab_size), np.float32)
    rows[1] = [begins[i] > NEARLY * seen[i] > 0 for i in range(tokenizer.vocab_size)]
    for row, phrases in ((2, TRAITS), (3, (skill.do.removeprefix("play the ") for skill in SKILLS))):
        rows[row, [tokenizer.encode(f" {phrase}")[0] for phrase in phrases]] = 1
    return jnp.array(rows)


def losses_for(tokenizer):
    """As `step.losses`, and the second part where `given` (B, T) is not 0; both count as `counted` says."""
    begins = beginners(tokenizer)

    def losses(params, ids, counted, given, config, end):
        inputs, targets = ids[:, :-1], ids[:, 1:]
        each = scores(params, inputs, config, end)  # (B, T, V)
        places, wrong = unlikely(each, given, targets, document_numbers(inputs, end, xp), begins)
        more = -TIMES * jnp.log1p(-NEVER * wrong)
        second = jnp.zeros_like(counted).at[jnp.arange(len(ids))[:, None], places].add(more)
        return surprise(each, targets) * (counted > 0), second * (counted > 0)

    return losses


def unlikely(scores, given, targets, documents, begins):
    """The places (B, P) of a row at which the second part counts, in order, and how probable is what cannot come there.

    given, targets and documents (B, T): of which kind a place is, which token stands there and in which document;
    scores (B, T, V); begins (4, V) as `beginners` returns them. Places left over are some where nothing is given.
    """
    places = jax.lax.top_k((given > 0).astype(jnp.int32), min(MOST, given.shape[1]))[1]
    given, said, documents = (jnp.take_along_axis(each, places, axis=1) for each in (given, targets, documents))
    again, kinds = given > AGAIN, jnp.where(given > AGAIN, given - AGAIN, given)  # (B, P)
    chances = jax.nn.softmax(jnp.take_along_axis(scores, places[..., None], axis=1))  # (B, P, V)
    before = np.tri(places.shape[1], k=-1, dtype=bool) & (documents[:, :, None] == documents[:, None])  # (B, P, P)
    # What counts is given there, and of the kind that is due here.
    before &= (kinds[:, :, None] == given[:, None]) & (kinds > 0)[:, :, None]
    of_kind = chances * begins[kinds]  # (B, P, V)
    repeated, known = (_of_those(before, said, each) for each in (chances, of_kind))
    strangers = jnp.maximum(of_kind.sum(axis=-1) - known, 0)  # rounding can leave a little less than nothing
    return places, jnp.where(again, strangers, repeated)


def _of_those(before, said, chances):
    """The sum (B, P) of the chances (B, P, V) of the tokens `said` (B, P) at the places that are `before` (B, P, P)."""
    others = jnp.take_along_axis(chances, jnp.broadcast_to(said[:, None], before.shape), axis=-1)
    return jnp.where(before, others, 0).sum(axis=-1)
