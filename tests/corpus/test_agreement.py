import re
from itertools import combinations

import pytest

from nexttoken.corpus import drills
from nexttoken.corpus.splits import names_split
from nexttoken.corpus.words import KINDS
from nexttoken.evaluation.lexicon import name_pronoun

WORDS = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
SINGULAR = {kind.singular: kind.pronoun for kind in KINDS}
PLURAL = {kind.plural: kind.pronoun for kind in KINDS}


def lessons(count, split="train"):
    return list(drills.generate(2 * count, seed=4, split=split))[1::2]


def names_in(sentence):
    return [word for word in sentence.replace(",", "").rstrip(".").split() if name_pronoun(word)]


def asked_for(sentence):
    """The pronouns that stand in a sentence, and those of the kinds of people in it."""
    words = {WORDS[word] for word in sentence.lower().rstrip(".").split() if word in WORDS}
    kinds = {**SINGULAR, **PLURAL}
    said = max((kind for kind in kinds if f" {kind} " in sentence or f" {kind}:" in sentence), key=len, default=None)
    return words | ({kinds[said]} if said else set())


@pytest.mark.parametrize("lesson", lessons(60), ids=lambda lesson: lesson.text[:20])
def test_all_in_a_sentence_agree_and_something_is_asked_in_each(lesson):
    start = 0
    for sentence in lesson.text.split(". "):
        pronouns = asked_for(sentence) | {name_pronoun(name) for name in names_in(sentence)}
        assert len(pronouns) == 1, sentence
        assert any(start <= place < start + len(sentence) for place in lesson.answers), sentence
        start += len(sentence) + 2


def test_an_answer_is_a_pronoun_or_how_a_name_goes_on():
    for lesson in lessons(60):
        within = {place for name in names_in(lesson.text.replace(". ", " ")) for place in spans(lesson.text, name)}
        for place in lesson.answers:
            assert place in within or lesson.text[place + 1 :].split()[0] in WORDS


def spans(text, name):
    """The places of all letters of a name but the first."""
    return {match.start() + i for match in re.finditer(name, text) for i in range(1, len(name))}


def test_women_and_men_are_in_one_text():
    mixed = [len({name_pronoun(name) for name in names_in(lesson.text.replace(". ", " "))}) for lesson in lessons(60)]
    assert mixed.count(2) > 30


@pytest.mark.parametrize("split", ["train", "validation", "heldout"])
def test_names_that_meet_may_meet_in_their_split(split):
    for lesson in lessons(60, split):
        names = {name for sentence in lesson.text.split(". ") for name in names_in(sentence)}
        assert all(names_split(*pair) == split for pair in combinations(names, 2))
