"""What was asked of the base model, against the numbers that are published with it.

A bar that is missed is a strict xfail: the day that a model reaches it, its test fails until the mark is taken away.
That weights and tokenizer take 6.5 MB at most is in `test_pretrained.py`, for every model.
"""

import json

import pytest

from nexttoken.model import PRETRAINED
from nexttoken.training.run import read_log

BASE = PRETRAINED / "base"
REPORT = json.loads((BASE / "evaluation.json").read_text())
MISSED = (
    "missed so far: consistency grows with training while novelty falls; what came nearest, 227 minutes of it, had 0.913 "
    "and 0.973 with a novelty of 0.769, under its bar, so a shorter run is published"
)


@pytest.mark.parametrize("skill, bar", [
    ("novelty", 0.80),
    pytest.param("story_consistency", 0.95, marks=pytest.mark.xfail(strict=True, reason=MISSED)),
    pytest.param("princesses", 0.98, marks=pytest.mark.xfail(strict=True, reason=MISSED)),
])  # fmt: skip
def test_a_skill_reaches_its_bar(skill, bar):
    assert REPORT["skills"][skill]["rate"] >= bar


def test_the_losses_on_held_out_and_on_training_stories_are_within_3_percent():
    loss = REPORT["loss"]["stories"]
    assert loss["heldout"] == pytest.approx(loss["train"], rel=0.03)


def test_it_was_trained_in_two_and_a_half_hours():
    assert sum(record["seconds"] for record in read_log(BASE)) <= 150 * 60
