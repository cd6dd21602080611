"""Exercises in finding: whoever is told of is asked for, and only what was told says who it is."""

import re

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.finding import around
from nexttoken.corpus.draw import Draw


def rounds(made):
    """What is told, and each question with its answer."""
    users = [message["content"] for message in made.messages if message["role"] == "user"]
    answers = [message["content"] for message in made.messages if message["role"] == "assistant"]
    return users[0], list(zip(users[1:], answers[1:], strict=True))


def test_every_person_is_asked_for_once_and_answers_tell_what_was_told():
    for made in generate(300, skill="finding"):
        told, asked = rounds(made)
        assert len(asked) == 1 + len(re.findall(r",| and ", told)) >= 2
        assert len({answer for _, answer in asked}) == len(asked)
        for (question, answer), expected in zip(asked, made.facts["expected"][1:]):
            assert expected["answers"][0] in told and expected["answers"][0] in answer
            assert expected["answers"][0].lower() not in question.lower()


def test_most_questions_are_for_a_person_and_half_are_in_words_that_mean_nothing():
    answers = [answer for made in generate(300, skill="finding") for _, answer in rounds(made)[1]]
    people = [answer for answer in answers if answer.startswith("The one ")]
    assert 0.6 < len(people) / len(answers) < 0.8
    assert 0.4 < sum(answer.startswith("The one with ") for answer in people) / len(people) < 0.6


def test_a_question_without_meaning_has_what_it_asks_about_and_no_word_that_asks():
    for number in range(300):
        asked = around(Draw(f"{number}"), "a silver comb")
        assert "a silver comb" in asked and asked[-1] in "?."
        assert not {"who", "which", "what", "whom", "where", "when", "how"} & {*asked.lower().split()}
