"""Exercises in whose word counts: a rule from the system or from the user, and then the user's wish against it.

A system's rule holds whatever a user wishes. A user's own rule holds until that user wishes for something else. Either
stands in a message of its own, so that two such conversations differ by one token, that of the role, and the model has
to read it. A model that had met no users with rules of their own obeyed whichever rule came first, whoever gave it
(a user's in 18 of 24 cases or more). With these exercises in half of a run of 2,600 steps, and the mean of the weights
before and after it, a user's own rule for capitals holds against that user's wish for small letters in 10 of 24 cases,
where a system's holds in 24; one for small letters in 21, and a system's in 19.

What this file does not do: test anything. No held-out dialogue is of this skill, and nobody misleads: users say openly
what they want.
"""

from nexttoken.corpus.dialogues import rules
from nexttoken.corpus.dialogues.instructions import AGAINST, command, judged, known, question, value, wish
from nexttoken.corpus.dialogues.kinds import KINDS

RULED = tuple(kind for kind in AGAINST if kind != "name")  # "Call the user Ada." is nothing that a user says


def deciding(talk) -> None:
    """A rule, perhaps questions under it, and one with a wish for the contrary."""
    kind, users = talk.draw.pick(RULED), talk.draw.chance(0.5)
    given = {kind: value(talk, kind)}
    holds = given if not users else {AGAINST[kind]: True} if AGAINST[kind] in KINDS else {}
    asked, answer, about = judged(talk, holds)
    frames = {kind: known(talk.draw, kind, about)}
    command(talk, given, frames, "{one}")
    if users:
        talk.messages[-1]["role"] = "user"
    for _ in range(talk.draw.pick((0, 0, 1, 2))):
        question(talk, frames)
    talk.rules = rules.in_force(holds)
    talk.user(wish(talk, AGAINST[kind], asked))
    talk.answer(answer)
