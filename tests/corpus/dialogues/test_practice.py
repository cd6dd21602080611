"""Rules that training alone has: they are there, they are obeyed, and no other split has one."""

from nexttoken.corpus.dialogues import practice, rules
from nexttoken.corpus.dialogues.answers import Answer, allowed, speak
from nexttoken.evaluation.dialogues import obeys

SKY = Answer("the sky is blue", "blue", {"answers": ["blue"]}, "colors")
CHOSEN = {"title": True, "first": True, "wrap": "braces", "tags": "Box", "bullets": "arrows", "sign": "Ada"}
CHOSEN |= {"mark": "an arrow", "tail": "a smile", "sound": "Hmm", "address": "Captain"}  # and "never", which declines


def said(**chosen):
    return speak(SKY, rules.in_force(chosen))


def rules_of(dialogues):
    return {rule for made in dialogues for expected in made.facts["expected"] for rule in expected.get("rules", {})}


def test_each_changes_an_answer_in_its_way():
    assert said(title=True) == "The Sky Is Blue."
    assert said(wrap="braces", upper=True) == "{THE SKY IS BLUE.}"
    assert said(bullets="arrows", begin="Look!") == "Look!\n> The sky is blue."
    assert said(first=True, mark="two waves", tail="a heart") == "~~ THE sky is blue. <3"
    assert said(tags="Box", upper=True) == "<BOX>THE SKY IS BLUE.</BOX>"
    assert said(sign="Ada", lower=True) == "the sky is blue. yours, ada."
    assert said(sound="Hmm", address="Captain", quotes=True) == '"Hmm, Captain, the sky is blue."'
    assert said(persona="a cat", address="Captain") == "Meow, Captain, the sky is blue."


def test_what_a_rule_leaves_out_is_declined_under_the_others():
    force = rules.in_force({"never": "colors", "sound": "Wow"})
    assert speak(allowed(SKY, force), force) == "Wow, sorry, I don't talk about colors."
    assert allowed(SKY, rules.in_force({"never": "animals"})) is SKY


def test_an_answer_obeys_the_rules_it_was_made_for_and_no_others():
    for kind, value in CHOSEN.items():
        force = rules.in_force({kind: value})
        assert obeys(speak(SKY, force), force) and not obeys(speak(SKY, {}), force), kind


def test_training_has_them_all_and_nobody_else(dialogues):
    own = {*practice.PRACTICE}
    for split, skills in dialogues.items():
        found = own & rules_of(made for every in skills.values() for made in every)
        assert found == (own if split == "train" else set()), split


def test_of_two_kinds_with_one_of_these_training_has_every_pair():
    for kind in practice.PRACTICE:
        assert {rules.pair_split(kind, other) for other in rules.ALL} <= {"train", None}
        assert sum(rules.pair_split(kind, other) == "train" for other in rules.KINDS) >= 9
