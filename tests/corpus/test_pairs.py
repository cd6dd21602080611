"""Pairs of answers: the better one is what the judge of preferences calls better, and splits are kept apart."""

import hashlib
import itertools
import json
from collections import Counter
from dataclasses import asdict

import pytest

from nexttoken.corpus.preferences import CRITERIA, SHARES, TRAINING_SHARES, generate, pair
from nexttoken.errors import UserError
from nexttoken.evaluation.dialogues import judge, prompt
from nexttoken.evaluation.preferences import score


@pytest.fixture(scope="module")
def pairs():
    return {split: list(generate(800, 1, split)) for split in ("train", "heldout")}


def said(text):
    return {"role": "assistant", "content": text}


def test_the_same_seed_gives_the_same_bytes_everywhere():
    """The digest was taken once: another platform, Python or hash seed has to find the same."""
    lines = [json.dumps(asdict(made)) for made in generate(500, seed=7)]
    assert (
        hashlib.sha256("\n".join(lines).encode()).hexdigest()
        == "5d8a4c92ee20e5649fa2ca20f1d39c4a67c37a9e53f3d8f0d7d17e3aa95ea532"
    )


def test_a_pair_depends_on_its_seed_split_and_number_alone():
    fifth = next(itertools.islice(generate(9, seed=3, split="heldout"), 5, None))
    assert fifth == pair(3, "heldout", 5) != pair(4, "heldout", 5)


@pytest.mark.parametrize("arguments, problem", [
    ({"count": 0}, "count is 0: ask for at least 1 pair"),
    ({"count": 1, "split": "test"}, "split is 'test': use one of train, validation, heldout"),
])  # fmt: skip
def test_what_there_is_not_is_refused(arguments, problem):
    with pytest.raises(UserError, match=problem):
        generate(**arguments)


@pytest.mark.parametrize("split, shares", [("train", TRAINING_SHARES), ("heldout", SHARES)])
def test_every_criterion_has_its_share_of_the_pairs(pairs, split, shares):
    counts = Counter(one.criterion for one in pairs[split])
    wanted = {name: len(pairs[split]) * share / 100 for name, share in zip(CRITERIA, shares, strict=True)}
    assert counts == pytest.approx(wanted, rel=0.2)


def test_the_better_answer_is_right_and_obeys(pairs):
    for one in itertools.chain(*pairs.values()):
        assert judge(one.dialogue, said(one.better)) == (True, ""), one


def test_the_better_answer_is_better_by_the_stated_criteria(pairs):
    """A few exceptions are words that only look friendly, such as in "the opposite of sorry"."""
    for made in pairs.values():
        worse = [one for one in made if score(one.dialogue, said(one.better)) <= score(one.dialogue, said(one.worse))]
        assert len(worse) < 0.01 * len(made), worse[:3]


def test_what_is_dishonest_or_disobedient_is_wrong(pairs):
    for one in itertools.chain(*pairs.values()):
        if one.criterion in ("honest", "system"):
            assert not judge(one.dialogue, said(one.worse))[0], one


def test_the_answer_stands_after_what_the_user_said(pairs):
    for one in itertools.chain(*pairs.values()):
        assert prompt(one.dialogue)[-1]["role"] in ("user", "tool")


def test_no_conversation_that_is_held_out_is_one_of_training(pairs):
    trained = {json.dumps(prompt(one.dialogue)) for one in pairs["train"]}
    assert trained.isdisjoint(json.dumps(prompt(one.dialogue)) for one in pairs["heldout"])
    assert all(one.dialogue.facts["held"] for one in pairs["heldout"])
