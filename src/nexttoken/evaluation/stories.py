"""Judges a completion against its prompt: does the story keep to what it said?

    findings = check("Once upon a time, there were two princes in a castle on a hill:", " Kai and Jost. ...")
    findings["count"].passed, findings["introduced"].reason

Eight findings: `count` (as many people named as announced), `distinct` (no name twice), `introduced` (no strangers
later), `traits` (everyone has the trait and the skill that were given), `pronouns`, `objects` (the silver comb stays
silver and a comb), `ending` (the story is finished), `loops` (no eight words twice).

The checker reads nothing but the text, with the word lists of the corpus. It does not judge whether a story is good,
or makes sense.
"""

import re
from collections import Counter
from typing import NamedTuple

from nexttoken.corpus.endings import ENDING_MARKS
from nexttoken.corpus.stories import eights
from nexttoken.evaluation import lexicon
from nexttoken.evaluation.reading import Reading

_PRONOUNS = {"she": "she", "her": "she", "hers": "she", "herself": "she"}
_PRONOUNS |= {"he": "he", "him": "he", "his": "he", "himself": "he"}


class Finding(NamedTuple):
    passed: bool
    reason: str


def check(prompt: str, completion: str) -> dict[str, Finding]:
    """The findings by name; a reason says what was wrong first, and is empty where nothing was. Never raises."""
    story = Reading(prompt + completion)
    return {name: _finding(judge(story)) for name, judge in _JUDGES.items()}


def passes(prompt: str, completion: str) -> bool:
    """Whether a completion passes every check."""
    return all(finding.passed for finding in check(prompt, completion).values())


def _finding(reason: str | None) -> Finding:
    return Finding(not reason, reason or "")


def _count(story: Reading) -> str | None:
    if not story.people:
        return "nobody is named in the opening"
    if story.announced and len(story.people) != story.announced:
        return f"{story.announced} announced, {len(story.people)} named"
    numbers = [number for number, _ in story.numbered if number > 1]
    numbers += [len(names) for names in story.lists if len(names) > 2]
    others = [number for number in numbers if number != len(story.people)]
    return f"{len(story.people)} named, later {others[0]}" if others else None


def _distinct(story: Reading) -> str | None:
    twice = [name for names in (story.people, *story.lists) for name in names if names.count(name) > 1]
    return f"{twice[0]} is named twice" if twice else None


def _introduced(story: Reading) -> str | None:
    known = set(story.people)
    for sentence in story.sentences:
        known.update(sentence.introduced)
        strangers = [name for name in sentence.names if name not in known]
        if strangers:
            return f"{strangers[0]} was never introduced"
    return None


def _traits(story: Reading) -> str | None:
    """Everyone has at most one trait and one skill, given in the introduction, and nobody else's."""
    given = {}
    for place, credits in enumerate(story.credits):
        for name, what, value in credits:
            if place in story.introduction:
                given.setdefault((name, what), value)
            owner = next((person for (person, kind), owned in given.items() if (kind, owned) == (what, value)), None)
            if owner != name:
                return f"{value!r} is said of {name}, " + (f"but it is {owner}'s" if owner else "who was not given it")
    return None


def _pronouns(story: Reading) -> str | None:
    wrong = [name for name in story.people if lexicon.name_pronoun(name) not in (story.pronoun, None)]
    if wrong:
        return f"{wrong[0]} is not a name for {story.pronoun!r}"
    before = story.pronoun
    for sentence in story.sentences:
        last = None
        for word in sentence.words:
            meant = _meant(story, word)
            if meant:
                last = meant
            elif word.lower() in _PRONOUNS and (last or before) not in (None, "it", _PRONOUNS[word.lower()]):
                return f"{word!r} in {sentence.text!r}"
        before = last or before
    return None


def _meant(story: Reading, word: str) -> str | None:
    """The pronoun of the person that a word stands for, if it does."""
    if word in story.people:
        return story.pronoun
    return lexicon.noun_pronouns().get(story.sides.get(word, word).lower())


def _objects(story: Reading) -> str | None:
    """The first "a silver comb" is the object; later ones agree in both words."""
    words = [word.lower() for word in re.findall(r"[\w'-]+|[.,:;!?\"]", story.text)]
    triples = list(zip(words, words[1:], words[2:]))
    found = [two for article, *two in triples if article in ("a", "an") and _is_object(*two)]
    if not found:
        return "nothing is looked for"
    thing = found[0]
    for article, *two in triples:
        if two != thing and article in ("a", "an", "the") and _differs(two, thing):
            return f"{' '.join(two)!r} where it was {' '.join(thing)!r}"
    return None


def _is_object(adjective: str, noun: str) -> bool:
    return adjective in lexicon.OBJECT_ADJECTIVES and noun in lexicon.OBJECT_NOUNS


def _differs(two: list[str], thing: list[str]) -> bool:
    """Another object, or the object with one word changed, unless the corpus says so itself ("the old tower")."""
    half = two[0] == thing[0] or two[1] == thing[1]
    return (half or _is_object(*two)) and tuple(two) not in lexicon.ordinary_pairs()


def _ending(story: Reading) -> str | None:
    last = story.sentences[-1].text.lower() if story.sentences else ""
    if not last.endswith((".", "!")):
        return "it stops in the middle of a sentence"
    return None if any(mark in last for mark in ENDING_MARKS) else f"no ending: {last!r}"


def _loops(story: Reading) -> str | None:
    twice = [eight for eight, times in Counter(eights(story.text)).items() if times > 1]
    return f"twice: {' '.join(twice[0])!r}" if twice else None


_JUDGES = {
    "count": _count,
    "distinct": _distinct,
    "introduced": _introduced,
    "traits": _traits,
    "pronouns": _pronouns,
    "objects": _objects,
    "ending": _ending,
    "loops": _loops,
}
CHECKS = tuple(_JUDGES)
