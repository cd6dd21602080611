import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from test_cli import error_of

from nexttoken import load, transformer
from nexttoken.__main__ import main
from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import base, shares
from nexttoken.training import run as runs
from nexttoken.training.packing import ROW, document_numbers
from nexttoken.training.plan import plans
from nexttoken.weights import fingerprint

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
MET = [plan["seed"] for plan in plans(PRETRAINED / "base")]  # the seeds of the runs that made the model
TINY = replace(transformer.Config(), hidden_size=64, intermediate_size=32, num_hidden_layers=2)


def texts(ids, counted):
    """The documents that rows hold, as text."""
    rows = zip(ids[:, 1:], counted, document_numbers(ids[:, :-1], TOKENIZER.end))
    return [TOKENIZER.decode(row[(numbers == n) & (counts > 0)][:-1]) for row, counts, numbers in rows
            for n in np.unique(numbers[counts > 0])]  # fmt: skip


def test_rows_hold_whole_stories_of_their_split():
    ids, counted = base.story_rows(TOKENIZER, 4, seed=3, split="validation")
    assert ids.shape == (4, ROW + 1)
    stories = {story.text for story in generate(12, 3, "validation")}
    assert set(texts(ids, counted)) <= stories and len(texts(ids, counted)) >= 4


def test_a_step_has_the_same_batch_whenever_it_is_asked_for():
    first, again = (base.batches(TOKENIZER, 100, seed=0)(7) for _ in range(2))
    other = base.batches(TOKENIZER, 100, seed=1)(7)
    for kind, parts in first.items():
        assert all((part == same).all() for part, same in zip(parts, again[kind], strict=True))
        assert (parts[0] != other[kind][0]).any()


@pytest.mark.parametrize("step", [0, 1, 10, 50, 99])
def test_every_batch_has_the_same_shape_and_something_of_every_row_counts(step):
    kinds = base.batches(TOKENIZER, 100, seed=0)(step).values()
    assert sum(len(ids) for ids, _, _ in kinds) == shares.ROWS
    for ids, counted, given in kinds:
        assert ids.shape[1] == ROW + 1 and counted.shape[1] == ROW and counted.any(axis=1).all()
        assert given.shape == counted.shape and not given[counted == 0].any()


def test_a_run_begins_with_nothing_but_random_tokens_and_ends_with_stories_and_one_row_of_repeats():
    assert shares.first(0) == {"repeats": 4, "lookups": 8}
    rows = [shares.first(progress / 10) for progress in range(1, 11)]
    assert [each["stories"] for each in rows] == sorted(each["stories"] for each in rows)
    assert rows[-1] == {"repeats": 1, "lookups": 0, "drills": 0, "stories": shares.ROWS - 1}


@pytest.mark.parametrize("options, named", [
    (["--minutes", "0"], "--minutes is 0.0"),
    (["--minutes", "nan"], "--minutes is nan"),
    (["--minutes", "inf"], "--minutes is inf"),
    (["--steps", "0"], "--steps is 0"),
    (["--steps", "-1"], "--steps is -1"),
    (["--steps", "1", "--seed", "-1"], "--seed is -1"),
])  # fmt: skip
def test_bad_input_is_one_line_and_status_2(tmp_path, capsys, options, named):
    assert main(["train", "base", *options, "--out", str(tmp_path / "run")]) == 2
    assert named in error_of(capsys) and not (tmp_path / "run").exists()


def test_train_base_makes_a_model_that_completes(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(transformer, "Config", lambda: TINY)
    monkeypatch.setattr(shares, "ROWS", 4)
    command = ["train", "base", "--steps", "3", "--out", str(tmp_path / "run")]
    assert main(command) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["step"] == 3 and said["model"] == str(tmp_path / "run")
    assert load(tmp_path / "run").complete("Once upon a time", max_tokens=5, seed=0).tokens
    weights = (tmp_path / "run/model.safetensors").read_bytes()
    assert main(["train", "base", "--minutes", "1", "--out", str(tmp_path / "run")]) == 0  # done: nothing to do
    assert (tmp_path / "run/model.safetensors").read_bytes() == weights
    assert main([*command, "--seed", "1"]) == 2
    assert "choose another --out" in capsys.readouterr().err


def test_a_run_goes_on_from_a_model_with_few_exercises(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(shares, "ROWS", 4)
    command = ["train", "base", "--from", "base", "--seed", "99", "--steps", "1", "--out", str(tmp_path / "run")]
    assert main(command) == 0
    learned, start = load(tmp_path / "run"), load("base")
    assert learned.config == start.config
    moved = [np.abs(learned.params["embed"] - start.params["embed"]).max(), np.abs(start.params["embed"]).max()]
    assert moved[0] < 0.05 * moved[1], "a step away from where it began"
    record = json.loads((tmp_path / "run/log.jsonl").read_text())
    assert [key for key in record if key.endswith("_loss")] == [
        "repeats_loss",
        "drills_loss",
        "stories_loss",
    ] and record["stories_loss"] < 1
    plan = {"steps": 1, "seed": 99, "start": "base", "start_weights": fingerprint(start.params)}
    assert json.loads((tmp_path / "run/run.json").read_text()) == plan
    assert main(["train", "base", "--steps", "1", "--seed", "99", "--out", str(tmp_path / "run")]) == 2
    assert "choose another --out" in capsys.readouterr().err


@pytest.mark.parametrize("seed", MET)
def test_a_run_does_not_go_on_with_texts_that_its_start_has_met(tmp_path, capsys, seed):
    command = ["train", "base", "--from", "base", "--seed", str(seed), "--steps", "1", "--out", str(tmp_path / "run")]
    assert main(command) == 2 and not (tmp_path / "run").exists()
    assert f"--seed is {seed}, whose texts base has met; use another, such as {max(MET) + 1}" in capsys.readouterr().err


def test_minutes_become_steps(monkeypatch):
    seconds = iter([100, 110])  # for five steps
    monkeypatch.setattr(runs, "time", SimpleNamespace(monotonic=lambda: next(seconds)))  # other threads have theirs
    monkeypatch.setattr(base, "train", lambda *_, **__: iter(range(7)))
    assert base.steps_in(minutes=2, seed=0) == 60
