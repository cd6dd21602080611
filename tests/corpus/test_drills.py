from itertools import islice

import pytest

from nexttoken.corpus import drills
from nexttoken.corpus.skills import SKILLS
from nexttoken.corpus.words import TRAITS
from nexttoken.evaluation.lexicon import name_pronoun

PRONOUNS = {"he": "he", "his": "he", "she": "she", "her": "she"}
DRILLS = list(drills.generate(200, seed=3))


@pytest.mark.parametrize("drill", DRILLS[:50], ids=lambda drill: drill.text[:20])
def test_every_answer_was_told_before_and_starts_at_a_space(drill):
    words = [*TRAITS, *(skill.do for skill in SKILLS)]
    for place in drill.answers:
        before, answer = drill.text[:place], drill.text[place + 1 :]
        assert drill.text[place] == " "
        if answer.split()[0] in PRONOUNS:
            continue
        said = next((word for word in words if answer.startswith(word)), answer.split()[0].strip(".,:!?\"'"))
        assert said in before, f"{said!r} is new"


def test_a_pronoun_agrees_with_the_name_that_begins_its_sentence():
    found = 0
    for drill in DRILLS:
        for place in drill.answers:
            word = drill.text[place + 1 :].split()[0]
            if word in PRONOUNS:
                name = drill.text[:place].rsplit(". ", 1)[-1].removeprefix("If ").split()[0]
                assert name_pronoun(name) == PRONOUNS[word], (name, word)
                found += 1
    assert found > len(DRILLS)


def test_drills_ask_in_nearly_every_sentence_and_in_both_orders():
    asked = [drill.text[place + 1 :] for drill in DRILLS for place in drill.answers]
    names_asked = [answer[0].isupper() for answer in asked if answer.split()[0] not in PRONOUNS]
    assert len(names_asked) > 3 * len(DRILLS)
    assert 0.15 < sum(names_asked) / len(names_asked) < 0.5


def test_the_same_seed_gives_the_same_drills_and_splits_differ():
    assert list(islice(drills.generate(200, seed=3), 20)) == DRILLS[:20]
    heldout = {drill.text for drill in drills.generate(200, seed=3, split="heldout")}
    assert not heldout & {drill.text for drill in DRILLS}
