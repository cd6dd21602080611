import errno
import io
import json
import os
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import jax
import numpy as np
import pytest
from small import random_params
from tiny import CONFIG, END, TOKENIZER, batch_at

from nexttoken import load
from nexttoken.errors import UserError
from nexttoken.evaluation.command import start_of
from nexttoken.model import Model
from nexttoken.training import loop, run

STEPS = 6


@pytest.fixture(scope="module", autouse=True)
def one_step_for_all_runs():
    """All runs here have the same plan; compiling it once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        made = loop.make_step(CONFIG, loop.optimiser(loop.schedule(STEPS, 0.01)), END)
        patch.setattr(loop, "make_step", lambda *_: made)
        patch.setattr(loop, "SAVE_SECONDS", -1)  # a checkpoint after every step
        yield


class Killed(Exception):
    """No one catches this: as if the process had died."""


def train(folder, data=batch_at):
    run.plan(folder, STEPS, 0)
    return run.execute(folder, random_params(CONFIG), CONFIG, TOKENIZER, data, STEPS)


def killed_at(place, folder):
    """Train until the batch of that step is drawn, while the step before it is under way, which is lost, too."""

    def data(step):
        if step == place:
            raise Killed
        return batch_at(step)

    with pytest.raises(Killed):
        train(folder, data)


def without_times(records):
    times = ("seconds", "cpu_seconds")
    return [{name: value for name, value in record.items() if name not in times} for record in records]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("finished")
    train(folder)
    return folder


def test_the_quarters_of_a_run_are_models_of_their_own(finished):
    assert sorted(path.name for path in finished.glob("quarters/*")) == ["1", "3", "4"]
    early, late = load(finished / "quarters/1"), load(finished / "quarters/4")
    assert not np.allclose(early.params["embed"], late.params["embed"])
    assert run.planned_steps(finished / "quarters/3") == 3


def test_the_log_has_a_record_of_every_step(finished):
    records = run.read_log(finished)
    assert [record["step"] for record in records] == [1, 2, 3, 4, 5, 6]
    assert {"stories_loss", "repeats_loss", "learning_rate", "tokens", "seconds"} <= records[0].keys()
    assert records[2]["tokens"] == sum(counted.sum() for _, counted in batch_at(2).values())


def test_the_log_says_what_a_step_cost_the_processor_and_how_many_cores_it_had(tmp_path):
    def busy(step):
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass
        return batch_at(step)

    before = time.process_time()
    records = train(tmp_path, busy)
    spent = time.process_time() - before
    assert all(record["cpu_seconds"] >= 0.2 for record in records[:-1]), "the next batch is made meanwhile"
    assert sum(record["cpu_seconds"] for record in records) <= spent + 0.01 * len(records)
    assert {record["cores"] for record in records} <= set(range(1, os.cpu_count() + 1))


def test_what_was_learned_is_saved_as_a_model(finished):
    model = load(finished)
    assert model.config == CONFIG and model.tokenizer.encode("princess") == TOKENIZER.encode("princess")
    assert abs(model.params["layers"][0]["down"] - random_params(CONFIG)["layers"][0]["down"]).max() > 0.001


def test_the_picture_of_the_losses_is_drawn(finished):
    assert "<svg" in (finished / "loss.svg").read_text()


@pytest.mark.parametrize("place", [2, 3, 5])
def test_a_killed_run_goes_on_as_if_nothing_had_happened(finished, tmp_path, place):
    killed_at(place, tmp_path)
    records = train(tmp_path)
    assert without_times(records) == without_times(run.read_log(finished))
    assert records == run.read_log(tmp_path)
    assert (tmp_path / "model.safetensors").read_bytes() == (finished / "model.safetensors").read_bytes()


def test_a_run_killed_while_it_saves_repeats_the_step(finished, tmp_path, monkeypatch):
    def killed(*_):
        raise Killed

    killed_at(4, tmp_path)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(loop.checkpoint, "save", killed)
        train(tmp_path)
    with (tmp_path / "log.jsonl").open("a") as log:
        log.write('{"step": 6, "stor')  # and a line that was cut short
    assert without_times(train(tmp_path)) == without_times(run.read_log(finished))


def test_a_finished_run_is_left_alone(finished):
    before = {path: path.read_bytes() for path in finished.rglob("*") if path.is_file()}
    assert train(finished) == run.read_log(finished)
    assert {path: path.read_bytes() for path in finished.rglob("*") if path.is_file()} == before


def test_another_plan_is_refused_in_the_same_folder(finished):
    with pytest.raises(UserError, match="holds a run of .*; choose another --out"):
        run.plan(finished, STEPS + 1, 0)
    with pytest.raises(UserError, match="holds a run of .*; choose another --out"):
        run.plan(finished, STEPS, 1)


def test_a_plan_knows_its_start_by_more_than_its_name(tmp_path):
    one, other = (Model("chat", TOKENIZER, random_params(CONFIG, seed), CONFIG) for seed in (0, 1))
    for _ in range(2):
        run.plan(tmp_path, STEPS, 0, **run.begun_from(one))
    with pytest.raises(UserError, match="holds a run of .*; choose another --out"):
        run.plan(tmp_path, STEPS, 0, **run.begun_from(other))
    (tmp_path / "run.json").write_text(json.dumps({"steps": STEPS, "seed": 0, "start": "chat"}))  # of earlier days
    run.plan(tmp_path, STEPS, 0, **run.begun_from(one))


def test_a_start_from_a_folder_is_found_there(finished, tmp_path):
    run.plan(tmp_path / "next", STEPS, 0, **run.begun_from(load(finished)))
    plan = run.read_plan(tmp_path / "next")
    assert start_of("next", plan).folder == finished
    run.plan(tmp_path / "next", STEPS, 0, **run.begun_from(replace(load(finished), folder=Path("elsewhere"))))
    with pytest.raises(UserError, match="made from another base"):
        start_of("next", plan | {"start": "base", "start_folder": "gone"})


def test_a_plan_knows_what_numbers_products_take(finished, tmp_path):
    with jax.default_matmul_precision("bfloat16"):
        run.plan(tmp_path, STEPS, 0)
        with pytest.raises(UserError, match="holds a run of .*; choose another --out"):
            run.plan(finished, STEPS, 0)
    assert run.read_plan(tmp_path) == {"steps": STEPS, "seed": 0, "precision": "bfloat16"}


def test_a_folder_that_cannot_be_made_is_one_line_that_names_it(tmp_path):
    (tmp_path / "a").write_text("a file")
    for folder in (tmp_path / "a", tmp_path / "a" / "run"):
        with pytest.raises(UserError, match=f"cannot make the folder {folder}: .*; choose another folder"):
            run.plan(folder, STEPS, 0)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"steps": "many", "seed": 0}', b"\xff"])
def test_a_damaged_plan_is_refused(tmp_path, content):
    (tmp_path / "run.json").write_bytes(content)
    with pytest.raises(UserError, match="run.json is damaged .*; remove .* to start anew"):
        run.planned_steps(tmp_path)


def test_a_folder_in_the_place_of_the_plan_is_named(tmp_path):
    (tmp_path / "run.json").mkdir()
    with pytest.raises(UserError, match="run.json is damaged .*; remove .* to start anew"):
        run.planned_steps(tmp_path)


def test_a_damaged_log_is_refused(tmp_path):
    killed_at(3, tmp_path)
    (tmp_path / "log.jsonl").write_text("{\n{\n{\n")
    with pytest.raises(UserError, match="log.jsonl is missing or damaged .*; remove .* to start anew"):
        train(tmp_path)


def test_a_log_that_is_shorter_than_the_run_is_refused(tmp_path):
    killed_at(4, tmp_path)
    log = tmp_path / "log.jsonl"
    log.write_text("".join(log.read_text().splitlines(keepends=True)[:2]))
    with pytest.raises(UserError, match="log.jsonl has 2 records of 3 steps; restore it or remove"):
        train(tmp_path)


def test_a_full_disk_stops_a_run_that_can_be_resumed(finished, tmp_path, monkeypatch):
    killed_at(3, tmp_path)
    before = (tmp_path / "checkpoint.npz").read_bytes()

    def full(self, data):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch, pytest.raises(UserError, match="checkpoint.npz: No space .*; free some space"):
        patch.setattr(Path, "write_bytes", lambda path, data: full(path, data) if path.suffix == ".part"
                      and "checkpoint" in path.name else path.open("wb").write(data))  # fmt: skip
        train(tmp_path)
    assert (tmp_path / "checkpoint.npz").read_bytes() == before
    assert without_times(train(tmp_path)) == without_times(run.read_log(finished))


def test_a_log_that_cannot_be_written_is_one_line_that_names_it(tmp_path):
    with pytest.raises(UserError, match="cannot write .*: Is a directory; free some space"):
        run.append(tmp_path, {})


@contextmanager
def no_file_longer_than(size):
    """What is written beyond that fails, and what fits of it is written: as where a disk becomes full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_becomes_full_leaves_whole_lines_in_the_log(tmp_path):
    log = tmp_path / "log.jsonl"
    records = [{"step": step, "what": "x" * 80} for step in (1, 2)]
    run.append(log, records[0])
    with no_file_longer_than(150), pytest.raises(UserError, match="cannot write .*log.jsonl: File too large; free"):
        run.append(log, records[1])
    assert run.read_log(tmp_path) == records[:1]
    run.append(log, records[1])
    assert run.read_log(tmp_path) == records


def test_a_bar_in_a_file_is_a_few_lines_with_loss_and_speed(tmp_path, monkeypatch):
    file = io.StringIO()
    monkeypatch.setattr("sys.stderr", file)
    train(tmp_path)
    assert file.getvalue().count("\r") < 4
    assert f"6/{STEPS}" in file.getvalue() and "stories_loss=" in file.getvalue() and "tokens/s=" in file.getvalue()


def test_the_records_can_be_read_as_json(finished):
    assert json.loads((finished / "log.jsonl").read_text().splitlines()[0])["step"] == 1
    assert np.isfinite([record["stories_loss"] for record in run.read_log(finished)]).all()
