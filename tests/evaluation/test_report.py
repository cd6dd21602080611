"""Which skills a model is asked for: those of the stage that it was trained for."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from nexttoken.__main__ import main
from nexttoken.evaluation import command
from nexttoken.evaluation.rates import rate

STORIES = ["story_consistency", "princesses", "novelty"]
BINDING = ["binding_skills", "binding_traits"]


@pytest.fixture
def measured(monkeypatch, tmp_path):
    """The command for a model of a stage, in which every skill is at once measured. Returns the report."""
    compared = []
    monkeypatch.setattr(command, "load", lambda name: str(name))
    monkeypatch.setattr(command, "evaluate", lambda model, met, count, seed: {
        "model": model, "skills": {name: rate(1, count) for name in STORIES if name != "novelty" or met is not None}})  # fmt: skip
    monkeypatch.setattr(command, "binding", lambda model, count, seed: {name: rate(4, count) for name in BINDING})
    monkeypatch.setattr(command, "chat_skills", lambda model, count, seed: {"facts": rate(2, count)})
    monkeypatch.setattr(command, "preferred", lambda *models_and_more: compared.append(models_and_more) or rate(3, 10))

    def report(capsys, plan):
        (tmp_path / "run.json").write_text(json.dumps(plan | {"steps": 1, "seed": 0}))
        assert main(["evaluate", "--model", str(tmp_path), "--count", "10", "--json"]) == 0
        return json.loads(capsys.readouterr().out), compared

    return report


def test_a_base_model_is_asked_for_stories_and_for_binding_alone(measured, capsys):
    report, _ = measured(capsys, {})
    assert list(report["skills"]) == STORIES + BINDING


def test_nobody_knows_how_new_is_what_a_model_without_a_plan_says(measured, capsys, tmp_path):
    assert main(["evaluate", "--model", str(tmp_path), "--count", "10", "--json"]) == 0
    assert "novelty" not in json.loads(capsys.readouterr().out)["skills"]


def test_a_chat_model_is_asked_to_answer_too_and_its_stories_are_counted(measured, capsys):
    report, compared = measured(capsys, {"stage": "chat", "start": "base"})
    assert list(report["skills"]) == [*STORIES, *BINDING, "facts", "stories"] and not compared
    assert report["skills"]["stories"] == report["skills"]["story_consistency"]


def test_an_aligned_model_is_compared_with_what_it_was_made_from(measured, capsys, tmp_path):
    report, compared = measured(capsys, {"stage": "aligned", "start": "chat"})
    assert list(report["skills"]) == [*STORIES, *BINDING, "facts", "stories", "preferred"]
    assert compared == [(str(tmp_path), "chat", 10, 0)]


def test_another_model_under_the_name_of_the_start_is_refused(measured, capsys, tmp_path, monkeypatch):
    zeros = {"embed": np.zeros((2, 2), np.float32)}
    monkeypatch.setattr(command, "load", lambda name: SimpleNamespace(name=name, params=zeros))
    plan = {"stage": "aligned", "start": "chat", "start_weights": -1, "steps": 1, "seed": 0}
    (tmp_path / "run.json").write_text(json.dumps(plan))
    assert main(["evaluate", "--model", str(tmp_path), "--count", "10"]) == 2
    assert "was made from another chat than the one that is here" in capsys.readouterr().err
