"""Exercises in two rules: any two classes, each two as often, and half of the questions about a topic are declined."""

from collections import Counter

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.rules import ALL, PAIRS
from nexttoken.evaluation.dialogues import judge

MADE = list(generate(2100, skill="joining"))


def kinds(made):
    return tuple(made.facts["expected"][0]["rules"])


def test_each_dialogue_has_two_rules_that_training_knows_together():
    assert all(kinds(made) in PAIRS["train"] for made in MADE)


def test_each_two_classes_come_as_often():
    often = Counter(frozenset(ALL[kind].group for kind in kinds(made)) for made in MADE).most_common()
    assert len(often) == 21 and often[0][1] < 2 * often[-1][1]


def test_under_a_rule_about_a_topic_every_second_question_is_declined():
    declined = [
        "decline" in expected
        for made in MADE
        if {"only", "never"} & {*kinds(made)}
        for expected in made.facts["expected"]
    ]
    assert 0.4 < sum(declined) / len(declined) < 0.6


def test_four_or_five_answers_and_each_is_right():
    for made in MADE[:200]:
        replies = [at for at, message in enumerate(made.messages) if message["role"] == "assistant"]
        assert len(replies) in (4, 5)
        assert all(judge(made, made.messages[at], at)[0] for at in replies)
