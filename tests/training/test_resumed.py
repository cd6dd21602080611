"""A stage that is killed on either side of its opening, and resumed each time, makes the model of an unbroken run."""

import jax
import pytest
from jax.experimental.compilation_cache.compilation_cache import reset_cache

from nexttoken.__main__ import main
from nexttoken.training import chat, loop, preferences, run, stage

STEPS = 4  # the first two of `chat` are its opening, and the very first moves nothing: its learning rate is 0
START = {"chat": "--base", "aligned": "--chat"}


class Killed(Exception):
    """No one catches this: as if the process had died."""


def compile_as(settings):
    for name, value in settings.items():
        jax.config.update(name, value)
    reset_cache()


@pytest.fixture(autouse=True, scope="module")
def programs_are_kept(tmp_path_factory):
    """Compiling its step takes most of the time of a run: where the program is the same as before, it is found."""
    keep_all = {"jax_persistent_cache_min_compile_time_secs": 0, "jax_persistent_cache_min_entry_size_bytes": -1}
    wanted = {"jax_compilation_cache_dir": str(tmp_path_factory.mktemp("programs")), **keep_all}
    before = {name: getattr(jax.config, name) for name in wanted}
    compile_as(wanted)
    yield
    compile_as(before)


@pytest.fixture(autouse=True)
def small_batches_and_a_checkpoint_after_every_step(monkeypatch):
    for module, rows in ((chat, {"ROWS": 4, "STORY_ROWS": 1, "FIRST_ROWS": 2, "EXERCISE_ROWS": 1}),
                         (preferences, {"ROWS": 3, "STORY_ROWS": 1, "CALL_ROWS": 1})):  # fmt: skip
        for name, count in rows.items():
            monkeypatch.setattr(module, name, count)
    monkeypatch.setattr(loop, "SAVE_SECONDS", -1)


def train(name, start, folder):
    command = ["train", name, "--steps", str(STEPS), START[name], str(start), "--out", str(folder)]
    assert main(command) == 0
    return [{key: record[key] for key in record.keys() - {"seconds", "cpu_seconds"}} for record in run.read_log(folder)]


def killed_at(place, name, start, folder):
    """Train until the batch of that step is drawn, while the step before it is under way, which is lost, too."""

    def seed_of(seed, step, name):
        if step == place:
            raise Killed
        return drawn(seed, step, name)

    drawn = stage.seed_of
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        patch.setattr(stage, "seed_of", seed_of)
        train(name, start, folder)


@pytest.mark.parametrize("name", START)
def test_a_stage_killed_in_its_opening_and_after_it_makes_the_model_of_an_unbroken_run(name, start, tmp_path):
    unbroken = train(name, start, tmp_path / "unbroken")
    for place in (2, 3):  # one step is done and then another, the last one of the opening
        killed_at(place, name, start, tmp_path / "killed")
        assert len(run.read_log(tmp_path / "killed")) == place - 1
    assert train(name, start, tmp_path / "killed") == unbroken
    weights = [(tmp_path / folder / "model.safetensors").read_bytes() for folder in ("killed", "unbroken")]
    assert weights[0] == weights[1]
