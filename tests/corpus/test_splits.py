"""Train, validation and held-out share words and no combination of them: 20,000 stories of each are the witness."""

import itertools

import pytest

from nexttoken.corpus.splits import SPLITS

PAIRS_OF_SPLITS = list(itertools.combinations(SPLITS, 2))


def names_and_traits(facts):
    return {(person["name"], person["trait"]) for person in facts["people"] if person["trait"]}


def skills_and_problems(facts):
    return {(person["skill"], facts["problem"]) for person in facts["people"] if person["skill"]}


def pairs_of_names(facts):
    names = [person["name"] for person in facts["people"]]
    if facts["side"] and facts["side"]["name"]:
        names.append(facts["side"]["name"])
    return {frozenset(pair) for pair in itertools.combinations(names, 2)}


COMBINATIONS = [names_and_traits, skills_and_problems, pairs_of_names]


@pytest.mark.parametrize("combinations", COMBINATIONS)
@pytest.mark.parametrize(("one", "other"), PAIRS_OF_SPLITS)
def test_no_combination_is_in_two_splits(stories, combinations, one, other):
    found = [set().union(*(combinations(story.facts) for story in stories[split])) for split in (one, other)]
    assert min(map(len, found)) > 200
    assert not found[0] & found[1]


def test_every_story_has_a_combination_that_marks_its_split(stories):
    for split in SPLITS:
        assert all(skills_and_problems(story.facts) for story in stories[split])


@pytest.mark.parametrize("split", ["validation", "heldout"])
def test_the_words_themselves_are_those_of_training(stories, split):
    def words(facts):
        people = facts["people"]
        return {person[what] for person in people for what in ("trait", "skill")} | {facts["plot"], facts["kind"]}

    trained = set().union(*(words(story.facts) for story in stories["train"]))
    assert set().union(*(words(story.facts) for story in stories[split])) <= trained


def test_no_text_is_in_two_splits(stories):
    texts = [{story.text for story in stories[split]} for split in SPLITS]
    assert sum(map(len, texts)) == len(set().union(*texts))
