"""Reading an answer while the model writes it. Of the hard cases for chat systems, P17, P21, P22 and T6 are here.

The other lines of the group *Tools* are not a reader's: T1 to T5 are what a request may ask for, T10 to T12, T15, T17 and
T18 are what runs tools, in `test_tools.py`, and T14 is in `test_calculator.py`; T7, T8 and T16 are in `test_parser.py`.
"""

import pytest
from conversations import TOKENIZER, ids, tokens
from hypothesis import given, settings
from small import small_model

from nexttoken.chat import Answer, Call, Message, parse, read, render, render_prompt, stop_tokens, to_json
from nexttoken.chat.parser import Text
from nexttoken.errors import UserError
from nexttoken.generation import Batch
from nexttoken.settings import Settings

MODEL = small_model()
ENDS = ["<|end|>", "<|endoftext|>", "<|system|>", "<|developer|>", "<|user|>", "<|assistant|>", "<|tool|>", "<|tools|>"]
EMPTY, CALLED = Message("assistant", ""), Message("assistant", None, (Call("f", "{}"),))


def answered(*parts, reason="length", stop=()):
    found = Answer(TOKENIZER, stop)
    for token in ids(*parts):
        found.push(token)
    found.finish(reason)
    return found.message, found.finish_reason


@pytest.mark.parametrize("parts, message, reason", [
    (["Hi", "<|end|>"], Message("assistant", "Hi"), "stop"),
    (["Hi"], Message("assistant", "Hi"), "length"),
    (["<|call|>", "f{}", "<|end|>"], CALLED, "tool_calls"),
    (["<|call|>", "launch{}", "<|end|>"], Message("assistant", None, (Call("launch", "{}"),)), "tool_calls"),
    (["<|call|>", "f{}"], Message("assistant", "f{}"), "length"),
    (["<|call|>", "f{}", "<|call|>", "g{"], Message("assistant", "g{", (Call("f", "{}"),)), "length"),
    (["<|call|>", "f{", "<|end|>"], Message("assistant", "f{"), "stop"),
    (["<|call|>", "<|end|>"], EMPTY, "stop"),
])  # fmt: skip
def test_P22_T6_an_answer_and_why_it_ended(parts, message, reason):
    assert answered(*parts) == (message, reason)


@pytest.mark.parametrize("end", ENDS)
def test_P17_P21_an_answer_ends_where_another_turn_begins(end):
    """What the model invents after that, a user's question or the result of its call, is nobody's."""
    invented = ["0", "<|call|>", "rain", "<|end|>", "<|assistant|>", "Ha", "<|call|>", "g{}", "<|end|>"]
    assert answered(end, *invented) == (EMPTY, "stop")
    assert answered("Hi", end, *invented) == (Message("assistant", "Hi"), "stop")
    assert answered("<|call|>", "f{}", end, *invented) == (CALLED, "tool_calls")
    assert answered("<|call|>", "f{", end, *invented) == (Message("assistant", "f{"), "stop")


@pytest.mark.parametrize("reason", ["stop", "length"])
def test_P21_an_answer_of_no_tokens_is_empty(reason):
    assert answered(reason=reason) == (EMPTY, reason)


@pytest.mark.parametrize("end", ENDS)
def test_a_name_is_a_call_only_if_the_end_of_the_turn_comes_after_it(end):
    """What else ends the answer may have cut the name in two."""
    text = Message("assistant", "f"), "stop"
    assert answered("<|call|>", "f", end) == ((CALLED, "tool_calls") if end == "<|end|>" else text)


def test_half_a_name_is_not_called():
    found = answered("<|call|>", "delete", "<|reserved_9|>", '_draft{"id":3}', "<|end|>")
    assert found == (Message("assistant", 'delete_draft{"id":3}'), "stop")


def test_what_generation_ended_is_ended():
    """The token that ended it is not among a row's: the row says "stop", and the call before it is whole."""
    assert answered("<|call|>", "f{}", reason="stop") == (CALLED, "tool_calls")
    assert answered("<|call|>", "f{", reason="stop") == (Message("assistant", "f{"), "stop")


@pytest.mark.parametrize("end", [*ENDS, "<|reserved_9|>", "x", None])
def test_whoever_says_that_generation_ended_can_say_by_which_token(end):
    """A name alone is a call after `<|end|>` only: not after other ends of turns, stop tokens of one's own or stop strings."""
    found = Answer(TOKENIZER)
    for token in ids("<|call|>", "f"):
        found.push(token)
    found.finish("stop", *([] if end is None else ids(end)))
    assert (found.message, found.finish_reason) == (
        (CALLED, "tool_calls") if end == "<|end|>" else (Message("assistant", "f"), "stop")
    )


@settings(max_examples=500)
@given(tokens())
def test_an_answer_is_what_the_whole_conversation_says(row):
    """Read on its own, as it comes, or read in its place after the prompt."""
    prompt = render_prompt([{"role": "user", "content": "Hi"}], TOKENIZER)
    found = Answer(TOKENIZER)
    for token in [*row, *ids("<|end|>")]:
        found.push(token)
    _, *rest = parse([*prompt, *row, *ids("<|end|>")], TOKENIZER)
    assert [found.message] == rest[:1] or found.message == EMPTY


@settings(max_examples=500)
@given(tokens())
def test_what_is_kept_of_an_answer_can_be_shown_to_the_model(row):
    found = Answer(TOKENIZER)
    for token in row:
        found.push(token)
    found.finish("length")
    message = to_json([found.message])
    assert parse(render(message, TOKENIZER)[0], TOKENIZER) == read(message) == [found.message]


def test_the_first_words_that_were_put_into_the_models_mouth_can_be_part_of_the_answer():
    assert answered("Dear ", "friend,", " hello", "<|end|>")[0] == Message("assistant", "Dear friend, hello")


def test_stop_strings_are_checked_as_settings_are():
    assert answered("abc", stop="b") == (Message("assistant", "a"), "stop")
    assert answered("<|call|>", "f{", stop="{") == (
        Message("assistant", "f"),
        "length",
    )  # what is left was no text before
    with pytest.raises(UserError, match="stop"):
        Answer(TOKENIZER, [""])


def test_the_tokens_that_end_an_answer_are_all_structure_but_a_call():
    assert {*stop_tokens(TOKENIZER)} == {TOKENIZER.control[name] for name in ENDS}


# With a model


def chats(seeds, likely):
    """Rows that are generated side by side by a model that often writes control tokens, and their answers."""
    control = MODEL.tokenizer.control
    prompt = render_prompt([{"role": "user", "content": "the"}], MODEL.tokenizer)
    batch, answers = Batch(MODEL, len(seeds)), {}
    for seed in seeds:
        options = Settings(seed=seed, max_tokens=30, stop_tokens=stop_tokens(MODEL.tokenizer),
                           logit_bias={control[name]: likely for name in ["<|call|>", "<|end|>", "<|user|>"]})  # fmt: skip
        answers[batch.add(prompt, options)] = Answer(MODEL.tokenizer)
    said = {row: [] for row in answers}
    for row, _ in batch.events():
        said[row] += answers[row].follow(row)
    return [(row, answers[row], said[row]) for row in answers]


@pytest.mark.parametrize("likely", [-100, 2, 4])
def test_answers_are_followed_while_a_model_writes_them_side_by_side(likely):
    reasons = set()
    for row, found, said in chats(range(12), likely):
        assert not {*row.tokens} & {*stop_tokens(MODEL.tokenizer)}
        alone = Answer(MODEL.tokenizer)
        events = [event for token in row.tokens for event in alone.push(token)] + alone.finish(row.finish_reason)
        assert (said, found.message, found.finish_reason) == (events, alone.message, alone.finish_reason)
        assert "".join(event.text for event in said if isinstance(event, Text)) == found.content
        assert found.follow(row) == []
        reasons.add(found.finish_reason)
    assert reasons >= ({"length"} if likely < 0 else {"stop"})


def test_a_row_that_ended_before_it_began_is_followed_too():
    row = Batch(MODEL, 1).add([0], Settings(max_tokens=0))
    found = Answer(MODEL.tokenizer)
    assert found.follow(row) == []
    assert (found.message, found.finish_reason) == (EMPTY, "length")
