import doctest
import errno
import json
from pathlib import Path

import numpy as np
import pytest
from small import random_params
from test_cli import error_of
from tiny import CONFIG, TOKENIZER, batch

from nexttoken.__main__ import main
from nexttoken.evaluation.rates import rate
from nexttoken.model import load
from nexttoken.training import card, publish
from nexttoken.training.plan import read_plan
from nexttoken.training.run import read_log
from nexttoken.training.step import losses
from nexttoken.weights import save_model

REPORT = {"model": "chat", "skills": {"facts": rate(99, 100)}}


def write_log(folder, steps, **more):
    records = ({"step": step, "tokens": 1000, "seconds": 90.0, **more} for step in range(1, steps + 1))
    (folder / "log.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records))


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A finished run of a chat model, and a place to publish it."""
    (tmp_path / "pretrained").mkdir()
    for module in (publish, card):
        monkeypatch.setattr(module, "PRETRAINED", tmp_path / "pretrained")
    TOKENIZER.save(tmp_path / "pretrained/tokenizer.json")
    monkeypatch.setattr(publish, "report_on", lambda run, count, seed: json.loads(json.dumps(REPORT)))
    monkeypatch.setattr(publish, "mean_loss", lambda model, rows_of, split: {"train": 0.5, "heldout": 0.75}[split])
    folder = tmp_path / "chat"
    save_model(folder, random_params(CONFIG), CONFIG, TOKENIZER.end)
    TOKENIZER.save(folder / "tokenizer.json")
    (folder / "run.json").write_text(json.dumps({"steps": 2, "seed": 5, "stage": "chat", "start": "base"}))
    write_log(folder, 2)
    return folder


def test_what_is_published_is_the_model_with_its_plan_log_and_evaluation(run, tmp_path):
    assert main(["train", "publish", str(run)]) == 0
    target = tmp_path / "pretrained/chat"
    for name in ("model.safetensors", "config.json"):
        assert (target / name).read_bytes() == (run / name).read_bytes()
    assert read_plan(target) == read_plan(run) and read_log(target) == read_log(run)
    report = json.loads((target / "evaluation.json").read_text())
    assert report["skills"] == REPORT["skills"]
    assert report["loss"] == {kind: {"train": 0.5, "heldout": 0.75} for kind in ("stories", "dialogues")}


def test_the_card_says_how_the_model_was_made_and_what_it_can_do(run, tmp_path):
    main(["train", "publish", str(run), "--note", "It rained that day."])
    said = " ".join((tmp_path / "pretrained/chat/README.md").read_text().split())
    size = sum(path.stat().st_size for path in (run / "model.safetensors", tmp_path / "pretrained/tokenizer.json"))
    for part in (
        "# chat",
        "train chat --steps 2 --seed 5`: 2,000 tokens, 3 minutes",
        "It rained that day.",
        "starts from `base`",
        "facts 99 100 0.990",
        "0.7500 on held-out ones",
        f"{size / 1e6:.2f} MB",
    ):
        assert part in said, part


def test_the_worked_examples_of_the_card():
    assert doctest.testmod(card).attempted > 2
    assert doctest.testmod(card).failed == 0


def test_the_card_says_the_cpu_time_of_a_log_that_has_it_and_of_the_runs_after_one_that_has_not(run, tmp_path):
    earlier = run.parent / "pretrained/chat"
    main(["train", "publish", str(run)])
    assert "CPU" not in (earlier / "README.md").read_text()
    (run / "run.json").write_text(json.dumps({"steps": 3, "seed": 6, "stage": "chat", "start": "chat"}))
    write_log(run, 3, cpu_seconds=160.0, cores=2)
    main(["train", "publish", str(run)])
    said = " ".join((earlier / "README.md").read_text().split())
    assert "8 minutes of CPU time on 2 cores for 3 of the 5 steps, 8 minutes by the clock of the machine." in said


@pytest.mark.parametrize("stage", list(publish.ROWS))
def test_every_stage_has_a_card(run, stage):
    plan = {"steps": 2, "seed": 0, "stage": stage, "start": card.BY_ITSELF[stage]}
    report = REPORT | {"loss": {"stories": {"train": 0.5, "heldout": 0.5}}}
    text = card.card(load(run), [plan], [{"tokens": 1000, "seconds": 90.0}] * 2, report, run, note="")
    assert f"train {stage} --steps 2" in text and "{" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]


def test_the_card_says_which_numbers_the_products_took(run):
    plan = {"steps": 2, "seed": 0, "stage": "chat", "start": "base", "precision": "bfloat16"}
    report = REPORT | {"loss": {}}
    text = card.card(load(run), [plan], [{"tokens": 1000, "seconds": 90.0}] * 2, report, run, note="")
    assert "`JAX_DEFAULT_MATMUL_PRECISION=bfloat16 python -m nexttoken train chat --steps 2 --seed 0`" in text


def test_a_run_that_went_on_brings_the_earlier_plan_and_log_along(run, tmp_path):
    main(["train", "publish", str(run)])
    later = {"steps": 3, "seed": 6, "stage": "chat", "start": "chat"}
    (run / "run.json").write_text(json.dumps(later))
    write_log(run, 3)
    for _ in range(2):  # published twice it is still one run after one
        assert main(["train", "publish", str(run)]) == 0
        target = tmp_path / "pretrained/chat"
        assert read_plan(target) == later | {"before": [{"steps": 2, "seed": 5, "stage": "chat", "start": "base"}]}
        assert [record["step"] for record in read_log(target)] == [1, 2, 3, 4, 5]
        said = " ".join((target / "README.md").read_text().split())
        assert "starts from `base`" in said and "--steps 2 --seed 5`, then `python" in said
        assert "train chat --base chat --steps 3 --seed 6`: 5,000 tokens, 8 minutes" in said
        report = json.loads((target / "evaluation.json").read_text())
        assert report["before"] == [{"steps": 2, "skills": REPORT["skills"]}]


def test_what_the_quarters_of_a_run_could_do_is_published_with_it(run, tmp_path, monkeypatch):
    for step in ("1", "10", "2"):
        (run / "quarters" / step).mkdir(parents=True)
    found = {"chat": 99, "1": 10, "2": 20, "10": 30}
    monkeypatch.setattr(publish, "report_on", lambda at, count, seed: {"skills": {"facts": rate(found[at.name], 100)}})
    monkeypatch.setattr(card, "table", str)
    for _ in range(2):
        publish.publish(run)
        report = json.loads((tmp_path / "pretrained/chat/evaluation.json").read_text())
        assert [(each["steps"], each["skills"]["facts"]["passed"]) for each in report["before"]] == [
            (1, 10),
            (2, 20),
            (10, 30),
        ]


def test_a_full_disk_leaves_the_weights_that_were_published(run, tmp_path, capsys, monkeypatch):
    main(["train", "publish", str(run)])
    before = {path.name: path.read_bytes() for path in (tmp_path / "pretrained/chat").iterdir()}
    save_model(run, random_params(CONFIG, seed=1), CONFIG, TOKENIZER.end)
    write = Path.write_bytes

    def full(path, data):
        write(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert main(["train", "publish", str(run)]) == 2
    assert "No space left on device; free some space" in error_of(capsys)
    assert {path.name: path.read_bytes() for path in (tmp_path / "pretrained/chat").iterdir()} == before


def test_a_run_that_is_not_finished_is_not_published(run, capsys):
    write_log(run, 1)
    assert main(["train", "publish", str(run)]) == 2
    assert "holds no finished run; resume it by `python -m nexttoken train chat --steps 2 --seed 5`" in error_of(capsys)


def test_a_log_that_ends_in_half_a_line_is_of_a_run_to_resume(run, capsys):
    """As a kill leaves it. Training goes on from its checkpoint, and writes that line anew."""
    log = run / "log.jsonl"
    log.write_text(log.read_text()[:-20])
    assert main(["train", "publish", str(run)]) == 2
    said = error_of(capsys)
    assert f"resume it by `python -m nexttoken train chat --steps 2 --seed 5` with --out {run}" in said
    assert "remove" not in said


def test_where_to_resume_from_is_told_where_it_is_not_the_usual_model(run, tmp_path, capsys):
    (run / "run.json").write_text(
        json.dumps({"steps": 3, "seed": 5, "stage": "chat", "start": "mine", "start_folder": str(tmp_path)})
    )
    assert main(["train", "publish", str(run)]) == 2
    assert f"resume it by `python -m nexttoken train chat --base {tmp_path} --steps 3 --seed 5`" in error_of(capsys)


def test_a_folder_without_a_run_is_not_published(tmp_path, capsys):
    assert main(["train", "publish", str(tmp_path)]) == 2
    assert f"{tmp_path} holds no run; name the folder of one" in error_of(capsys)


def test_a_defence_of_the_laboratory_is_not_published(run, tmp_path, capsys):
    (run / "run.json").write_text(json.dumps({"steps": 2, "seed": 0, "stage": "struq", "start": "chat"}))
    assert main(["train", "publish", str(run)]) == 2
    assert "is of stage struq" in error_of(capsys) and not (tmp_path / "pretrained/chat").exists()


def test_the_loss_on_the_card_is_the_mean_of_the_tokens_that_count(monkeypatch):
    model = type("Model", (), {"params": random_params(CONFIG), "config": CONFIG, "tokenizer": TOKENIZER})
    ids, counted = batch(np.random.default_rng(0), 6)
    found = publish.mean_loss(model, lambda *_: (ids, counted), "train", rows=6)
    each = np.asarray(losses(model.params, ids, counted, CONFIG, TOKENIZER.end))
    assert found == pytest.approx(each.sum() / (counted > 0).sum(), abs=1e-3)
