"""The graders, graded: what each of them makes of nothing, of the solution, of other solutions and of wrong answers."""

import pytest
from completion_answers import ANSWERS
from submissions import SOURCE, run

from nexttoken.exercises import check, wire
from nexttoken.exercises.assignment import read_assignment, read_cells
from nexttoken.exercises.judge import grade_task, trusted_names
from nexttoken.exercises.release import SOLUTION, release
from nexttoken.exercises.session import Failed

ASSIGNMENT = read_assignment(SOURCE)
SOLUTIONS = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell["source"] for cell in read_cells(SOURCE)}
WRONG = [(task, name) for task, answers in ANSWERS.items() for name in answers["wrong"]]


class Here:
    """A session without a process of its own: these answers are ours."""

    def __init__(self, names):
        self.names = names

    def look(self, name):
        if name not in self.names:
            raise Failed(f"NameError: {name}")
        return wire.decode(wire.encode(self.names[name]))

    def call(self, name, inputs):
        try:
            return wire.decode(wire.encode(self.names[name](*inputs)))
        except Exception as error:  # noqa: BLE001
            raise Failed(str(error)) from None


@pytest.fixture(scope="module")
def trusted():
    return trusted_names(ASSIGNMENT)


@pytest.fixture(scope="module")
def solved(trusted):
    """What all solutions together define."""
    names = dict(trusted)
    for task in ASSIGNMENT.tasks:
        run(SOLUTIONS[task], names)
    return names


def graded(task, code, trusted):
    """(the outcome, what the student had read before, with the check that is in the notebook)"""
    names = trusted | {"check": check}
    run(code, names)
    run(SOLUTIONS[task + "-tests"].split("### BEGIN")[0], names)
    return grade_task(ASSIGNMENT.tasks[task], Here(names), trusted, None)


def test_every_task_has_answers_to_try_and_three_wrong_ones():
    assert list(ANSWERS) == list(ASSIGNMENT.tasks)
    assert all(len(answers["wrong"]) >= 3 for answers in ANSWERS.values())


@pytest.mark.parametrize("task", ASSIGNMENT.tasks)
def test_what_students_are_given_has_no_points_and_is_told_what_is_missing(task, trusted, capsys):
    outcome = graded(task, SOLUTION.sub("", SOLUTIONS[task]), trusted)
    assert outcome.points == 0 and len(outcome.missed) == outcome.of
    assert f"{task}: not there yet." in capsys.readouterr().out


@pytest.mark.parametrize("task", ASSIGNMENT.tasks)
def test_the_solution_has_all_points_and_is_told_so(task, solved, capsys):
    outcome = graded(task, SOLUTIONS[task], solved)
    assert (outcome.points, outcome.missed) == (ASSIGNMENT.tasks[task].points, [])
    assert "as it should be" in capsys.readouterr().out


@pytest.mark.parametrize("task", ASSIGNMENT.tasks)
def test_another_correct_answer_has_all_points_too(task, trusted, capsys):
    outcome = graded(task, ANSWERS[task]["another"], trusted)
    assert (outcome.points, outcome.missed) == (ASSIGNMENT.tasks[task].points, [])
    assert "as it should be" in capsys.readouterr().out


@pytest.mark.parametrize("task, name", WRONG, ids=[f"{task}: {name}" for task, name in WRONG])
def test_a_wrong_answer_misses_points_and_its_author_is_told_why(task, name, trusted, capsys):
    code, told = ANSWERS[task]["wrong"][name]
    outcome = graded(task, code, trusted)
    assert outcome.points < outcome.of
    assert told in capsys.readouterr().out + "\n".join(outcome.missed)


def test_points_are_stated_as_they_are():
    text = release(ASSIGNMENT.text)
    page = (SOURCE.parents[2] / "instructors.md").read_text(encoding="utf-8")
    points = sum(task.points for task in ASSIGNMENT.tasks.values())
    assert len(ASSIGNMENT.tasks) == 8 and "Eight tasks" in text and "eight tasks" in page
    assert f"{points} points" in text and f"{points} points" in page
    assert all(f"{task.points} points, about " in text for task in ASSIGNMENT.tasks.values())
