import re
from itertools import islice

import pytest

from nexttoken.corpus import drills
from nexttoken.corpus.frames import listed
from nexttoken.corpus.skills import SKILLS
from nexttoken.corpus.words import TRAITS

DRILLS = list(drills.generate(400, seed=3))[::2]  # the others are in agreement: see test_agreement.py


@pytest.mark.parametrize("drill", DRILLS[:50], ids=lambda drill: drill.text[:20])
def test_every_answer_was_told_before_and_starts_at_a_space(drill):
    words = [*TRAITS, *(skill.do for skill in SKILLS)]
    for place in drill.answers:
        before, answer = drill.text[:place], drill.text[place + 1 :]
        assert drill.text[place] == " "
        said = next((word for word in words if answer.startswith(word)), answer.split()[0].strip(".,:!?\"'"))
        assert said in before, f"{said!r} is new"


def test_drills_ask_in_nearly_every_sentence_and_in_both_orders():
    names_asked = [drill.text[place + 1].isupper() for drill in DRILLS for place in drill.answers]
    assert len(names_asked) > 3 * len(DRILLS)
    assert 0.15 < sum(names_asked) / len(names_asked) < 0.5


def test_all_are_named_together_in_the_order_in_which_they_were_introduced():
    lists = [listed([person["name"] for person in drill.people]) for drill in DRILLS]
    found = [drill.text.count(names) for names, drill in zip(lists, DRILLS, strict=True)]
    assert sum(found) > len(DRILLS) / 2
    begun = re.compile(r"(?:[A-Z]\w+, )*[A-Z]\w+ and [A-Z]\w+(?= (?:set out|left home|packed|walked|ran|were)\b)")
    for names, drill in zip(lists, DRILLS, strict=True):
        assert set(begun.findall(drill.text)) <= {names}, "somebody is left out"


def test_the_same_seed_gives_the_same_drills_and_splits_differ():
    assert list(islice(drills.generate(200, seed=3), 0, 40, 2)) == DRILLS[:20]
    heldout = {drill.text for drill in drills.generate(200, seed=3, split="heldout")}
    assert not heldout & {drill.text for drill in DRILLS}
