"""Judges one submission in a process of its own, so that whatever is in it holds up no other.

    outcomes, refused = judge_alone(assignment, read_cells(path))

Hidden tests compute on what a student's answer returns, and that may be a number so large, or a text so odd, that they
never come to their end. Then the system ends this process, and whoever asked goes on with the next submission.

What this file does not do: run a submission. For that the process starts another, which may do far less (`session.py`).
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from tempfile import TemporaryDirectory

from nexttoken.exercises import limits, session
from nexttoken.exercises.assignment import Assignment, Task
from nexttoken.exercises.judge import Outcome, judge, trusted_names

SECONDS = 60  # of computing, for all hidden tests of a submission, which take about one
SPARE = 300  # seconds by the clock, beside those for which a submission may be waited for


def judge_alone(assignment, cells, seconds=SECONDS):
    """What `judge` returns. Raises TimeoutError or RuntimeError where judging came to no end."""
    waits = session.WAIT, session.WAIT_IN_ALL
    question = {"assignment": asdict(assignment), "cells": cells, "seconds": seconds, "waits": waits}
    done = asked(json.dumps(question), session.WAIT_IN_ALL + SPARE)
    if done.returncode == -signal.SIGXCPU:
        raise TimeoutError(f"judging it took more than {seconds} seconds of computing")
    if done.returncode:
        raise RuntimeError(" ".join(done.stderr.splitlines()[-1:]) or f"its process ended with {done.returncode}")
    outcomes, refused = json.loads(done.stdout)
    return [Outcome(**each) for each in outcomes], refused


def asked(question, patience):
    """The process, when it has ended: with what it printed, and how it ended."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:  # for what is left by one that had to be ended
        try:
            return subprocess.run(
                [sys.executable, "-I", "-m", __name__], env=os.environ | session.ONE_THREAD | {"TMPDIR": folder},
                input=question, capture_output=True, encoding="utf-8", errors="replace", timeout=patience, check=False,
                start_new_session=True,  # who stops the grader lets it finish what has begun
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"judging it took more than {patience} seconds") from None


def main(question):
    """In the process: judge, and print what came out."""
    session.WAIT, session.WAIT_IN_ALL = question["waits"]
    tasks = {name: Task(**task) for name, task in question["assignment"].pop("tasks").items()}
    assignment = Assignment(**question["assignment"], tasks=tasks)
    try:
        limits.limit_sizes()
    except (OSError, ValueError):  # not on this platform
        pass
    trusted = trusted_names(assignment)
    limits.allow(question["seconds"])
    outcomes, refused = judge(assignment, question["cells"], trusted)
    print(json.dumps([list(map(asdict, outcomes)), refused]))


if __name__ == "__main__":
    main(json.load(sys.stdin))
