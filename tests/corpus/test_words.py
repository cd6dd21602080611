"""The data modules: what a frame may hold, and which words stand for one thing only."""

import re

import pytest

from nexttoken.corpus import endings, introductions, journey, names, openings, skills, trials, turns, words
from nexttoken.corpus.draw import Draw
from nexttoken.corpus.frames import capital, fill, fitting, listed, with_article
from nexttoken.corpus.problems import PROBLEMS
from nexttoken.evaluation.lexicon import ordinary_words

OPENINGS = {"num", "kinds", "a_kind", "in_place", "names", "he", "his"}
ANYWHERE = {"S", "M", "O", "names", "group", "they", "them", "their", "were", "he", "his", "him", "do", "obj", "an_obj"}
ON_THE_WAY = ANYWHERE | {"goal", "at_goal", "bare_obj"}
PERSON = {"name", "trait", "skill", "he", "his"}
TEXTS = {
    "openings": (openings.GROUP + openings.SINGLE, OPENINGS),
    "introductions": (sum(introductions.PEOPLE, ()) + introductions.TRAITS + introductions.SKILLS, PERSON),
    "problems": (sum((problem.wants + problem.cures for problem in PROBLEMS), ()), ANYWHERE),
    "journey": (journey.CLUES + journey.STARTS + journey.WANDERING + journey.FINDS + journey.RETURNS, ON_THE_WAY),
    "deeds": (journey.DEEDS, PERSON | {"deed"}),
    "trials": (trials.AHEAD + trials.CALLS, ON_THE_WAY | {"thing", "feat"}),
    "turns": (sum(turns.FRAMES.values(), ()), ON_THE_WAY | {"first", "later", "way", "bow"}),
    "endings": (endings.ENDINGS, ANYWHERE),
}


@pytest.mark.parametrize("part", TEXTS)
def test_frames_have_only_the_slots_that_are_filled(part):
    frames, slots = TEXTS[part]
    for frame in frames:
        used = {slot[0].lower() + slot[1:] if len(slot) > 1 else slot for slot in re.findall(r"\{(\w+)\}", frame)}
        assert used <= slots, frame
        assert "O" not in used or frame.startswith("+ "), frame


def test_there_are_hundreds_of_frames():
    assert sum(len(set(frames)) for frames, _ in TEXTS.values()) > 450


def test_every_ending_has_a_mark_in_its_last_sentence():
    for ending in endings.ENDINGS:
        assert any(mark in ending.lower().split(". ")[-1] for mark in endings.ENDING_MARKS), ending


def plain(text):
    return re.findall(r"[a-z']+", re.sub(r"\{\w+\}", " ", text.lower()))


def test_a_trait_or_a_skill_has_words_that_stand_for_nothing_else():
    """Or else "a wise old dog" would say something of a wise princess."""
    keywords = [word for skill in skills.SKILLS for word in skill.keywords]
    assert len(set(keywords)) == len(keywords)
    reserved = {*words.TRAITS, *keywords}
    assert len(reserved) == len(words.TRAITS) + len(keywords)
    frames = [frame for frames, _ in TEXTS.values() for frame in frames]
    others = [*words.COURTLY, *words.RURAL, *(place for _, place in words.GOALS), *turns.WAYS, *turns.BOWS]
    others += [text for adjectives, nouns in words.OBJECTS.values() for text in (*adjectives, *nouns)]
    others += [side.first for sides in turns.SIDES.values() for side in sides]
    others += [text for skill in skills.SKILLS for text in skill.blocks]
    others += [deed for deeds in words.TRAITS.values() for deed in deeds]
    own = {word for skill in skills.SKILLS for block in skill.blocks for word in plain(block) if word in skill.keywords}
    for text in frames + others:
        assert not reserved & set(plain(text)) - own, text


def test_every_skill_shows_a_keyword_in_its_name_and_in_its_feats():
    for skill in skills.SKILLS:
        assert set(plain(skill.do)) & set(skill.keywords)
        assert len(skill.blocks) >= 3 and len(skill.feats) >= 3


def test_names_have_one_gender_and_are_no_common_words():
    assert len(names.SHE) == len(set(names.SHE)) > 250 and len(names.HE) == len(set(names.HE)) > 250
    assert not set(names.SHE) & set(names.HE)
    built = {start + middle for start in names.STARTS for middle in names.MIDDLES}
    for name in [*names.SHE, *names.HE, *(stem + end for stem in built for end in names.SHE_ENDS + names.HE_ENDS)]:
        assert name.lower() not in ordinary_words() and name.isalpha() and name.istitle()


def test_no_name_ends_like_a_place_and_built_ones_tell_their_gender():
    assert not any((stem + end).endswith(names.HE_ENDS) for stem in "aeiou" for end in names.SHE_ENDS)
    realms = {start + end for start in words.REALM_STARTS for end in words.REALM_ENDS}
    assert not realms & {*names.SHE, *names.HE}


def test_fill_chooses_and_fills():
    filled = {fill("{S} [ran|walked] home.", {"S": "Ada"}, Draw(str(seed))) for seed in range(20)}
    assert filled == {"Ada ran home.", "Ada walked home."}


def test_fitting_keeps_frames_for_one_or_for_many():
    frames = ("a", "+ b", "1 c")
    assert fitting(frames, True) == ("a", "c") and fitting(frames, False) == ("a", "b")


def test_small_words():
    assert listed(["Ada"]) == "Ada" and listed(["Ada", "Bea", "Cleo"]) == "Ada, Bea and Cleo"
    assert with_article("iron key") == "an iron key" and with_article("silver key") == "a silver key"
    assert capital("the key") == "The key"


def test_draws_are_the_same_for_the_same_key():
    draws = [Draw("key"), Draw("key")]
    assert draws[0].several("abcdef", 4) == draws[1].several("abcdef", 4)
    assert sorted(draws[0].several("abcdef", 6)) == list("abcdef")


def test_weighted_draws_follow_the_weights():
    draw = Draw("weights")
    drawn = [draw.weighted("abc", (1, 0, 3)) for _ in range(4000)]
    assert drawn.count("b") == 0 and 0.22 < drawn.count("a") / 4000 < 0.28
