"""What a reply must get right counts several times in the loss.

"There are four strings on a violin." repeats the question but for one word, and that word is what was asked for. A
judge looks for it (`nexttoken.corpus.dialogues` says what it expects), and so does training: its tokens weigh more than
those around it. So do the words that a system message asks for.

    >>> list(phrases([{"answers": ["a broom"], "rules": {"end": "Over and out.", "upper": True}},
    ...               {"calls": [{"name": "weather", "arguments": {"city": "Rome"}}]}]))
    ['broom', 'Over and out', 'weather', 'Rome']

A reply's first token weighs as little as any other: where it counted as much, it became as certain after every role.
"""

import re

from nexttoken.corpus.dialogues.relations import bare
from nexttoken.training.emphasis import find, places, starts

SAID = ("begin", "end", "sign", "tags", "persona", "sound", "name", "address")  # rules whose value is to be said


def phrases(expected):
    """What a judge looks for in the replies of a dialogue: answers, what rules ask for, calls' names and arguments."""
    for one in expected:
        yield from map(bare, (*one.get("answers", ()), *one.get("all", ())))
        yield from (value.strip(" .!?") for rule, value in one.get("rules", {}).items() if rule in SAID)
        for call in one.get("calls", ()):
            yield from (call["name"], *map(str, call["arguments"].values()))


def weights(ids, counted, tokenizer, expected, times):
    """`counted`, in which the tokens of `phrases` that count at all count `times` times."""
    text = b"".join(tokenizer.tokens[i] for i in ids).decode("latin-1")  # a character for each byte, as in `starts`
    found = places(match.span() for phrase in phrases(expected) for match in find(phrase, text, re.IGNORECASE))
    return [times * count if start in found else count for start, count in zip(starts(ids, tokenizer), counted)]
