"""Exercises in whose word counts: a system's rule holds against a wish, a user's own rule gives way to it."""

from collections import Counter

import pytest

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.holdout import split_of
from nexttoken.corpus.dialogues.instructions import AGAINST, ORDERS, WISHES
from nexttoken.corpus.dialogues.rules import ALL
from nexttoken.evaluation.dialogues import judge

MADE = list(generate(400, skill="deciding"))


def first(made):
    """The message with the rule, after which no answer comes before a question."""
    answered = next(at for at, message in enumerate(made.messages) if message["role"] == "assistant")
    return made.messages[answered - 2]


def by_user(made):
    return first(made)["role"] == "user"


def rules(made):
    """Those in force at each answer."""
    return [expected.get("rules", {}) for expected in made.facts["expected"]]


def wished(made):
    """The kinds of wish that the last message of the user may be."""
    said = made.messages[-2]["content"]
    parts = {kind: [frame.split("{Q}") for frame in frames] for kind, frames in WISHES.items()}
    return {kind for kind, frames in parts.items() if any(said.startswith(a) and said.endswith(b) for a, b in frames)}


def test_half_of_the_rules_are_the_users_own():
    assert 0.4 < sum(map(by_user, MADE)) / len(MADE) < 0.6


@pytest.mark.parametrize("users", [False, True])
def test_every_answer_is_right_and_none_of_a_user_who_changed_their_mind_obeys_the_old_rule(users):
    made_by = [made for made in MADE if by_user(made) == users]
    for made in made_by:
        replies = [at for at, message in enumerate(made.messages) if message["role"] == "assistant"]
        assert all(judge(made, made.messages[at], at)[0] for at in replies)
        assert all(each == rules(made)[0] for each in rules(made)[:-1])
    held = [made for made in made_by if len(rules(made)) > 1]
    assert len(held) > 50 and all((rules(made)[-1] == rules(made)[0]) != users for made in held)


def test_the_wish_is_for_the_contrary_whoever_gave_the_rule():
    often = {users: Counter() for users in (False, True)}
    for made in MADE:
        rule = next(iter(rules(made)[0]), None) if len(rules(made)) > 1 or not by_user(made) else None
        assert wished(made) if rule is None else AGAINST[rule] in wished(made)
        often[by_user(made)].update(wished(made))
    assert {*often[False]} == {*often[True]} == {*AGAINST.values()}, "or the wish would tell who gave the rule"


def test_no_rule_meets_what_it_is_tested_with():
    frames = {frame for kind in AGAINST for frame in (*ALL[kind].frames, *ORDERS[kind])}
    met = 0
    for made in MADE:
        for expected in made.facts["expected"]:
            if "fact" in expected and first(made)["content"] in frames:
                met += 1
                assert split_of(first(made)["content"], " ".join(expected["fact"])) == "train"
    assert met > 100
