"""Exercises in rules: half of the questions are about the topic, and every answer obeys."""

from collections import Counter

import pytest

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.obeying import CASE_OFTEN
from nexttoken.corpus.dialogues.rules import PAIRS
from nexttoken.corpus.dialogues.world import RELATIONS, TOPICS
from nexttoken.evaluation.dialogues import judge

MADE = {skill: list(generate(300, skill=skill)) for skill in ("keeping", "obeying", "avoiding")}


def rules(made):
    return made.facts["expected"][0]["rules"]


def topic(made):
    return rules(made).get("only", rules(made).get("never"))


@pytest.mark.parametrize(
    "skill, hard", [("keeping", {"only"}), ("obeying", {"only", *CASE_OFTEN}), ("avoiding", {"only", "never"})]
)
def test_every_dialogue_has_a_hard_rule_and_at_most_one_that_training_knows_beside_it(skill, hard):
    kinds = [tuple(rules(made)) for made in MADE[skill]]
    assert all({*each} <= hard if len(each) == 1 else {*each} & hard and each in PAIRS["train"] for each in kinds)
    assert hard <= {kind for each in kinds for kind in each}
    assert 0.4 < sum(len(each) == 1 for each in kinds) / len(kinds) < 0.6


@pytest.mark.parametrize("skill", MADE)
def test_every_second_question_is_about_the_topic_and_what_is_to_be_declined_is(skill):
    declined = []
    for made in filter(topic, MADE[skill]):
        for expected in made.facts["expected"]:
            declined.append("decline" in expected)
            if "fact" in expected:
                assert (RELATIONS[expected["fact"][0]].topic == topic(made)) == ("only" in expected["rules"])
    assert 0.4 < sum(declined) / len(declined) < 0.6


def test_few_topics_come_most_in_keeping_and_all_as_often_in_the_others():
    often = {skill: Counter(filter(None, map(topic, made))).most_common() for skill, made in MADE.items()}
    assert often["keeping"][0][1] > 0.3 * 300
    for skill in ("obeying", "avoiding"):
        assert len(often[skill]) == len(TOPICS) and often[skill][0][1] < 3 * often[skill][-1][1]


@pytest.mark.parametrize("skill", MADE)
def test_one_message_rules_four_or_five_answers_and_the_last_is_right(skill):
    for made in MADE[skill][:50]:
        assert sum(message["role"] in ("system", "developer") for message in made.messages) == 1
        assert len(made.facts["expected"]) in (4, 5)
        assert judge(made, made.messages[-1])[0]
