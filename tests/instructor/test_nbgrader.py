"""nbgrader itself releases and grades our assignments: no point for what students are given, all for the solution."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from nexttoken.exercises.assignment import TESTS, read_assignment
from nexttoken.exercises.release import release

SOURCES = sorted((Path(__file__).parents[2] / "exercises").glob("*/*.ipynb"))
PATIENCE = ["--Execute.timeout=900", "--Execute.startup_timeout=900"]  # seconds: a busy machine is no failure
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # as in an active .venv

every_assignment = pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)


def nbgrader(course, *arguments):
    """A command of nbgrader's, as an instructor gives it in the folder of a course."""
    env = os.environ | {"HOME": str(course)}  # nothing in my home has a say, and nothing is left there
    done = subprocess.run(["nbgrader", *arguments], cwd=course, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def released(course, source):
    """What nbgrader gives to students of an assignment of ours."""
    shutil.copytree(source.parent, course / "source" / source.stem)
    nbgrader(course, "generate_assignment", source.stem)
    return (course / "release" / source.stem / source.name).read_text(encoding="utf-8")


def points(course, source, student, text):
    """{task: points} that nbgrader gives to a student for a notebook, which lies where its exchange puts it."""
    path = course / "submitted" / student / source.stem / source.name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    nbgrader(course, "autograde", source.stem, f"--student={student}", *PATIENCE)
    with Gradebook(f"sqlite:///{course}/gradebook.db") as grades:
        [notebook] = grades.find_submission(source.stem, student).notebooks
        return {grade.name.removesuffix(TESTS): grade.score for grade in notebook.grades}


def full(source):
    return {task.name: task.points for task in read_assignment(source).tasks.values()}


@every_assignment
def test_what_students_are_given_holds_no_answer_and_has_no_points(tmp_path, source):
    given = released(tmp_path, source)
    assert "canary" not in given and "raise NotImplementedError()" in given
    ours = release(source.read_text(encoding="utf-8"))
    for student, notebook in {"anna": given, "ben": ours}.items():
        assert points(tmp_path, source, student, notebook) == dict.fromkeys(full(source), 0)


@every_assignment
def test_the_solution_has_all_points(tmp_path, source):
    released(tmp_path, source)
    assert points(tmp_path, source, "anna", source.read_text(encoding="utf-8")) == full(source)


def test_a_slip_costs_a_part_of_the_points_of_its_task(tmp_path):
    [source] = [path for path in SOURCES if path.stem == "01-completion"]
    released(tmp_path, source)
    right, slip = (json.dumps(text)[1:-1] for text in ('"bits": halvings', '"bits": powers'))
    solved = source.read_text(encoding="utf-8")
    assert solved.count(right) == 1
    by_hand = full(source)["by_hand"] - 1  # it has a point for each of four properties
    assert points(tmp_path, source, "anna", solved.replace(right, slip)) == full(source) | {"by_hand": by_hand}
