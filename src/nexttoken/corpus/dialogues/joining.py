"""Exercises in two rules at once: of any two classes, each two as often as any others.

Each rule is to be obeyed whatever else is said. Of other dialogues hardly one in a thousand declines in the form of a
list, and of pairs never seen together, lists that keep to a topic, a model that declined well and wrote lists well had
10 of 25 right: it answered what was to be declined. So under a rule about a topic every second question is to be
declined here, too.

What this file does not do: test anything. No held-out dialogue is of this skill, and pairs that are held out do not
come.
"""

from collections import defaultdict

from nexttoken.corpus.dialogues.obeying import under
from nexttoken.corpus.dialogues.rules import ALL, PAIRS

_BY_CLASSES = defaultdict(list)
for pair in PAIRS["train"]:
    _BY_CLASSES[tuple(sorted(ALL[kind].group for kind in pair))].append(pair)


def joining(talk) -> None:
    """Two rules and four or five questions."""
    under(talk, talk.draw.pick(_BY_CLASSES[talk.draw.pick(tuple(_BY_CLASSES))]))
