"""Exercises in matching: the tool that a question needs is called, under its name; without it nobody knows."""

import itertools

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.matching import TURNS

MADE = list(generate(300, skill="matching"))


def turns(made):
    """What the assistant says first in each turn."""
    return [after for message, after in itertools.pairwise(made.messages) if message["role"] == "user"]


def test_a_third_of_the_questions_need_a_tool_that_is_not_there():
    said = [message for made in MADE for message in turns(made)]
    missing = [message["content"] for message in said if not message.get("tool_calls")]
    assert all("I don't know" in text for text in missing)
    assert 0.3 < len(missing) / len(said) < 0.4


def test_a_call_of_each_declared_tool_comes_first_about_as_often():
    """Or the first that is declared would do."""
    firsts = [
        [tool["function"]["name"] for tool in made.tools].index(message["tool_calls"][0]["function"]["name"])
        for made in MADE if len(made.tools) == 2
        for message in turns(made) if message.get("tool_calls")
    ]  # fmt: skip
    assert 0.4 < sum(firsts) / len(firsts) < 0.6


def test_two_things_are_wanted_at_once_now_and_then():
    calls = [len(message["tool_calls"]) for made in MADE for message in turns(made) if message.get("tool_calls")]
    assert {len(turns(made)) for made in MADE} == {len(counts) for counts in TURNS}
    assert {*calls} == {1, 2} and 0.1 < calls.count(2) / len(calls) < 0.4
