"""The mean of a run and its start: halfway in every weight, with the run's plan and log, and of nothing else."""

import json

import numpy as np
import pytest
from small import random_params
from test_cli import error_of
from tiny import CONFIG, TOKENIZER

from nexttoken.__main__ import main
from nexttoken.model import Model, load
from nexttoken.training.card import command
from nexttoken.training.plan import read_plan
from nexttoken.training.run import begun_from
from nexttoken.weights import save_model


def saved(folder, seed, **plan):
    save_model(folder, random_params(CONFIG, seed), CONFIG, TOKENIZER.end)
    TOKENIZER.save(folder / "tokenizer.json")
    (folder / "run.json").write_text(json.dumps({"steps": 2, "seed": 0, "stage": "chat", **plan}))
    (folder / "log.jsonl").write_text("{}\n{}\n")
    return folder


@pytest.fixture
def start(tmp_path):
    return saved(tmp_path / "start", 0)


def test_it_is_halfway_and_can_be_published_as_the_run_could(start, tmp_path):
    run, out = saved(tmp_path / "run", 1, **begun_from(load(start))), tmp_path / "mean" / "chat"
    assert main(["train", "mean", str(run), "--out", str(out)]) == 0
    one, other, between = (load(folder).params for folder in (start, run, out))
    assert np.allclose(between["embed"], (one["embed"] + other["embed"]) / 2, atol=1e-3)
    assert np.allclose(
        between["layers"][0]["qkv"], (one["layers"][0]["qkv"] + other["layers"][0]["qkv"]) / 2, atol=2e-3
    )
    assert read_plan(out) == read_plan(run) | {"mean": True}
    assert (out / "log.jsonl").read_bytes() == (run / "log.jsonl").read_bytes()
    assert command("chat", read_plan(out)).endswith("and the mean with the weights before it (`train mean`)")


def test_no_run_is_written_over(start, tmp_path, capsys):
    run = saved(tmp_path / "run", 1, **begun_from(load(start)))
    weights = (run / "model.safetensors").read_bytes()
    assert main(["train", "mean", str(run), "--out", str(run)]) == 2
    assert "holds a run already; choose another --out" in error_of(capsys)
    assert (run / "model.safetensors").read_bytes() == weights


def test_a_run_from_nothing_and_one_from_other_weights_are_refused(start, tmp_path, capsys):
    other = begun_from(Model("start", TOKENIZER, random_params(CONFIG, 7), CONFIG, start))
    for plan, problem in (({}, "did not go on from a model"), (other, "was made from another start")):
        run = saved(tmp_path / "run", 1, **plan)
        assert main(["train", "mean", str(run), "--out", str(tmp_path / "out")]) == 2
        assert problem in error_of(capsys)
        assert not (tmp_path / "out").exists()
