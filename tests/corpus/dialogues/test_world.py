"""The world of the dialogues: one answer to each question, and enough of both."""

from collections import Counter

from nexttoken.corpus.dialogues import holdout, rules
from nexttoken.corpus.dialogues.questions import WRAPPERS, wrapped
from nexttoken.corpus.dialogues.relations import bare
from nexttoken.corpus.dialogues.world import BY_KEY, BY_RELATION, FACTS, MEMBERS, RELATIONS, TOPICS
from nexttoken.corpus.splits import SPLITS


def test_there_are_hundreds_of_facts_and_dozens_of_phrasings_for_each():
    assert len(FACTS) > 300 and len(BY_KEY) == len(FACTS)
    for relation in RELATIONS.values():
        assert len(relation.asks) >= 8 and len({*relation.asks, *WRAPPERS}) == len(relation.asks) + len(WRAPPERS)


def test_known_facts():
    answers = {"color the sky": "blue", "legs a spider": "eight", "day_after Friday": "Saturday", "opposite hot": "cold",
               "plural mouse": "mice", "kind a trout": "a fish", "month_before January": "December"}  # fmt: skip
    assert {key: BY_KEY[key].answers[0] for key in answers} == answers


def test_the_calendar_runs_in_a_circle():
    for unit, length in (("day", 7), ("month", 12)):
        x = start = BY_RELATION[f"{unit}_after"][0].x
        for _ in range(length):
            after = BY_KEY[f"{unit}_after {x}"].answers[0]
            assert BY_KEY[f"{unit}_before {after}"].answers == (x,)
            x = after
        assert x == start


def test_opposites_are_mutual():
    for fact in BY_RELATION["opposite"]:
        assert fact.x in BY_KEY[f"opposite {fact.answers[0]}"].answers


def test_a_capital_lies_in_the_land_whose_capital_it_is():
    for fact in BY_RELATION["capital"]:
        assert BY_KEY[f"land_of {fact.answers[0]}"].answers == (fact.x,)


def test_things_of_a_kind_are_members_of_their_group():
    for fact in BY_RELATION["kind"]:
        assert sum(bare(fact.x) in members for members in MEMBERS.values()) == 1


def test_every_topic_has_facts_and_every_relation_a_topic():
    topics = Counter(relation.topic for relation in RELATIONS.values())
    assert set(TOPICS) == set(topics) - {"kinds"}


def test_every_fact_can_be_asked_for_in_every_split():
    for fact in FACTS:
        for frames in (RELATIONS[fact.relation].asks, wrapped(RELATIONS[fact.relation])):
            for split in SPLITS:
                assert holdout.whole(frames, split)
            assert holdout.combinations(frames, fact.key, "train")


def test_every_instruction_can_be_given_about_every_fact():
    for fact in FACTS:
        for kind in rules.ALL.values():
            assert holdout.combinations(kind.frames, fact.key, "train")


def test_every_kind_of_instruction_meets_many_others_in_training():
    partners = Counter(kind for pair in rules.PAIRS["train"] for kind in pair)
    heldout = {kind for pair in rules.PAIRS["heldout"] for kind in pair}
    assert min(partners[kind] for kind in rules.ALL) >= 5 and heldout == set(rules.KINDS)
    assert not any(set(pair) <= set(three) for pair in rules.PAIRS["heldout"] for three in rules.TRIPLES)
