"""Exercises in quoting: words that the user has said come back, letter by letter.

A name that nobody has heard of is many tokens, and each has to be looked up in what was said. The base model can do that
with anything; a model that learned from dialogues and stories could no longer, and said "Seattlele" and "Doramus". So here
are made-up words, names, things and numbers, a few at a time, to be said again.

Half of the time all is in capital or in small letters, which are other tokens. Some texts are sentences in quotation
marks, for `."` is one token, which otherwise hardly ever comes after a capital letter: of 22 held-out answers in capitals
and quotation marks 11 were wrong after 13,800 steps, 10 of them for want of the second mark. And some are one to three
sentences of facts: a model that had quoted names and made-up words alone left out the second of two sentences.

What this file does not do: test anything. No held-out dialogue is of this skill, and no text is an instruction.
"""

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.answers import Answer, sentence
from nexttoken.corpus.dialogues.context import noted
from nexttoken.corpus.dialogues.instructions import ALONE, CASE, command, known
from nexttoken.corpus.dialogues.questions import any_fact, exchange, tell
from nexttoken.corpus.frames import capital

_AGAIN = ("Say after me: {t}", "Repeat this: {t}", "Repeat these words: {t}", "Copy this: {t}", "Say this again: {t}",
          "Type these words: {t}", "Echo this: {t}", "{t}, what did I say?", "{t} is what I said. What was it?",
          "Tell me what I am saying now: {t}", "Quote me: {t}", "Here are some words: {t}. Which ones?")  # fmt: skip
_KEEP = ("Keep these words for me: {t}", "I will say something: {t}", "My words are: {t}", "Listen: {t}",
         "Something to keep: {t}", "Hear this: {t}", "{t} is what I say.", "I say: {t}")  # fmt: skip
_WHICH = ("Which words did I say?", "What did I say before?", "What were my words?", "Say my words again.",
          "Quote me.", "Give me my words.", "What was it that I said?", "Tell me my words.")  # fmt: skip
_SAID = ("you said: {t}", "you said: {t}", "{t} is what you said")
_SENTENCES = 0.3  # of the texts: sentences as they are, which stand at the end
_PIECES = (
    inventions.name,
    inventions.place,
    inventions.word,
    inventions.thing,
    lambda draw: str(draw.pick(range(9999))),
)


def quoting(talk) -> None:
    """Two to four texts, each asked for at once or later."""
    cased = talk.draw.chance(0.5)
    if cased:
        kind = talk.draw.pick(CASE)
        command(talk, {kind: True}, {kind: known(talk.draw, kind, "exercise")}, talk.draw.pick(ALONE))
    for _ in range(2 if cased else talk.draw.pick((2, 3, 4))):  # each capital letter is a token
        told = talk.draw.chance(_SENTENCES)
        text = sentences(talk) if told else said(talk.draw)
        again, keep, full = map(_last, (_AGAIN, _KEEP, _SAID)) if told else (_AGAIN, _KEEP, _SAID)
        if talk.draw.chance(0.6):
            talk.user(talk.draw.pick(again).format(t=text))
        else:
            talk.user(talk.draw.pick(keep).format(t=text))
            talk.answer(noted(talk))
            if talk.draw.chance(0.3):
                exchange(talk, any_fact(talk))
            talk.user(talk.draw.pick(_WHICH))
        talk.answer(Answer(talk.draw.pick(full).format(t=text), text, {"answers": [text]}))


def _last(frames: tuple) -> tuple:
    """Those at whose end the text stands."""
    return tuple(frame for frame in frames if frame.endswith("{t}"))


def sentences(talk) -> str:
    """One to three of them: "Grass is green. A cow says moo." """
    return " ".join(sentence(tell(talk, any_fact(talk)).full) for _ in range(talk.draw.pick((1, 2, 2, 3))))


def said(draw) -> str:
    """Words, or in quotation marks a sentence of them: "Ada wockbo 7312." """
    return words(draw) if draw.chance(0.6) else f'"{capital(words(draw))}."'


def words(draw) -> str:
    """One to six pieces: "Ada wockbo 7312 silver comb"."""
    return " ".join(draw.pick(_PIECES)(draw) for _ in range(draw.pick(range(1, 7))))
