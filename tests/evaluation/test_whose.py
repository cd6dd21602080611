"""Binding, measured on models whose answer is planted: one that binds, and others that only look as if they did."""

import re
from itertools import pairwise
from zlib import crc32

import pytest

from nexttoken.corpus.splits import names_split, trait_split
from nexttoken.evaluation.binding import binding, contexts
from nexttoken.evaluation.rates import rate
from nexttoken.evaluation.reading import Reading
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer

GUESSING = {"skill": 0.37, "trait": 0.42}  # as the module says


class Planted:
    """A model that says what `choose(story, credits)` returns: of all (name, value) told of, in order, one value."""

    tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")

    def __init__(self, choose):
        self.choose = choose

    def next_token(self, prompt):
        story = Reading(prompt)
        told = [(name, what, value) for credits in story.credits for name, what, value in credits]
        what = "skill" if re.search(r"(could|to|can|could not)$", prompt) else "trait"
        value = self.choose(story, [(name, value) for name, kind, value in told if kind == what])
        probabilities = [0.0] * self.tokenizer.vocab_size
        probabilities[self.tokenizer.encode(" " + value)[0]] = 1.0
        return probabilities


def owned(story, told):
    return dict(told)[story.sentences[-1].names[-1]]


def guessed(story, told):
    return told[crc32(story.text.encode()) % len(told)][1]


def test_a_model_that_reads_who_has_what_binds():
    assert binding(Planted(owned), 300) == {"binding_skills": rate(300, 300), "binding_traits": rate(300, 300)}


@pytest.mark.parametrize("choose", [guessed, lambda _, told: told[0][1], lambda _, told: told[-1][1]])
def test_a_model_that_guesses_is_right_by_chance(choose):
    """One that draws, one that always says what was told first, one that says what was told last."""
    for name, found in binding(Planted(choose), 300).items():
        assert found["low"] < GUESSING[name.removeprefix("binding_").rstrip("s")] < found["high"]


def test_to_find_all_choices_equally_likely_is_not_to_bind():
    model = Planted(None)
    model.next_token = lambda prompt: [0.0] * model.tokenizer.vocab_size
    assert [found["passed"] for found in binding(model, 20).values()] == [0, 0]


@pytest.mark.parametrize("what", GUESSING)
def test_chance_is_what_the_module_says(what):
    shares = [1 / len(context.choices) for context in contexts(what, 1000)]
    assert sum(shares) / len(shares) == pytest.approx(GUESSING[what], abs=0.005)


@pytest.mark.parametrize("what", GUESSING)
def test_everything_to_choose_from_has_been_told(what):
    for context in contexts(what, 200):
        assert all(choice in context.prompt for choice in context.choices) and context.right in context.choices
        assert len({choice.split()[0] for choice in context.choices}) == len(context.choices) in (2, 3, 4)


def test_people_and_their_traits_are_held_out():
    for context in contexts("trait", 200):
        people = Reading(context.prompt).people
        assert {names_split(*two) for two in pairwise(people)} == {"heldout"}
        assert {trait_split(*told) for told in zip(people, context.choices)} == {"heldout"}


def test_contexts_come_from_the_seed():
    assert list(contexts("skill", 5, seed=1)) == list(contexts("skill", 9, seed=1))[:5]
    assert next(contexts("skill", 1, seed=1)) != next(contexts("skill", 1, seed=2))
