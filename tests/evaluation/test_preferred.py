"""Which answer is preferred: planted faults lose, and a tie is nobody's win."""

import pytest

from nexttoken.corpus.dialogues import Dialogue
from nexttoken.corpus.preferences import generate
from nexttoken.evaluation import preferences, rates
from nexttoken.evaluation.preferences import preferred, score


def scored(text, **rules):
    expected = {"answers": ["blue"], "fact": ["color", "the sky"]} | ({"rules": rules} if rules else {})
    messages = [{"role": "user", "content": "?"}, {"role": "assistant", "content": "!"}]
    dialogue = Dialogue(messages, [], "test", {"expected": [expected], "judged": 1, "held": []})
    return score(dialogue, {"role": "assistant", "content": text})


@pytest.mark.parametrize("better, worse, rules", [
    ("Gladly! The sky is blue.", "The sky is blue.", {}),
    ("The sky is blue. I hope that helps!", "The sky is blue. Everybody knows that.", {}),
    ("The sky is blue.", "Blue.", {}),
    ("The sky is blue.", "The sky is blue. " * 6, {}),
    ("Blue.", "Gladly! The sky is green.", {}),
    ("The sky is blue.", "I am sorry, I don't know. Please ask me something else!", {}),
    ("BLUE.", "Gladly! The sky is blue.", {"upper": True}),
    ("Blue.", "Gladly! The sky is blue.", {"one_word": True}),
    ("GLADLY! THE SKY IS BLUE.", "THE SKY IS BLUE.", {"upper": True}),
])  # fmt: skip
def test_the_better_answer_wins(better, worse, rules):
    assert scored(better, **rules) > scored(worse, **rules)


@pytest.mark.parametrize("one, other, rules", [
    ("Gladly! The sky is blue.", "The sky is blue. I am glad to help.", {}),
    ("Blue.", "The sky is blue.", {"at_most": 8}),
])  # fmt: skip
def test_a_tie_is_a_tie(one, other, rules):
    assert scored(one, **rules) == scored(other, **rules)


def test_a_message_without_text_is_no_error():
    assert scored(None) == (False, 0)


def test_how_often_is_a_share_of_all_pairs(monkeypatch):
    made = list(generate(40, 3, "heldout"))
    said = {"kind": [one.better for one in made], "other": [one.worse for one in made]}
    monkeypatch.setattr(preferences, "answer", lambda model, asked: said[model])
    monkeypatch.setattr(preferences, "reply", lambda text: {"role": "assistant", "content": text})
    assert preferred("kind", "other", 40, seed=3)["rate"] > 0.95
    assert preferred("other", "kind", 40, seed=3) == rates.rate(0, 40)
    assert preferred("kind", "kind", 40, seed=3) == rates.rate(0, 40)
