"""Two processes of this machine as two machines."""

import json
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from itertools import islice

import pytest
from test_cli import error_of

from nexttoken import transformer
from nexttoken.__main__ import main
from nexttoken.training import base, loop, shares
from nexttoken.training.excluding import losses_for
from nexttoken.training.run import read_log

STEPS = 3
SMALL = """
import sys
from dataclasses import replace
from nexttoken import transformer
tiny = replace(transformer.Config(), hidden_size=64, intermediate_size=32, num_hidden_layers=2)
transformer.Config = lambda: tiny
from nexttoken.__main__ import main
from nexttoken.training import shares
shares.ROWS = 4
sys.exit(main(sys.argv[1:]))
"""


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def on_two_machines(folders):
    """Train in these folders, a process for each; returns what each has printed."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-c", SMALL, "train", "base", "--steps", str(STEPS)]
    running = [subprocess.Popen([*command, "--host", f"{address}/{number}/2", "--out", folder],
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
               for number, folder in enumerate(folders)]  # fmt: skip
    try:
        said = [process.communicate(timeout=3600) for process in running]
    finally:
        for process in running:
            process.kill()
    assert [process.returncode for process in running] == [0, 0], said
    return [out for out, _ in said]


@pytest.fixture
def on_one(tmp_path, monkeypatch):
    """The folder of a run on one machine, and that of the same run, stopped after its first step."""
    tiny = replace(transformer.Config(), hidden_size=64, intermediate_size=32, num_hidden_layers=2)
    monkeypatch.setattr(transformer, "Config", lambda: tiny)
    monkeypatch.setattr(shares, "ROWS", 4)
    monkeypatch.setattr(loop, "SAVE_SECONDS", -1)  # a checkpoint after every step
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    base.run(whole, STEPS, seed=0)
    shutil.copytree(whole, stopped)
    (stopped / "checkpoint.npz").unlink()
    params, config, tokenizer, mixed, peak = base.begin(seed=0)
    batch_at = base.batches(tokenizer, STEPS, 0, mixed)
    records = loop.train(
        params, config, batch_at, STEPS, tokenizer.end, peak, folder=stopped, losses=losses_for(tokenizer)
    )
    list(islice(records, 2))
    return whole, stopped


def test_two_machines_go_on_where_the_first_was_stopped_and_find_what_one_finds(on_one, tmp_path):
    whole, stopped = on_one
    told = on_two_machines([stopped, tmp_path / "second"])
    assert json.loads(told[0].splitlines()[-1])["step"] == STEPS and "{" not in told[1], "the first tells the result"
    assert not (tmp_path / "second").exists(), "and keeps the folder"
    one, two = read_log(whole), read_log(stopped)
    assert [record["step"] for record in two] == [1, 2, 3] and two[0]["seconds"] == one[0]["seconds"], "it went on"
    for alone, shared in zip(one, two):
        losses = [name for name in alone if name.endswith("_loss")]
        assert [shared[name] for name in losses] == pytest.approx([alone[name] for name in losses], abs=2e-3)


@pytest.mark.parametrize("options, named", [
    (["--steps", "1", "--host", "10.0.0.1"], "--host is '10.0.0.1': give ADDRESS:PORT/NUMBER/COUNT"),
    (["--steps", "1", "--host", "10.0.0.1:80/2/2"], "--host is '10.0.0.1:80/2/2'"),
    (["--minutes", "1", "--host", "auto"], "--host needs --steps"),
])  # fmt: skip
def test_bad_input_is_one_line_and_status_2(tmp_path, capsys, options, named):
    assert main(["train", "base", *options, "--out", str(tmp_path / "run")]) == 2
    assert named in error_of(capsys) and not (tmp_path / "run").exists()


def test_where_there_is_no_cluster_none_is_found(tmp_path):
    command = ["train", "base", "--steps", "1", "--host", "auto", "--out", str(tmp_path / "run")]
    done = subprocess.run([sys.executable, "-m", "nexttoken", *command], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "--host auto finds no cluster" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr and not (tmp_path / "run").exists()
