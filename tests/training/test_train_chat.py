import itertools
import json
from types import SimpleNamespace

import numpy as np
from test_cli import error_of

from nexttoken import load
from nexttoken.__main__ import main
from nexttoken.corpus.dialogues import EXERCISES, dialogue
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import chat, run
from nexttoken.training.drawn import seed_of
from nexttoken.training.packing import document_numbers
from nexttoken.weights import fingerprint

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")


def learned(ids, counted):
    """What of each document in rows counts, as text, one `<|end|>` to a line."""
    end = TOKENIZER.control["<|end|>"]
    for row, counts, numbers in zip(ids[:, 1:], counted, document_numbers(ids[:, :-1], TOKENIZER.end)):
        for number in np.unique(numbers[counts > 0]):
            said = row[(numbers == number) & (counts > 0)].tolist()
            yield "".join("\n" if i == end else TOKENIZER.decode([i]) for i in said)


def spoken(made):
    """What the assistant says in a dialogue, calls and all."""
    for message in made.messages:
        if message["role"] == "assistant":
            calls = [call["function"] for call in message.get("tool_calls") or ()]
            yield (message["content"] or "") + "".join(call["name"] + call["arguments"] for call in calls) + "\n"


def test_what_counts_in_dialogues_is_all_that_the_assistant_says_and_nothing_else():
    ids, counted = chat.dialogue_rows(TOKENIZER, 2, seed=3)
    found = sorted(learned(ids, counted))
    made = [dialogue(3, "train", k) for k in range(len(found))]
    assert found == sorted("".join(spoken(one)) for one in made)


def test_no_dialogue_is_too_long_for_a_row():
    sizes = [len(chat.document(one.messages, TOKENIZER, one.tools)[0])
             for one in (dialogue(5, "train", k) for k in range(1000))]  # fmt: skip
    assert max(sizes) <= chat.ROW


def test_rows_take_documents_as_they_come_and_leave_out_what_does_not_fit():
    sizes = [300, chat.ROW + 1, 90, 30, 10, 400]
    documents = [([*[size % 7] * (size - 1), TOKENIZER.end], [True] * size) for size in sizes]
    ids, counted = chat.fill_rows(TOKENIZER, 1, iter(documents))
    assert ids.shape == (1, chat.ROW + 1) and counted.sum() == 300 + 90  # 30 more would be over 97 %
    ids, counted = chat.fill_rows(TOKENIZER, 4, iter(documents))
    assert ids.shape == (4, chat.ROW + 1) and counted.sum() == sum(sizes) - sizes[1]
    assert not counted[3].any() and (ids[3] == TOKENIZER.end).all()  # three rows were enough


def test_what_finds_no_room_is_given_up_from_the_last_one_on():
    sizes = [250, 240, 230, 60, 50]  # no two of the first three lie in one row
    documents = [([*[size % 7] * (size - 1), TOKENIZER.end], [True] * size) for size in sizes]
    ids, counted = chat.fill_rows(TOKENIZER, 2, iter(documents))
    assert ids.shape == (2, chat.ROW + 1) and counted.sum() == 250 + 240


def test_a_step_has_the_same_batch_whenever_it_is_asked_for_and_every_batch_one_shape():
    first, again, other = (chat.stage.batches(TOKENIZER, seed, 40)(7) for seed in (0, 0, 1))
    assert list(first) == ["exercises", "dialogues", "stories"]
    for kind, parts in first.items():
        assert all((part == same).all() for part, same in zip(parts, again[kind], strict=True))
        assert (parts[0] != other[kind][0]).any()
    shapes = {sum(len(ids) for ids, *_ in chat.stage.batches(TOKENIZER, 0, 4)(step).values()) for step in range(4)}
    assert shapes == {chat.ROWS}


def test_training_has_each_exercise_first_and_later():
    assert {skill for skills in chat.FIRST for skill in skills} == {*EXERCISES} == {*chat.IN_TURN, "keeping"}


def test_every_exercise_of_later_steps_comes_first_in_some_of_them():
    for seed, skill in enumerate(chat.IN_TURN):
        first = "".join(spoken(dialogue(seed, "train", 0, skill)))
        assert first in learned(*chat.dialogue_rows(TOKENIZER, 3, seed, skills=chat.IN_TURN)), skill


def test_the_first_steps_of_a_run_have_most_of_the_exercises_one_kind_after_the_other():
    batch_at = chat.stage.batches(TOKENIZER, 0, 48)
    sizes = [[len(ids) for ids, *_ in batch_at(step).values()] for step in (0, 6, 23, 24, 47)]
    assert sizes == [[9, 3], [7, 2, 3], [7, 2, 3], [3, 6, 3], [3, 6, 3]]  # exercises, dialogues, stories
    for step, skills in list(zip(range(0, 24, 2), chat.FIRST, strict=True))[3:]:
        alone = chat.dialogue_rows(TOKENIZER, 7, seed_of(0, step, "chat"), skills=skills)
        assert (batch_at(step)["exercises"][0] == alone[0]).all(), skills


def test_train_chat_starts_from_a_model_and_a_finished_run_is_left_alone(tmp_path, capsys, start, monkeypatch):
    monkeypatch.setattr(chat, "ROWS", 4)
    monkeypatch.setattr(chat, "STORY_ROWS", 1)
    monkeypatch.setattr(chat, "FIRST_ROWS", 2)
    folder = tmp_path / "run"
    command = ["train", "chat", "--steps", "3", "--base", str(start), "--out", str(folder)]
    assert main(command) == 0
    assert json.loads(capsys.readouterr().out)["step"] == 3
    records = run.read_log(folder)
    assert [record["step"] for record in records] == [1, 2, 3] and "dialogues_loss" in records[0]
    plan = json.loads((folder / "run.json").read_text())
    assert plan.pop("start_weights") == fingerprint(load(start).params)
    assert plan == {"steps": 3, "seed": 0, "stage": "chat", "start": "tiny", "start_folder": str(start)}
    moved = load(folder).params["embed"] - load(start).params["embed"]
    assert 0 < np.abs(moved).max() < 0.1
    weights = (folder / "model.safetensors").read_bytes()
    assert main([*command[:2], "--minutes", "1", *command[4:]]) == 0  # done: nothing to do
    assert (folder / "model.safetensors").read_bytes() == weights


def test_a_run_that_goes_on_from_a_chat_model_takes_smaller_steps(start):
    peaks = [chat.settings(load(model))["peak"] for model in ("base", start, "chat")]
    assert peaks == [chat.PEAK, chat.PEAK, chat.PEAK_LATER] and chat.PEAK_LATER < chat.PEAK


def test_an_unknown_start_is_one_line(tmp_path, capsys):
    assert main(["train", "chat", "--steps", "1", "--base", "nobody", "--out", str(tmp_path / "run")]) == 2
    assert "no model 'nobody'" in error_of(capsys) and not (tmp_path / "run").exists()


def test_minutes_become_steps(monkeypatch):
    seconds = iter([100, 110])  # for five steps
    monkeypatch.setattr(run, "time", SimpleNamespace(monotonic=lambda: next(seconds)))  # other threads have theirs
    records = itertools.count()
    assert run.steps_in(2, records) == 60 and next(records) == 7
