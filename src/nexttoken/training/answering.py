"""What a reply must get right counts several times in the loss.

"There are four strings on a violin." repeats the question but for one word, and that word is what was asked for. A
judge looks for it (`nexttoken.corpus.dialogues` says what it expects), and so does training: its tokens weigh more than
those around it. So does a reply's first token, which decides between an answer, a call of a tool and "I don't know".

    >>> list(phrases([{"answers": ["a broom"]}, {"calls": [{"name": "weather", "arguments": {"city": "Rome"}}]}]))
    ['broom', 'weather', 'Rome']
"""

import re

from nexttoken.corpus.dialogues.relations import bare
from nexttoken.training.emphasis import find, places, starts


def phrases(expected):
    """What a judge looks for in the replies of a dialogue: answers, and the names and arguments of calls."""
    for one in expected:
        yield from map(bare, (*one.get("answers", ()), *one.get("all", ())))
        for call in one.get("calls", ()):
            yield from (call["name"], *map(str, call["arguments"].values()))


def weights(ids, counted, tokenizer, expected, times):
    """`counted`, in which a reply's first token and the tokens of `phrases` that count at all count `times` times."""
    text = b"".join(tokenizer.tokens[i] for i in ids).decode("latin-1")  # a character for each byte, as in `starts`
    found = places(match.span() for phrase in phrases(expected) for match in find(phrase, text, re.IGNORECASE))
    first = [count and not before for before, count in zip([False, *counted], counted)]
    return [times * count if begins or start in found else count
            for start, count, begins in zip(starts(ids, tokenizer), counted, first)]  # fmt: skip
