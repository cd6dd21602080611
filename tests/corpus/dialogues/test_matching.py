"""Exercises in matching: the tool that a question needs is called, under its name; without it nobody knows."""

import itertools

from nexttoken.corpus.dialogues import generate
from nexttoken.corpus.dialogues.matching import TURNS

MADE = list(generate(500, skill="matching"))


def turns(made):
    """What the assistant says first in each turn that a tool is for, or would be: a call, or that it does not know."""
    firsts = [after for message, after in itertools.pairwise(made.messages) if message["role"] == "user"]
    return [message for message in firsts if message.get("tool_calls") or "I don't know" in message["content"]]


def beside(made):
    """How many turns no tool is for."""
    return sum(message["role"] == "user" for message in made.messages) - len(turns(made))


def test_a_third_of_the_questions_for_a_tool_need_one_that_is_not_there():
    said = [message for made in MADE for message in turns(made)]
    missing = [message["content"] for message in said if not message.get("tool_calls")]
    assert 0.3 < len(missing) / len(said) < 0.4


def test_what_was_said_before_tells_nothing_about_whether_a_call_follows():
    called = {True: [], False: []}
    for made in MADE:
        first = next(message for message in made.messages if message["role"] == "assistant")
        called[first is turns(made)[0]].append(bool(turns(made)[0].get("tool_calls")))
    shares = [sum(each) / len(each) for each in called.values()]
    assert min(map(len, called.values())) > 100 and abs(shares[0] - shares[1]) < 0.15
    assert 0.2 < sum(map(beside, MADE)) / sum(len(turns(made)) for made in MADE) < 0.4


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
