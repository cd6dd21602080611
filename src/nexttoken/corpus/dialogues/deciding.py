"""Exercises in whose word counts: a rule from the system or from the user, and then the user's wish against it.

A system's rule holds whatever a user wishes. A user's own rule holds until that user wishes for something else. The two
conversations differ by one role token, so the model has to read it. A model that had met no users with rules of their
own obeyed whichever rule came first, whoever had given it.

What this file does not do: test anything. No held-out dialogue is of this skill, and nobody misleads: users say openly
what they want.
"""

from nexttoken.corpus.dialogues import rules
from nexttoken.corpus.dialogues.instructions import AGAINST, ALONE, command, judged, known, question, value, wish
from nexttoken.corpus.dialogues.kinds import KINDS


def deciding(talk) -> None:
    """A rule, perhaps questions under it, and one with a wish for the contrary."""
    kind, users = talk.draw.pick(tuple(AGAINST)), talk.draw.chance(0.5)
    chosen, frames = {kind: value(talk, kind)}, {kind: known(talk.draw, kind, "exercise")}
    command(talk, chosen, frames, "{one}" if users else talk.draw.pick(ALONE))
    if users:
        talk.messages[-1]["role"] = "user"
    for _ in range(talk.draw.pick((0, 0, 1, 2))):
        question(talk, frames)
    if users:
        chosen = {AGAINST[kind]: True} if AGAINST[kind] in KINDS else {}
        talk.rules = rules.in_force(chosen)
    asked, answer, _ = judged(talk, chosen)
    talk.user(wish(talk, AGAINST[kind], asked))
    talk.answer(answer)
