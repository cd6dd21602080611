"""Reading a story without knowing how it was made: its sentences, its people and what was said of them.

It knows the words of the corpus and a little of its grammar; it does not understand the story.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from nexttoken.evaluation import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[.!?]\")\s+")
# Where a capital letter says nothing: the start of the text, after the end of a sentence, after a quotation mark.
_BEGINNING = re.compile(r"(?:^|[.!?:])\W*\Z|\"\Z")
_KINDS = "|".join(sorted(map(re.escape, lexicon.KINDS), key=len, reverse=True))
_NUMBERED = re.compile(rf"\b({'|'.join(lexicon.NUMBERS)}|an?) ({_KINDS})\b")
_NAME = r"[A-Z][\w'-]*"
_INTRODUCED = re.compile(rf"\b[Aa]n? (?:[a-z-]+ )*([a-z-]+) (?:named|called) ({_NAME})")
_LIST = re.compile(rf"(?:{_NAME}, )*{_NAME} and {_NAME}")


@dataclass
class Sentence:
    text: str
    words: list[str] = field(init=False)
    names: list[str] = field(init=False)  # capitalised words that are no ordinary ones, in order

    def __post_init__(self):
        matches = list(_WORD.finditer(self.text))
        self.words = [match[0] for match in matches]
        self.names = [match[0] for match in matches if self._is_name(match)]

    def _is_name(self, match) -> bool:
        word = match[0]
        if not word[0].isupper() or word in lexicon.CAPITALISED or self.text.endswith("kingdom of ", 0, match.start()):
            return False
        begins = _BEGINNING.search(self.text, 0, match.start())
        return not (begins and word.lower() in lexicon.ordinary_words())

    @property
    def introduced(self) -> dict[str, str]:
        """Side characters that are named here, and what they are: "an old miller named Otto" is {"Otto": "miller"}."""
        return {name: noun for noun, name in _INTRODUCED.findall(self.text)}


class Reading:
    """A story as read: `people` are the names of its opening, `sides` the other people with a name."""

    def __init__(self, text: str):
        self.text = text
        self.sentences = [Sentence(part) for part in _SENTENCE_END.split(text.strip()) if part]
        self.opening = self._opening()
        self.people = self.sentences[self.opening].names if self.sentences else []
        self.sides = {name: noun for sentence in self.sentences for name, noun in sentence.introduced.items()}

    def _opening(self) -> int:
        """The place of the sentence that names the people: the first or the second one."""
        named = [place for place, sentence in enumerate(self.sentences[:2]) if sentence.names]
        return named[0] if named else 0

    @cached_property
    def numbered(self) -> list[tuple[int, str]]:
        """Each "three princesses" or "a prince" of the story, as (3, "princesses")."""
        found = _NUMBERED.findall(self.text)
        return [(lexicon.NUMBERS.get(number, 1), kind) for number, kind in found]

    @cached_property
    def lists(self) -> list[list[str]]:
        """Each "Ada, Bea and Cleo" of the story, as far as they are its people."""
        found = (re.findall(_NAME, names) for sentence in self.sentences for names in _LIST.findall(sentence.text))
        return [[name for name in names if name in self.people] for names in found]

    @cached_property
    def pronoun(self) -> str | None:
        """ "she" or "he", what the people of the story are: by their kind, or else by their names."""
        for _, kind in self.numbered[:1]:
            if lexicon.KINDS[kind].pronoun:
                return lexicon.KINDS[kind].pronoun
        known = [lexicon.name_pronoun(name) for name in self.people if lexicon.name_pronoun(name)]
        return max(known, key=known.count) if known else None

    @cached_property
    def announced(self) -> int | None:
        """How many people the opening speaks of."""
        opening = " ".join(sentence.text for sentence in self.sentences[: self.opening + 2])
        found = _NUMBERED.search(opening)
        return lexicon.NUMBERS.get(found[1], 1) if found else None

    @cached_property
    def credits(self) -> list[list[tuple[str, str, str]]]:
        """For each sentence, who is said to have what: ("Ada", "skill", "swim")."""
        found, last = [], None
        for sentence in self.sentences:
            found.append(list(_credits(sentence, last)))
            people = set(sentence.names)
            last = people.pop() if len(people) == 1 else None
        return found

    @cached_property
    def introduction(self) -> range:
        """The places of the sentences that introduce the people: those right after the opening that credit someone."""
        first = next(filter(self._credited, range(self.opening, self.opening + 3)), None)
        if first is None:
            return range(0)
        last = first
        while self._credited(last):
            last += 1
        return range(first, last)

    def _credited(self, place: int) -> bool:
        return place < len(self.credits) and bool(self.credits[place])


def _credits(sentence: Sentence, last: str | None):
    """Each trait or skill of a sentence with the one named nearest before it, else the one named after it.

    A sentence that names nobody credits the one person of the sentence before, but only with a pronoun: "She could
    swim." does, "Somebody had to swim." does not.
    """
    named, waiting = None, []
    for word in sentence.words:
        lower = word.lower()
        if word in sentence.names:
            named = word
            yield from ((named, *what) for what in waiting)
            waiting = []
        elif lower in lexicon.TRAITS or lower in lexicon.SKILLS:
            what = ("trait", lower) if lower in lexicon.TRAITS else ("skill", lexicon.SKILLS[lower])
            if named:
                yield named, *what
            else:
                waiting.append(what)
    if not named and last and sentence.words and sentence.words[0] in ("She", "He"):
        yield from ((last, *what) for what in waiting)
