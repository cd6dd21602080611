"""What is held out is held out: looked for in the texts themselves, not in what the generator says about them."""

import itertools
import json
import re
from itertools import combinations

import pytest

from nexttoken.corpus.dialogues import EXERCISES, SKILLS, corrections, generate, holdout, questions
from nexttoken.corpus.dialogues.world import FACTS, RELATIONS
from nexttoken.corpus.splits import names_split, trait_split
from nexttoken.corpus.words import GOALS, TRAITS

OTHERS = ("validation", "heldout")
AROUND = [re.escape(text.strip().lower()) for text in questions._BEFORE + questions._AFTER]


@pytest.fixture(scope="module")
def training():
    """Dialogues of training, as many as a model might see in a few minutes."""
    exercises = (generate(600, 5, skill=skill) for skill in EXERCISES)
    return [*generate(12_000, seed=5), *itertools.chain.from_iterable(exercises)]


def judged_question(dialogue):
    """What the user said last before the message that is judged."""
    return [m["content"] for m in dialogue.messages[: dialogue.facts["judged"]] if m["role"] == "user"][-1]


def plain(text):
    """Without a greeting before or thanks after it, and without what people leave out in a hurry."""
    return re.sub(rf"^({'|'.join(AROUND)}) | ({'|'.join(AROUND)})$", "", text.lower()).rstrip("?.! ")


def texts(dialogues, *roles):
    return {plain(m["content"]) for made in dialogues for m in made.messages if m["role"] in roles and m["content"]}


@pytest.mark.parametrize("split", OTHERS)
def test_no_question_for_a_fact_is_asked_in_training(dialogues, training, split):
    asked = texts(training, "user")
    for made in dialogues[split]["facts"]:
        assert plain(judged_question(made)) not in asked


def frames_in_use(monkeypatch):
    """All lists of phrasings that dialogues choose from."""
    found, choose = set(), holdout.choose
    monkeypatch.setattr(holdout, "choose", lambda draw, frames, *more: found.add(frames) or choose(draw, frames, *more))
    for skill in SKILLS:
        assert all(generate(300, 0, "train", skill))
    return found


def words_of(frame):
    return re.sub(r"\{\w+\}", "{}", frame).lower()


def test_no_phrasing_that_is_held_out_is_a_phrasing_of_training_elsewhere(monkeypatch):
    lists = frames_in_use(monkeypatch)
    assert len(lists) > 100
    trained = {words_of(frame) for frames in lists for frame in holdout.whole(frames, "train")}
    for split in OTHERS:
        assert trained.isdisjoint(words_of(frame) for frames in lists for frame in holdout.whole(frames, split))


@pytest.mark.parametrize("split", OTHERS)
def test_whole_phrasings_of_questions_never_occur_in_training(training, split):
    """Filled with every fact, not one of them is among all that users of training say."""
    asked = texts(training, "user")
    for fact in FACTS:
        relation = RELATIONS[fact.relation]
        for frames in (relation.asks, questions.wrapped(relation)):
            for frame in holdout.whole(frames, split):
                assert plain(questions.question(fact, frame)) not in asked


@pytest.mark.parametrize("split", OTHERS)
def test_half_of_what_is_tested_are_phrasings_never_seen(dialogues, split):
    for skill in ("facts", "references", "unknown", "system"):
        held = [made.facts["held"] for made in dialogues[split][skill]]
        assert all(held) and 0.3 < sum("phrasing" in one for one in held) / len(held) < 0.95, skill
    assert not any(made.facts["held"] for made in dialogues["train"]["facts"])


def pairs_of_rules(dialogues):
    sets = [expected.get("rules", {}) for made in dialogues for expected in made.facts["expected"]]
    return {pair for rules in sets for pair in combinations(sorted(rules), 2)}


def test_instructions_held_out_as_pairs_never_meet_in_training(dialogues, training):
    found = {split: pairs_of_rules(dialogues[split]["system_pairs"]) for split in OTHERS}
    trained = pairs_of_rules(training)
    assert len(trained) > 45 and len(found["heldout"]) > 9 and len(found["validation"]) > 7
    assert trained.isdisjoint(found["heldout"] | found["validation"])
    assert found["heldout"].isdisjoint(found["validation"])


def given(dialogues):
    return {tuple(one["given"]) for made in dialogues for one in made.facts["expected"] if "given" in one}


def test_training_alone_hides_things_in_places_with_any_preposition(dialogues):
    goals = {" ".join(goal) for goal in GOALS}
    for split, others in (("train", True), ("validation", False), ("heldout", False)):
        places = {value for name, value in given(dialogues[split]["context"]) if name == "hidden"}
        assert places and bool(places - goals) == others


def test_a_name_and_what_is_told_of_it_never_meet_in_two_splits(dialogues, training):
    open_ended = ("name", "home", "pet", "relative", "age", "count", "code", "hidden")
    trained = given(training) | given(dialogues["train"]["context"])
    for split in OTHERS:
        found = {pair for pair in given(dialogues[split]["context"]) if pair[0] in open_ended or pair[1].istitle()}
        assert len(found) > 300 and trained.isdisjoint(found - closed(found))


def closed(pairs):
    """What is told of few things only, such as months: there the question is what is held out."""
    return {pair for pair in pairs if pair[0] in ("job", "favorite", "birthday")}


def calls(dialogues):
    made = [call["function"] for one in dialogues for m in one.messages for call in m.get("tool_calls") or ()]
    return {(call["name"], value) for call in made for value in json.loads(call["arguments"]).values()
            if isinstance(value, str) and not value.islower()}  # fmt: skip


def test_a_tool_and_its_argument_never_meet_in_two_splits(dialogues, training):
    trained = calls(training) | calls(dialogues["train"]["tool_call"])
    for split in OTHERS:
        found = calls(dialogues[split]["tool_call"]) | calls(dialogues[split]["tool_result"])
        assert len(found) > 500 and trained.isdisjoint(found)


@pytest.mark.parametrize("split", OTHERS)
def test_no_dialogue_of_another_split_is_one_of_training(dialogues, training, split):
    trained = {json.dumps(made.messages) for made in training}
    for skill in {*SKILLS} - {"small_talk", *EXERCISES}:
        assert trained.isdisjoint(json.dumps(made.messages) for made in dialogues[split][skill])


def unanswerable(dialogues):
    """What users ask where the right answer is that nobody knows."""
    for made in dialogues:
        answers = [place for place, message in enumerate(made.messages) if message["role"] == "assistant"]
        for place, expected in zip(answers, made.facts["expected"]):
            if expected.get("unknown"):
                yield plain(made.messages[place - 1]["content"])


@pytest.mark.parametrize("split", OTHERS)
def test_no_question_that_nobody_can_answer_is_asked_so_in_training(dialogues, training, split):
    """Those for a tool that is not there among them: their tool has no name that could be held out."""
    trained = set(unanswerable(training))
    for skill in ("unknown", "no_tool"):
        judged = {plain(judged_question(made)) for made in dialogues[split][skill]}
        assert trained.isdisjoint(judged & set(unanswerable(dialogues[split][skill])))


@pytest.mark.parametrize("split", OTHERS)
def test_small_talk_that_is_tested_is_not_said_in_training_not_even_in_between(dialogues, training, split):
    every = [m for made in [*training, *dialogues["train"]["context"]] for m in made.messages]
    said = {message["content"] for message in every if message["role"] == "user"}
    for made in dialogues[split]["small_talk"]:
        assert judged_question(made) not in said


def test_no_name_that_is_held_out_for_users_is_told_in_training(dialogues, training):
    told = texts(training, "user") | texts(dialogues["train"]["corrections"], "user")
    for split in OTHERS:
        names = {value for what, value in given(dialogues[split]["context"]) if what == "name"}
        assert len(names) > 10
        assert told.isdisjoint(plain(frame.format(v=name)) for name in names for frame in corrections._NAMES)


def test_training_tells_nobody_of_traits_and_neighbours_that_stories_hold_out(dialogues, training):
    for made in [*training, *dialogues["train"]["context"]]:
        pairs = {tuple(one["given"]) for one in made.facts["expected"] if "given" in one}
        people = [(name, value) for value, name in pairs if value in TRAITS]
        assert all(trait_split(name, trait) == "train" for name, trait in people)
        assert all(names_split(one, other) == "train" for (one, _), (other, _) in combinations(people, 2))
