"""Ways to give an order that fit any rule: "Always reply in brackets.", "Be sure to call the user Ada."

The lists of `rules` have phrasings that belong to one rule. Here the same words stand around all of them, for the reason
that `asking` gives.
"""

from nexttoken.corpus.dialogues.asking import mixed
from nexttoken.corpus.dialogues.rules import ALL

# {i} is what to do: "reply in brackets".
AROUND = (
    "Please {i}.", "Always {i}.", "You must {i}.", "You should {i}.", "Be sure to {i}.", "Remember to {i}.",
    "Never forget to {i}.", "I want you to {i}.", "Make sure to {i}.", "Your task is to {i}.", "You have to {i}.",
    "Remember: {i}.", "The rule: {i}.", "In this chat, {i}.", "Please always {i}.", "Take care to {i}.",
    "It is your duty to {i}.",
)  # fmt: skip
_VERBS = ("answer", "reply", "respond", "write", "give every reply")
_MANNERS = {
    "upper": ("in capital letters", "in upper case", "in capitals"),
    "lower": ("in small letters", "in lower case", "without capital letters"),
    "one_word": ("in one word", "with a single word", "with one word only"),
    "at_most": ("in at most {v} words", "in no more than {v} words", "in {v} words or fewer"),
    "sentence": ("in full sentences", "in whole sentences", "with a full sentence"),
    "dashes": ("as a list", "as a list with dashes", "in the form of a list"),
    "numbers": ("as a numbered list", "as a list with numbers", "in the form of a numbered list"),
    "quotes": ("in quotation marks", "with quotation marks around it", "between quotation marks"),
    "brackets": ("in brackets", "with brackets around it", "between brackets"),
    "title": ("in title case", "with a capital letter for each word", "with capitals at the start of words"),
    "first": ("with the first word in capital letters", "with a first word in upper case", "with one word in capitals"),
    "wrap": ("in {v}", "with {v} around it", "between {v}"),
    "tags": ("in <{v}> and </{v}>", "between <{v}> and </{v}>", "inside the tag <{v}>"),
    "bullets": ("as a list with {v}", "in the form of a list with {v}", "in a list, with {v}"),
    "persona": ("like {v}", "as {v} would", "in the voice of {v}"),
}
_OTHERS = {
    "begin": ('begin every answer with "{v}"', 'start each reply with "{v}"', 'open all replies with "{v}"',
              'say "{v}" first', 'put "{v}" before every reply'),
    "name": ("call the user {v}", "use the name {v} for the user", "address the user as {v}", "say the name {v}",
             "speak to the user by the name {v}"),
    "end": ('end every answer with "{v}"', 'finish each reply with "{v}"', 'close all replies with "{v}"',
            'say "{v}" last', 'put "{v}" after every reply'),
    "sound": ('make the sound "{v}" first', 'start with the sound "{v}"', 'go "{v}" before every answer',
              'let out a "{v}" first', 'begin with a "{v}"'),
    "address": ('say "{v}" to the user', 'address the user with "{v}"', 'use "{v}" in place of a name',
                'speak to the user as "{v}"', 'put "{v}" where a name would stand'),
    "never": ("leave out {v}", "say nothing about {v}", "decline all that is about {v}", "never talk about {v}",
              "keep silent about {v}"),
    "mark": ("begin with {v}", "start every answer with {v}", "open each reply with {v}", "write {v} first",
             "put {v} before every reply"),
    "tail": ("end with {v}", "finish every answer with {v}", "close each reply with {v}", "write {v} last",
             "put {v} after every reply"),
    "sign": ("sign as {v}", "sign every answer as {v}", "sign each reply with {v}", "write your name, {v}, at the end",
             "end with your name, {v}"),
    "only": ("talk about {v} only", "reply to questions about {v} only", "decline all that is not about {v}",
             "speak about nothing but {v}", "answer only what is about {v}"),
}  # fmt: skip
_DONE = _OTHERS | {kind: tuple(f"{verb} {manner}" for verb in _VERBS for manner in manners)
                   for kind, manners in _MANNERS.items()}  # fmt: skip
_WHOLE = ("begin", "end")  # whose values have a full stop of their own


def _orders(kind: str, dones: tuple) -> tuple[str, ...]:
    made = [frame.replace("{i}", done) for done in dones for frame in AROUND]
    return mixed([frame.replace('".', '"') for frame in made] if kind in _WHOLE else made, ALL[kind].frames)


ORDERS = {kind: _orders(kind, dones) for kind, dones in _DONE.items()}


def order(talk, kind: str, about: str) -> str:
    """A phrasing of a rule that this split may have beside what is asked."""
    return talk.choose(talk.draw.pick((ALL[kind].frames, ORDERS[kind])), about)
