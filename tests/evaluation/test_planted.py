"""Faults planted at random in held-out stories, hundreds of each kind: the check meant for them finds them."""

import pytest
from planted import FAULTS

from nexttoken.corpus.draw import Draw
from nexttoken.corpus.stories import generate
from nexttoken.evaluation.stories import check


@pytest.fixture(scope="module")
def stories():
    return list(generate(1200, seed=11, split="heldout"))


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_planted_faults_are_found(stories, plant):
    draw = Draw(plant.__name__)
    planted = [(story, plant(story, draw)) for story in stories]
    faulty = [(story, text) for story, text in planted if text and text != story.text[len(story.prompt) :]][:400]
    found = [not check(story.prompt, text)[FAULTS[plant]].passed for story, text in faulty]
    assert len(found) >= 200
    assert sum(found) >= 0.95 * len(found)
