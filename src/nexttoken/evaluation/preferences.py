"""Which of two answers somebody would prefer, by stated criteria, and how often one model's is preferred.

An answer is better than another if it is right and the other is not: it says what is true, or that it does not know,
and follows the system message (`dialogues.judge`). Of two right answers, or two wrong ones, the better one meets more
of these:

- kind: it has a friendly word, and no unfriendly sentence;
- length: 4 to 20 words, unless an instruction says how many, or in what form.

So a kind word never makes up for a mistake. Answers that are equal in all this are a tie, and nobody's win. The
criteria are public and a model could learn to please them without being any kinder: they are a model of preferences.
"""

import re

from nexttoken.corpus import preferences
from nexttoken.evaluation.chat import answer, reply
from nexttoken.evaluation.dialogues import expected, judge
from nexttoken.evaluation.rates import rate

_FRIENDLY = re.compile(r"\b(glad|gladly|pleasure|hope|welcome|sorry|please|thank)\b")
_UNFRIENDLY = re.compile(r"\b(everybody knows|so hard|ask me again|silly|stupid|why do you ask)\b")
_FORMS = {"one_word", "at_most", "dashes", "numbers"}  # instructions that leave no choice of length


def score(dialogue, said: dict) -> tuple[bool, int]:
    """How good a message is in the place that is judged: compare as tuples."""
    text = (said["content"] or "").lower()
    free = not _FORMS & expected(dialogue).get("rules", {}).keys()
    kind = bool(_FRIENDLY.search(text) and not _UNFRIENDLY.search(text))
    return judge(dialogue, said)[0], kind + (not free or 4 <= len(text.split()) <= 20)


def preferred(model, other, count: int = 300, seed: int = 0) -> dict:
    """How often the answer of `model` is better than that of `other`, of held-out conversations."""
    asked = [pair.dialogue for pair in preferences.generate(count, seed, "heldout")]
    replies = zip(asked, answer(model, asked), answer(other, asked))
    return rate(sum(score(made, reply(ours)) > score(made, reply(theirs)) for made, ours, theirs in replies), count)
