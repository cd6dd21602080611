"""Exercises in the two kinds of rules that are hardest to obey: about a topic, and about capital and small letters.

Whether to decline depends on three things together: what the question is about, which topic the rule names, and whether
it keeps to the topic or off it. Dialogues with as many rules of either kind taught nothing: of new ones, an earlier
model answered 123 of 250 rightly after 9,800 steps of chat, and 138 after 240 more with hardly anything else. In
another trial from the same model all rules were to keep to a topic, mostly one of a few: 214 of 250 of those after 180
steps. So one comes after the other (Bengio and others 2009, "Curriculum learning"): `keeping` has one direction and few
topics, `obeying` any topic, `avoiding` both directions. After 4,000 steps that began so, 222 of 242 answers were right
under rules to keep to any topic, and 38 of 58 under rules to keep off one.

Capital letters are other tokens than small ones, so that each word has to be learned again. One system message holds
for several questions, every second of which is about the topic.

What this file does not do: test anything. No held-out dialogue is of this skill.
"""

from nexttoken.corpus.dialogues import rules
from nexttoken.corpus.dialogues.instructions import ALONE, DOUBLES, TOGETHER, anything, command, known, question, value
from nexttoken.corpus.dialogues.questions import any_fact, ask, tell
from nexttoken.corpus.dialogues.world import RELATIONS, TOPICS

CASE_OFTEN = ("upper", "upper", "lower")  # small letters are nearly what is read, so they are easier
FEW = tuple(0.6**place for place in range(len(TOPICS)))  # shares of the topics where few come most
EVEN = (1,) * len(TOPICS)
MANY = (4, 5)


def keeping(talk) -> None:
    """A rule to keep to a topic, of which few come most."""
    exercise(talk, "only", FEW)


def obeying(talk) -> None:
    """A rule to keep to any topic, or about capital and small letters."""
    exercise(talk, talk.draw.pick(("only", "only", talk.draw.pick(CASE_OFTEN))), EVEN)


def avoiding(talk) -> None:
    """A rule to keep off any topic, and at times to keep to it."""
    exercise(talk, talk.draw.pick(("never", "never", "only")), EVEN)


def exercise(talk, hard: str, shares: tuple) -> None:
    """A rule of a kind, half of the time with another, and questions under it. `shares` are those of the topics."""
    under(talk, (hard,) if talk.draw.chance(0.5) else talk.draw.pick(_with(hard)), shares)


def under(talk, kinds: tuple, shares: tuple = EVEN) -> None:
    """Rules of these kinds, and questions under them."""
    topical = {kind for kind in kinds if rules.ALL[kind].group == "topic"}
    chosen = {
        kind: talk.draw.weighted(TOPICS, shares) if kind in topical else value(talk, kind, 2 * len(kinds))
        for kind in kinds
    }
    frames = {kind: known(talk.draw, kind, "exercise") for kind in kinds}
    command(talk, chosen, frames, talk.draw.pick(ALONE if len(kinds) == 1 else TOGETHER[2]))
    for _ in range(talk.draw.pick(MANY)):
        question(talk, frames, about_or_not if topical else anything)


def _with(hard: str) -> tuple:
    return tuple(pair for pair in DOUBLES["train"] if hard in pair)


def about_or_not(talk, force: dict):
    """A fact, as often about the topic as not, its answer and what it is about."""
    topic, about = force.get("only", force.get("never")), talk.draw.chance(0.5)
    while True:
        fact = any_fact(talk)
        if (RELATIONS[fact.relation].topic == topic) == about:
            return ask(talk, fact), tell(talk, fact), fact.key
