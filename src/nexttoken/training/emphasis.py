"""What a story must not forget counts several times in the loss.

Of two hundred tokens in a story, some ten decide whether it keeps to what it said: which of the people has the skill
that is called for, which comb is found. Each is one token among many that any story could have, so the mean loss
hardly notices them, and a model learns them last. Here they weigh more, from the first step to the last.

    >>> from nexttoken.tokenizer import Tokenizer
    >>> text, tokenizer = "Ada met Bea. Bea sang.", Tokenizer([])
    >>> weights(text, tokenizer.encode(text), tokenizer, ["Ada", "Bea"], [], times=5.0)[11:17]
    [1.0, 5.0, 5.0, 5.0, 5.0, 1.0]

What a text says for the first time is a choice and weighs 1; what it says again is memory. So is how a name goes on
that has begun: whether "Al" becomes "Alma" or "Albert" was settled by the princesses before it. Pronouns, which must
agree with a name, are still rarer, about one in a story: they weigh `times` squared. The log of a run shows the mean
without such weights, so that losses can be compared.
"""

import re
from itertools import accumulate

from nexttoken.corpus.skills import SKILLS

_BLOCKS = {skill.do: [block.split("[")[0].split(" ", 1)[1] for block in skill.blocks] for skill in SKILLS}
_PRONOUN = re.compile(r"\b(he|she|his|her|him)\b")


def memories(facts):
    """Of a story's facts: phrases that count when they come again, and phrases that follow from what was said."""
    people = facts["people"]
    phrases = [person[key] for person in people for key in ("name", "trait", "skill") if person[key]]
    implied = [block for person in people if person["skill"] for block in _BLOCKS[person["skill"]]]
    return [*phrases, facts["object"], facts["goal"]], implied


def weights(text, ids, tokenizer, phrases, implied, times):
    """For each token of `text`, `times` if it is part of a phrase that has come before, or is implied; else 1.0.

    A phrase that comes for the first time counts so from its second token on. A pronoun counts `times` squared.
    """
    spans = [match.span() for phrase in implied for match in find(phrase, text)]
    for phrase in phrases:
        for count, match in enumerate(find(phrase, text)):
            spans.append((match.start() + 2 * (count == 0), match.end()))
    marked = places(spans)
    pronouns = {match.start() - 1 for match in _PRONOUN.finditer(text)}
    return [times**2 if start in pronouns else times if start in marked else 1.0 for start in starts(ids, tokenizer)]


def starts(ids, tokenizer):
    """Where in the text each token begins, in bytes: for the corpus's texts, in characters too."""
    return list(accumulate((len(tokenizer.tokens[i]) for i in ids), initial=0))[:-1]


def find(phrase, text, flags=0):
    """The matches of a phrase in whole words."""
    return re.finditer(rf"\b{re.escape(phrase)}\b", text, flags)


def places(spans):
    """All places within spans of a text, and one before each: a token has its space before it."""
    return {place for start, end in spans for place in range(max(start - 1, 0), end)}
