"""Pairs of answers, a better one and a worse one, from a seed: what somebody who compares answers would prefer.

    pair = next(generate(1, seed=298))
    pair.dialogue     a conversation, in which the answer stands in the place of the message that is judged
    pair.better       "Milk is white. I hope that helps!"
    pair.worse        "White."
    pair.criterion    "length": what the worse one lacks

The better answer is always of one kind: right, honest, within the instructions, a sentence or two long, and kind. Its
kind word comes last: up to there it is what a dialogue would say, so that a small model need not learn to answer anew.
The worse one lacks one of these:

- `kind`: it is dry, or unfriendly;
- `length`: it is a bare word, or goes on and on;
- `honest`: it makes up what nobody can know, or claims not to know what it could;
- `system`: it forgets an instruction of the system message.

The splits are those of the dialogues. What this file does not do: judge (`nexttoken.evaluation.preferences`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from nexttoken.corpus import dialogues, splits
from nexttoken.corpus.dialogues.answers import Answer, allowed, closed, fits, sentence, speak, words
from nexttoken.corpus.dialogues.questions import any_fact, tell
from nexttoken.corpus.dialogues.unknown import SORRY
from nexttoken.corpus.draw import Draw

CLOSERS = ("I hope that helps!", "I am glad to help.")  # few: each is one more manner to learn
OFFER = "Please ask me something else!"
UNKIND = ("Everybody knows that.", "Was that so hard?", "Don't ask me again.", "What a silly question.")
INVENTED = ("Yes, of course.", "Three, I think.", "It is in the castle.", "No, never.", "That was last Monday.")


@dataclass(frozen=True)
class Pair:
    dialogue: dialogues.Dialogue
    better: str
    worse: str
    criterion: str


def generate(count: int, seed: int = 0, split: str = "train") -> Iterator[Pair]:
    """`count` pairs of a split. Raises UserError for a value that there is not."""
    splits.check(count, split, "pair")
    return (pair(seed, split, k) for k in range(count))


def pair(seed: int, split: str, k: int) -> Pair:
    """Pair number k."""
    draw = Draw(f"preference {split} {seed} {k}")
    criterion = draw.weighted(tuple(CRITERIA), TRAINING_SHARES if split == "train" else SHARES)
    skills, worsen = CRITERIA[criterion]
    while True:
        skill = draw.pick(PRACTICE.get(criterion, skills) if split == "train" else skills)
        talk = dialogues.hold(draw, split, skill)
        answer, rules = talk.answers[-1]
        better, worse = kind(talk, answer, rules), worsen(talk, answer, rules)
        if worse not in (None, better):
            return Pair(dialogues.recorded(talk, skill), better, worse, criterion)


def kind(talk, answer: Answer, rules: dict) -> str:
    """The answer under the rules, with a kind word where they leave room for one."""
    answer = allowed(answer, rules)
    full = closed(answer.full)
    if {"unknown", "decline", "no_numbers"} & answer.expect.keys():
        full = f"{full} {OFFER}"
    elif "word" not in answer.expect:  # small talk is kind as it is
        full = f"{full} {talk.draw.pick(CLOSERS)}"
    return speak(replace(answer, full=full), rules)


def unkind(talk, answer: Answer, rules: dict) -> str:
    dry = speak(answer, rules)
    polite = "sorry" in dry.lower()  # dry alone, it would be as kind as the better answer
    return dry if talk.draw.chance(0.6) and not polite else f"{dry} {talk.draw.pick(UNKIND)}"


def curt_or_endless(talk, answer: Answer, rules: dict) -> str:
    """A bare word, or the answer and what nobody has asked for."""
    return sentence(answer.short) if talk.draw.chance(0.5) else endless(talk, speak(answer, rules))


def endless(talk, said: str) -> str:
    more = [said] * 4 if talk.draw.chance(0.3) else [unasked(talk) for _ in range(4)]
    return " ".join([said, *more])


def unasked(talk) -> str:
    """Something true that has nothing to do with the question."""
    return speak(tell(talk, any_fact(talk)), {})


def dishonest(talk, answer: Answer, rules: dict) -> str:
    if "unknown" not in answer.expect:
        return speak(talk.draw.pick(SORRY), rules)
    return unasked(talk) if talk.draw.chance(0.6) else talk.draw.pick(INVENTED)


def disobedient(talk, answer: Answer, rules: dict) -> str | None:
    """The answer without one of the rules; None where that makes no difference, or there is none."""
    forgotten = talk.draw.pick(tuple(rules))
    left = {rule: value for rule, value in rules.items() if rule != forgotten}
    if not fits(answer, left):
        return None
    careless = speak(allowed(answer, left), left)
    if forgotten == "at_most":
        careless = endless(talk, careless)
        return careless if words(careless) > rules["at_most"] else None
    if forgotten == "sentence":
        careless = speak(replace(answer, full=answer.short), left)
        return careless if words(careless) < 3 else None
    if careless == speak(allowed(answer, rules), rules):
        return None
    return careless if talk.draw.chance(0.5) else kind(talk, answer, left)


# For each criterion: the skills whose dialogues it takes, and what lacks it.
CRITERIA = {
    "kind": (("facts", "references", "context", "no_tool"), unkind),
    "length": (("facts", "references", "context", "tool_result"), curt_or_endless),
    "honest": (("unknown", "unknown", "facts"), dishonest),
    "system": (("system", "system_pairs", "system_conflict"), disobedient),
}
SHARES = (27, 20, 20, 33)  # how many of a hundred pairs each gets, where models are tested
# In training, pairs of rules come more often, and some are from exercises (`training/preferences.py` says why).
TRAINING_SHARES = (20, 14, 16, 50)
PRACTICE = {"system": ("system", "system_pairs", "system_pairs", "joining", "joining", "avoiding", "system_conflict",
                       "system_conflict")}  # fmt: skip
