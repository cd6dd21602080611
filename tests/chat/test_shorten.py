"""Conversations that have grown too long."""

import pytest
from conversations import TOKENIZER, texts
from hypothesis import given
from hypothesis import strategies as st

from nexttoken.chat import FieldError, render_prompt, shorten

CALL = {"id": "a", "function": {"name": "weather", "arguments": "{}"}}
TALK = [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "One?"},
        {"role": "assistant", "content": "One."}, {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Two?"}, {"role": "assistant", "tool_calls": [CALL]},
        {"role": "tool", "content": "rain", "tool_call_id": "a"}, {"role": "assistant", "content": "Two."},
        {"role": "user", "content": "Three?"}]  # fmt: skip
TOOLS = [{"type": "function", "function": {"name": "weather"}}]

turns = st.builds(dict, role=st.sampled_from(["system", "user", "assistant"]), content=texts)


def length(messages):
    return len(render_prompt(messages, TOKENIZER, TOOLS))


def test_what_fits_stays_as_it_is():
    assert shorten(TALK, TOKENIZER, length(TALK) + 1, TOOLS) == TALK


def test_the_oldest_exchange_goes_first_and_whole_and_instructions_stay():
    without_one = [TALK[0], *TALK[3:]]
    assert shorten(TALK, TOKENIZER, length(TALK), TOOLS) == without_one
    assert shorten(TALK, TOKENIZER, length(without_one) + 1, TOOLS) == without_one
    assert shorten(TALK, TOKENIZER, length(without_one) + 20, TOOLS, answer=21) == [TALK[0], TALK[3], TALK[8]]


def test_the_last_exchange_is_never_given_up():
    least = length([TALK[0], TALK[3], TALK[8]]) + 1
    assert shorten(TALK, TOKENIZER, least, TOOLS) == [TALK[0], TALK[3], TALK[8]]
    with pytest.raises(FieldError, match=f"messages take {least} tokens .* the context holds {least - 1}"):
        shorten(TALK, TOKENIZER, least - 1, TOOLS)


@given(st.lists(turns), st.integers(1, 150))
def test_what_is_left_has_room_for_the_answer_and_ends_as_before(conversation, context):
    conversation = [*conversation, TALK[8]]
    rules = [message for message in conversation if message["role"] == "system"]
    try:
        left = shorten(conversation, TOKENIZER, context, TOOLS)
    except FieldError:
        assert length([*rules, TALK[8]]) >= context
    else:
        assert length(left) < context
        assert [message for message in left if message["role"] == "system"] == rules
        others = [message for message in conversation if message not in rules]
        kept = [message for message in left if message not in rules]
        assert kept == others[len(others) - len(kept) :]
