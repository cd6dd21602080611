import pytest

from nexttoken.chat.template import training_example
from nexttoken.corpus.dialogues import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training.answering import weights

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
RAIN = {"name": "weather", "arguments": {"city": "Rome", "days": 2}}


def heavy(messages, expected):
    """The text of what weighs more, in pieces."""
    ids, counted = training_example(messages, TOKENIZER)
    weighed = weights(ids, counted, TOKENIZER, expected, times=4.0)
    assert [bool(weight) for weight in weighed] == [bool(count) for count in counted], "what counts at all is the same"
    assert {*weighed} <= {0, 1, 4}
    marked = (TOKENIZER.decode([i]) if weight == 4 else "\n" for i, weight in zip(ids, weighed))
    return "".join(marked).split("\n")


def reply(content, **more):
    return [{"role": "user", "content": "Rome? broom!"}, {"role": "assistant", "content": content, **more}]


def test_the_answer_weighs_more_whatever_its_letters_and_the_question_never_counts():
    assert " BROOM" in heavy(reply("YOU USE A BROOM."), [{"answers": ["a broom"]}])
    assert " broom" not in heavy(reply("You use brooms."), [{"answers": ["a broom"]}])
    assert {" fog", " 18"} <= {*heavy(reply("There is fog, at 18 degrees."), [{"all": ["fog", "18"]}])}


def test_the_name_and_the_arguments_of_a_call_weigh_more():
    call = {
        "id": "call_0",
        "type": "function",
        "function": {"name": "weather", "arguments": '{"city":"Rome","days":2}'},
    }
    pieces = heavy(reply(None, tool_calls=[call]), [{"calls": [RAIN]}])
    assert any(piece.endswith("weather") for piece in pieces) and '"Rome' in pieces
    assert any("2" in piece for piece in pieces) and not any("days" in piece for piece in pieces)


def test_the_words_that_a_system_message_asks_for_weigh_more_and_a_first_token_does_not():
    pieces = heavy(
        reply("You use a broom. Over and out."), [{"answers": ["a broom"], "rules": {"end": "Over and out."}}]
    )
    assert "".join(pieces) == " broom Over and out"


@pytest.mark.parametrize(
    "made", [*generate(40, seed=1, split="validation", skill="facts")], ids=lambda made: made.skill
)
def test_in_every_answer_something_weighs_more_and_something_does_not(made):
    ids, counted = training_example(made.messages, TOKENIZER, made.tools)
    weighed = weights(ids, counted, TOKENIZER, made.facts["expected"], times=4.0)
    members = any("members" in one for one in made.facts["expected"])  # "four tools": any will do
    assert members or {1, 4} <= {*weighed}
