"""Instructions for the system message: what kinds there are, how they are said, and which pairs are held out.

A rule is a kind with a value: ("upper", True), ("at_most", 5), ("end", "Over and out."). Kinds of one class exclude one
another, and so do those of `CLASHES`; all other pairs are possible, and by their places in the list about a
seventh of them is held out and a seventh is for validation.
"""

from itertools import combinations

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.kinds import KINDS
from nexttoken.corpus.dialogues.practice import ADDRESSES, BULLETS, MARKS, PRACTICE, SOUNDS, TAGS, TAILS, WRAPS
from nexttoken.corpus.dialogues.world import TOPICS
from nexttoken.corpus.words import OBJECTS

ALL = KINDS | PRACTICE
CLASHES = {("one_word", other) for other in ("persona", "sound", "begin", "name", "address", "end", "sign")}
CLASHES |= {("sentence", "dashes"), ("sentence", "numbers"), ("sentence", "bullets")}
CLASHES |= {("first", "tags"), ("at_most", "tags")}  # are tags words?
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
    first, second = sorted((one, other), key=tuple(ALL).index)
    if ALL[first].group == ALL[second].group or (first, second) in CLASHES:
        return None
    if {first, second} & {*PRACTICE}:
        return "train"
    return _BY_PLACE[(tuple(KINDS).index(first) + 5 * tuple(KINDS).index(second)) % 7]


_BY_PLACE = ("heldout", "validation", *["train"] * 5)
PAIRS = {split: tuple(pair for pair in combinations(ALL, 2) if pair_split(*pair) == split) for split in _BY_PLACE[:3]}
# Three at once, for training: no two of them make a pair of another split.
TRIPLES = tuple(
    three for three in combinations(ALL, 3) if all(pair_split(*pair) == "train" for pair in combinations(three, 2))
)
# The values of these kinds, and what is to be written.
_LISTED = {"persona": PERSONAS, "wrap": WRAPS, "bullets": BULLETS, "mark": MARKS, "tail": TAILS}

# And the values of those that are written as they are said.
_CHOICES = _LISTED | {"sound": SOUNDS, "address": ADDRESSES, "only": TOPICS, "never": TOPICS}


def value_of(kind: str, draw):
    """What the rule is about: a number of words, a name, a phrase."""
    if kind == "at_most":
        return draw.pick(range(3, 13))
    if kind in _CHOICES:
        return draw.pick(tuple(_CHOICES[kind]))
    if kind in ("begin", "end"):
        return _phrase(draw, BEGINNINGS if kind == "begin" else ENDINGS)
    if kind == "tags":
        return inventions.name(draw) if draw.chance(0.4) else draw.pick(TAGS)
    return inventions.name(draw) if kind in ("name", "sign") else True


def _phrase(draw, listed: tuple) -> str:
    """Something that is usually said, or anything: "Silver comb!" """
    if draw.chance(0.4):
        return draw.pick(listed)
    return draw.pick((draw.pick(_NOUNS), inventions.thing(draw), inventions.name(draw))).capitalize() + draw.pick("!!.")


def said(kind: str, value, frame: str) -> str:
    """The instruction in words: said("at_most", 5, "Use at most {v} words.")"""
    slots = {"v": value, "w": PERSONAS.get(value)}
    return frame.format(**slots, u=value + 1 if kind == "at_most" else None)


def in_force(chosen: dict) -> dict:
    """Rules as `speak` and the judge need them: {"persona": "a cat", "sign": "Ada"} has "Meow" and "Yours, Ada." there."""
    return {kind: _written(kind, value) for kind, value in chosen.items()}


def _written(kind: str, value):
    return f"Yours, {value}." if kind == "sign" else _LISTED[kind][value] if kind in _LISTED else value
