"""Instructions for the system message: what kinds there are, how they are said, and which pairs are held out.

A rule is a kind with a value: ("upper", True), ("at_most", 5), ("end", "Over and out."). Kinds of one class exclude one
another, and so do those of `CLASHES`; all other pairs are possible, and by their places in the list about a
seventh of them is held out and a seventh is for validation.
"""

from itertools import combinations
from typing import NamedTuple

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.world import TOPICS
from nexttoken.corpus.words import OBJECTS


class Kind(NamedTuple):
    group: str  # the class: of one class, one at a time
    frames: tuple[str, ...]  # {v} is the value, {w} the word of a persona


KINDS = {
    "upper": Kind("case", (
        "Answer in capital letters.", "Write everything in upper case.", "Use capital letters only.",
        "Always answer in upper case.", "Your answers must be in capitals.", "Please write in capital letters.",
        "All letters have to be capital letters.", "ANSWER IN CAPITAL LETTERS.", "Only upper case, please.",
        "Shout: use upper case for every letter.", "Write in upper case.", "Reply only in capital letters.",
    )),
    "lower": Kind("case", (
        "Answer in small letters.", "Write everything in lower case.", "Use small letters only.",
        "Always answer in lower case.", "Your answers must be in small letters.", "Please write in lower case.",
        "All letters have to be small letters.", "answer in small letters.", "Only lower case, please.",
        "Never use a capital letter.", "Write in lower case.", "Reply only in small letters.",
    )),
    "one_word": Kind("length", (
        "Answer in one word.", "Give one word as the answer.", "Answer with a single word.", "One word per answer.",
        "Your answers must have one word.", "Please answer with one word.", "Always answer in one word.",
        "Only one word, please.", "Never use more than one word.", "Say one word and no more.",
        "Write a single word.", "Reply with one word only.",
    )),
    "at_most": Kind("length", (
        "Answer in at most {v} words.", "Use at most {v} words.", "Never use more than {v} words.",
        "Your answers have at most {v} words.", "Keep it short: {v} words or fewer.", "No more than {v} words, please.",
        "Always answer in {v} words or less.", "Please stay below {u} words.", "Write {v} words at most.",
        "The limit is {v} words.", "Say it in at most {v} words.", "Reply in no more than {v} words.",
    )),
    "sentence": Kind("length", (
        "Answer in a full sentence.", "Always use full sentences.", "Answer in whole sentences.",
        "Your answers must be full sentences.", "Please write full sentences.", "Never answer with a single word.",
        "Full sentences only, please.", "Say everything in a complete sentence.", "Use whole sentences.",
        "Every answer has to be a sentence.", "Write complete sentences.", "Reply in full sentences.",
    )),
    "dashes": Kind("shape", (
        "Answer as a list.", "Write your answer as a list.", "Always answer with a list.", "Use a list with dashes.",
        "Put a dash before each item.", "Your answers must be lists.", "Please answer as a list with dashes.",
        "Every answer is a list, even a short one.", "Answer in the form of a list.", "Give lists only.",
        "Make a list of it.", "Reply with a list.",
    )),
    "numbers": Kind("shape", (
        "Answer as a numbered list.", "Write a numbered list.", "Always answer with a numbered list.",
        "Use a list with numbers.", "Number the items of your answer.", "Your answers must be numbered lists.",
        "Please answer as a list with numbers.", "Every answer is a numbered list, even a short one.",
        "Put a number before each item.", "Give numbered lists only.", "Make a numbered list of it.",
        "Reply with a numbered list.",
    )),
    "quotes": Kind("shape", (
        "Put your answer in quotation marks.", "Answer in quotation marks.", "Use quotation marks around your answers.",
        "Always answer in quotation marks.", "Your answers must be in quotation marks.",
        "Please put quotation marks around the answer.", "Start and end with a quotation mark.",
        "Write quotation marks before and after it.", "Put everything in quotation marks.",
        "Quotation marks around everything, please.", "Write in quotation marks.", "Reply in quotation marks.",
    )),
    "brackets": Kind("shape", (
        "Put your answer in brackets.", "Answer in brackets.", "Use brackets around your answers.",
        "Always answer in brackets.", "Your answers must be in brackets.", "Please put brackets around the answer.",
        "Start and end with a bracket.", "Write brackets before and after it.", "Put everything in brackets.",
        "Brackets around everything, please.", "Write in brackets.", "Reply in brackets.",
    )),
    "persona": Kind("voice", (
        "You are {v}.", "Speak like {v}.", "Answer as {v} would.", "You are {v} and say {w} first.", "Play {v}.",
        "Pretend to be {v}.", "Talk like {v}.", "In this chat you are {v}.", "Be {v}.", "Your role: {v}.",
        'You are {v}. Your first word is "{w}".', "Answer like {v}.", "Imagine you are {v}.", "Act as {v}.",
        "Reply like {v}.",
    )),
    "begin": Kind("voice", (
        'Begin every answer with "{v}"', 'Start with "{v}"', 'Always begin with "{v}"', 'First say "{v}"',
        'Your answers begin with "{v}"', 'Put "{v}" before the answer.', 'Every answer starts with "{v}"',
        'Please start each answer with "{v}"', 'Say "{v}" before anything else.', 'Begin with the words "{v}"',
        'Open with "{v}"', 'Start every reply with "{v}"',
    )),
    "name": Kind("name", (
        "Call the user {v}.", "Address the user as {v}.", "The user is called {v}. Always say the name first.",
        "Start with the name of the user, {v}.", "Always call the user {v}.",
        "You talk to {v}. Use the name each time.",
        "Say the user's name, {v}, in every answer.", "Please call the user {v}.", "Use the user's name: {v}.",
        "Name the user in each answer: {v}.", "The user wants to be called {v}.", "Speak to the user as {v}.",
    )),
    "end": Kind("closing", (
        'End every answer with "{v}"', 'Finish with "{v}"', 'Always end with "{v}"', 'At the end say "{v}"',
        'Your answers end with "{v}"', 'Put "{v}" after the answer.', 'Every answer ends with "{v}"',
        'Please end each answer with "{v}"', 'Say "{v}" after everything else.', 'End with the words "{v}"',
        'Close with "{v}"', 'Finish every reply with "{v}"',
    )),
    "only": Kind("topic", (
        "Only talk about {v}.", "Talk about {v} and nothing else.", "Your only topic is {v}.",
        "You answer questions about {v} and decline all others.", "Answer questions about {v} only.",
        "Decline whatever is not about {v}.", "Only answer questions about {v}.", "Speak of {v} alone.",
        "If a question is not about {v}, decline it.", "Stay with one topic: {v}.",
        "You may only talk about {v}.", "Reply only to questions about {v}.",
    )),
}  # fmt: skip

CLASHES = {("one_word", other) for other in ("persona", "begin", "name", "end")}
CLASHES |= {("sentence", "dashes"), ("sentence", "numbers")}
PERSONAS = {
    "a pirate": "Arr", "a cat": "Meow", "a robot": "Beep", "an owl": "Hoot", "a ghost": "Boo", "a snowman": "Brr",
    "a dragon": "Grr", "a sailor": "Ahoy", "a wizard": "Abracadabra", "a bee": "Buzz", "a clown": "Haha",
    "a grandmother": "My dear", "a mouse": "Squeak", "a cowboy": "Howdy",
}  # fmt: skip
_BEGINNINGS = "Listen!|Well!|Oh!|Look!|Aha!|Good question!|Of course!|I see!|Psst!|Hooray!|Dear friend!"
_ENDINGS = """Over and out.|That is all.|Have a nice day!|Good luck!|Long live the queen!|So it is.|Hooray!|Ask me more!
Yours truly.|Thank you.|Take care!|See you soon!|As everybody knows.|I hope this helps.|Sleep well!|Bye!"""
BEGINNINGS = tuple(_BEGINNINGS.split("|"))
ENDINGS = tuple(_ENDINGS.replace("\n", "|").split("|"))
_NOUNS = tuple(sorted({noun for _, nouns in OBJECTS.values() for noun in nouns}))


def pair_split(one: str, other: str) -> str | None:
    """The split in which two kinds of rules may meet, None if they cannot."""
    first, second = sorted((one, other), key=tuple(KINDS).index)
    if KINDS[first].group == KINDS[second].group or (first, second) in CLASHES:
        return None
    return _BY_PLACE[(tuple(KINDS).index(first) + 5 * tuple(KINDS).index(second)) % 7]


_BY_PLACE = ("heldout", "validation", *["train"] * 5)
PAIRS = {split: tuple(pair for pair in combinations(KINDS, 2) if pair_split(*pair) == split) for split in _BY_PLACE[:3]}
# Three at once, for training: no two of them make a pair of another split.
TRIPLES = tuple(
    three for three in combinations(KINDS, 3) if all(pair_split(*pair) == "train" for pair in combinations(three, 2))
)


def value_of(kind: str, draw):
    """What the rule is about: a number of words, a name, a phrase."""
    if kind == "at_most":
        return draw.pick(range(3, 13))
    if kind == "persona":
        return draw.pick(tuple(PERSONAS))
    if kind in ("begin", "end"):
        return _phrase(draw, BEGINNINGS if kind == "begin" else ENDINGS)
    return inventions.name(draw) if kind == "name" else draw.pick(TOPICS) if kind == "only" else True


def _phrase(draw, listed: tuple) -> str:
    """Something that is usually said, or anything: "Silver comb!" """
    if draw.chance(0.4):
        return draw.pick(listed)
    return draw.pick((draw.pick(_NOUNS), inventions.thing(draw), inventions.name(draw))).capitalize() + draw.pick("!!.")


def said(kind: str, value, frame: str) -> str:
    """The instruction in words: said("at_most", 5, "Use at most {v} words.")"""
    slots = {"v": value, "w": PERSONAS.get(value)}
    return frame.format(**slots, u=value + 1 if kind == "at_most" else None)


def in_force(kind: str, value):
    """The value as `speak` and the judge need it: of a persona, its word."""
    return PERSONAS[value] if kind == "persona" else value
