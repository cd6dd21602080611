"""Exercises in whose word counts: a system's rule holds against a wish, a user's own rule gives way to it."""

import pytest

from nexttoken.corpus.dialogues import generate
from nexttoken.evaluation.dialogues import judge

MADE = list(generate(400, skill="deciding"))


def rule_at(made):
    """The number of the first message that gives a rule: the last before the first answer but one, the question."""
    first = next(at for at, message in enumerate(made.messages) if message["role"] == "assistant")
    return first - 2


def rules(made):
    """Those in force at each answer."""
    return [expected.get("rules", {}) for expected in made.facts["expected"]]


def by_user(made):
    return made.messages[rule_at(made)]["role"] == "user"


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


def test_the_wish_is_for_something_else_whoever_gave_the_rule():
    wished = {users: {made.messages[-2]["content"][:20] for made in MADE if by_user(made) == users} for users in (0, 1)}
    assert len(wished[0] & wished[1]) > 10, "or the wording would tell who gave the rule"
