"""Exercises in keeping apart what is alike: two to four names or numbers, each asked for once."""

import re

from nexttoken.corpus.dialogues import generate
from nexttoken.evaluation.dialogues import judge

MADE = list(generate(300, skill="remembering"))


def asked(made):
    """What is expected where something is asked for."""
    return [expected for expected in made.facts["expected"] if "given" in expected]


def test_all_that_is_told_is_asked_for_once_and_what_stands_beside_it_would_be_wrong():
    for made in MADE:
        answers = [expected["answers"][0] for expected in asked(made)]
        assert 2 <= len(answers) <= 4
        for expected in asked(made):
            [answer] = expected["answers"]
            others = {other for other in answers if other not in answer}  # of 1222 and 12 only one can be looked for
            assert others <= {*expected.get("wrong", ())} <= {*answers} - {answer}
        told = [message["content"] for message in made.messages if message["role"] != "assistant"]
        for answer in answers:
            said = sum(bool(re.search(rf"\b{answer}\b", text)) for text in told)
            assert said == answers.count(answer)  # two may be 79 years, and 79 sheep


def test_the_answers_are_right_and_either_all_names_or_all_numbers():
    numbers = 0
    for made in MADE:
        replies = [at for at, message in enumerate(made.messages) if message["role"] == "assistant"]
        assert all(judge(made, made.messages[at], at)[0] for at in replies)
        kinds = {expected["answers"][0].isdigit() for expected in asked(made)}
        assert len(kinds) == 1
        numbers += kinds == {True}
    assert 0.4 < numbers / len(MADE) < 0.6
