"""What the words of the corpus mean to a checker: which are ordinary, which are names, who is she and who is he."""

import re
from functools import cache
from itertools import pairwise

from nexttoken.corpus import endings, introductions, journey, names, openings, problems, skills, trials, turns, words

_TEXTS = (endings, introductions, journey, openings, problems, skills, trials, turns, words)
# Words that stand for a person other than by name. The side characters of the corpus are added below.
_SHE = ("queen", "princess", "bride", "mother", "grandmother", "woman", "girl", "lady", "daughter", "sister", "maid")
_HE = ("king", "prince", "duke", "baron", "boy", "man", "son", "brother", "sandman", "beggar", "knight", "grandfather",
       "frost")  # fmt: skip
CAPITALISED = {"I", "Grandmother", "Grandfather", "Frost"}

TRAITS = frozenset(words.TRAITS)
SKILLS = {keyword: skill.do for skill in skills.SKILLS for keyword in skill.keywords}
OBJECT_NOUNS = frozenset(noun for _, nouns in words.OBJECTS.values() for noun in nouns)
OBJECT_ADJECTIVES = frozenset(adjective for adjectives, _ in words.OBJECTS.values() for adjective in adjectives)
KINDS = {word: kind for kind in words.KINDS for word in (kind.singular, kind.plural, kind.short)}
NUMBERS = {word: number for number, word in words.NUMBERS.items()}


def _strings(value):
    """All texts inside nested tuples, lists and dicts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(list(value.items()))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _strings(item)


def _phrases() -> list[list[str]]:
    """Runs of words, in lower case, that the frames and word lists of the corpus hold between their slots."""
    public = (vars(module)[name] for module in _TEXTS for name in dir(module))
    texts = [text for value in public if isinstance(value, (tuple, list, dict)) for text in _strings(value)]
    pieces = [piece for text in texts for piece in re.split(r"\{\w+\}|[\[\]|.,:;!?\"]", text)]
    return [re.findall(r"[a-z'-]+", piece.lower()) for piece in pieces]


@cache
def ordinary_words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase)


@cache
def ordinary_pairs() -> frozenset[tuple[str, str]]:
    """Neighbours in a frame or a word list: ("glass", "hill")."""
    return frozenset(pair for phrase in _phrases() for pair in pairwise(phrase))


def name_pronoun(name: str) -> str | None:
    """ "she" or "he" for a listed name, or by its ending; None where the corpus does not tell."""
    if name in names.SHE or name in names.HE:
        return "she" if name in names.SHE else "he"
    if name.endswith(names.SHE_ENDS):
        return "she"
    return "he" if name.endswith(names.HE_ENDS) else None


@cache
def noun_pronouns() -> dict[str, str]:
    """ "witch" -> "she": the last word of what a side character is called, and other words for people."""
    sides = {side.later.split()[-1]: side.pronoun for side in words.HELPERS}
    return sides | dict.fromkeys(_SHE, "she") | dict.fromkeys(_HE, "he")
