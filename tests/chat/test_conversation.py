import errno
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from small import small_model

from nexttoken.chat import read, render_prompt
from nexttoken.chat.conversation import LONGEST, Conversation
from nexttoken.errors import UserError
from nexttoken.generation import Batch
from nexttoken.settings import Settings

MODEL = small_model(context=256)
TALKS_ON = Settings(logit_bias={token: -100 for token in MODEL.tokenizer.control.values()})  # never ends by itself
CALL = {"role": "assistant", "content": None, "tool_calls": [{"id": "a", "function": {"name": "f", "arguments": "{}"}}]}


def roles(conversation):
    return [message["role"] for message in conversation.messages]


def hear(conversation, text):
    """The whole answer."""
    return [event for _, events in conversation.say(text) for event in events]


def test_what_is_said_is_kept_and_what_the_model_reads():
    conversation = Conversation(small_model(context=512), system="Be kind.")
    said = hear(conversation, "Once upon")
    assert roles(conversation) == ["system", "user", "assistant"]
    assert conversation.messages[-1]["content"] == "".join(event.text for event in said)
    asked = [*conversation.messages, {"role": "user", "content": "a time"}]
    row, _ = next(conversation.say("a time"))
    assert row.prompt_ids == render_prompt(asked, MODEL.tokenizer)


def test_an_answer_ends_where_the_model_ends_it():
    """Whatever else such a model says, here it has to say `<|end|>`."""
    conversation = Conversation(MODEL)
    end = MODEL.tokenizer.control["<|end|>"]
    conversation.settings = lambda: Settings(logit_bias={end: 100}, stop_tokens=[end])
    assert hear(conversation, "Hi") == [] and conversation.messages[-1]["content"] == ""


def test_a_turn_that_the_model_invents_is_not_heard():
    conversation = Conversation(MODEL)
    user = MODEL.tokenizer.control["<|user|>"]
    usual = conversation.settings()
    conversation.settings = lambda: replace(usual, logit_bias={user: 100})
    [(row, events)] = conversation.say("Hi")
    assert (row.tokens, row.finish_reason, row.ended_by, events) == ([], "stop", user, [])
    assert roles(conversation) == ["user", "assistant"]


def test_an_answer_that_is_not_heard_to_its_end_is_kept_as_far_as_it_came():
    conversation = Conversation(MODEL)
    conversation.settings = lambda: TALKS_ON
    with closing(conversation.say("Once")) as steps:
        events = [event for _ in range(5) for event in next(steps)[1]]
    assert roles(conversation) == ["user", "assistant"]
    assert conversation.messages[1]["content"].startswith("".join(event.text for event in events))


def test_an_interruption_in_the_model_keeps_it_too(monkeypatch):
    steps, step = iter(range(9)), Batch.step

    def interrupted(batch):
        if next(steps) == 4:
            raise KeyboardInterrupt
        return step(batch)

    monkeypatch.setattr(Batch, "step", interrupted)
    conversation = Conversation(MODEL)
    conversation.settings = lambda: TALKS_ON
    with pytest.raises(KeyboardInterrupt):
        hear(conversation, "Once")
    assert roles(conversation) == ["user", "assistant"]


def test_reset_leaves_the_instructions():
    conversation = Conversation(MODEL, system="Be kind.")
    hear(conversation, "Once")
    conversation.reset()
    assert conversation.messages == [{"role": "system", "content": "Be kind."}]


def test_a_long_conversation_goes_on_and_nothing_of_it_is_lost():
    conversation = Conversation(MODEL, system="Be kind.")
    for _ in range(4):
        hear(conversation, "three times as brave")
    assert len(conversation.messages) == 1 + 2 * 4
    row, _ = next(conversation.say("Once"))
    assert len(row.prompt_ids) + LONGEST <= 256


def test_a_text_that_does_not_fit_is_refused_and_not_kept():
    conversation = Conversation(MODEL)
    with pytest.raises(UserError, match="the context holds 256"):
        next(conversation.say("x" * 500))
    assert conversation.messages == []


def test_a_conversation_is_saved_and_loaded(tmp_path):
    conversation, other = Conversation(MODEL, system="Be kind."), Conversation(MODEL)
    hear(conversation, "日本 \n<|end|>")
    conversation.save(tmp_path / "a.json")
    other.load(tmp_path / "a.json")
    assert other.messages == conversation.messages
    hear(other, "Once")
    assert roles(other) == ["system", "user", "assistant", "user", "assistant"]


def test_the_books_own_shape_is_loaded_too(tmp_path):
    (tmp_path / "a.json").write_text('[{"message": "Hi", "role": "user"}]')
    conversation = Conversation(MODEL)
    conversation.load(tmp_path / "a.json")
    assert read(conversation.messages)[0].content == "Hi"


@pytest.mark.parametrize("content, problem", [
    (b"{", "a.json is not JSON"),
    (b"\xff\xff", "a.json is not JSON"),
    (b"[" * 100_000, "a.json is not JSON"),
    (b"{}", "a.json: messages is {}: it has to be a list"),
    (b"[]", "a.json: messages is empty"),
    (b'[{"role": "king", "content": ""}]', r"a.json: messages\[0\].role is 'king'"),
    (json.dumps([CALL]).encode(), r"a.json: .* call .* has no result yet"),
    (json.dumps([{"role": "system", "content": "Be kind. " * 300}]).encode(), "a.json: messages take .* holds 256"),
])  # fmt: skip
def test_what_cannot_be_gone_on_with_is_refused(tmp_path, content, problem):
    (tmp_path / "a.json").write_bytes(content)
    conversation = Conversation(MODEL, system="Be kind.")
    with pytest.raises(UserError, match=problem):
        conversation.load(tmp_path / "a.json")
    assert roles(conversation) == ["system"]


def test_instructions_that_leave_no_room_are_refused_before_anything_is_said():
    with pytest.raises(UserError, match="the context holds 256: make the instructions .* shorter"):
        Conversation(MODEL, system="Be kind. " * 300)


def test_a_long_conversation_is_loaded_since_the_latest_of_it_can_be_gone_on_with(tmp_path):
    asked = [{"role": "user", "content": "three times as brave"}, {"role": "assistant", "content": "Yes."}]
    (tmp_path / "a.json").write_text(json.dumps(asked * 200))
    conversation = Conversation(MODEL)
    conversation.load(tmp_path / "a.json")
    hear(conversation, "Once")
    assert len(conversation.messages) == 402


def test_files_that_are_not_there(tmp_path):
    with pytest.raises(UserError, match="cannot read .*none.json: No such file.*; check the path"):
        Conversation(MODEL).load(tmp_path / "none.json")
    with pytest.raises(UserError, match="cannot write .*none/a.json: No such file.*; .*choose another folder"):
        Conversation(MODEL).save(tmp_path / "none" / "a.json")


def test_a_full_disk_leaves_what_was_saved_before(tmp_path, monkeypatch):
    def full(path, data):
        with path.open("wb") as file:
            file.write(data[:9])
        raise OSError(errno.ENOSPC, "No space left on device")

    conversation = Conversation(MODEL, system="Be kind.")
    conversation.save(tmp_path / "a.json")
    before = (tmp_path / "a.json").read_bytes()
    hear(conversation, "Once")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="a.json: No space left on device; free some space"):
        conversation.save(tmp_path / "a.json")
    assert (tmp_path / "a.json").read_bytes() == before and len(list(tmp_path.iterdir())) == 1
