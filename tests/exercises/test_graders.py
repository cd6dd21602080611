"""The graders, graded: what each of them makes of nothing, of the solution, of other solutions and of wrong answers."""

import api_answers
import chat_answers
import chat_completion_answers
import completion_answers
import numpy as np
import project_answers
import pytest
from here import Here
from solutions import ASSIGNMENTS, CLASS, TASKS, all_solved, cells, given, grade_names, trusted
from submissions import EXERCISES, run

from nexttoken.exercises import check
from nexttoken.exercises.alone import judge_alone
from nexttoken.exercises.assignment import cells_in
from nexttoken.exercises.check import CHECKS
from nexttoken.exercises.credit import FORM
from nexttoken.exercises.judge import grade_task
from nexttoken.exercises.release import SOLUTION, release

ANSWERS = {
    "01-completion": completion_answers.ANSWERS,
    "02-chat": chat_answers.ANSWERS,
    "03-chat-completion": chat_completion_answers.ANSWERS,
    "04-api": api_answers.ANSWERS,
    "05-project": project_answers.ANSWERS,
}
pytestmark = [
    pytest.mark.filterwarnings("ignore::SyntaxWarning", "ignore::RuntimeWarning"),  # of the wrong answers
    pytest.mark.usefixtures("read_once"),
]
WRONG = [(name, task, wrong) for name, task in TASKS for wrong in ANSWERS[name][task]["wrong"]]
EACH_TASK = pytest.mark.parametrize("name, task", TASKS, ids=[task for _, task in TASKS])
FOR_ALL_AND_EACH = pytest.mark.parametrize("student", [None, *CLASS])  # as it is, and as these students get it
COUNTS = {5: "Five", 6: "Six", 7: "Seven", 8: "Eight"}


def answered(name, code, student=None):
    """What an answer defines, in a notebook where nothing else is solved."""
    names = dict(trusted(name, student))
    run(code, names)
    return names


def graded(name, task, names, student=None):
    """What a task comes to; the student has read before what the check in the notebook says."""
    run(cells(name, student)[task + "-tests"].split("### BEGIN")[0], names | {"check": check})
    return grade_names(name, task, names, student)


def test_every_task_has_a_check_answers_to_try_and_three_wrong_ones():
    assert {name: list(answers) for name, answers in ANSWERS.items()} == {
        name: list(assignment.tasks) for name, assignment in ASSIGNMENTS.items()
    }
    assert all(len(ANSWERS[name][task]["wrong"]) >= 3 for name, task in TASKS)
    assert list(CHECKS) == [task for _, task in TASKS]  # and no name is there twice


@FOR_ALL_AND_EACH
@EACH_TASK
def test_what_students_are_given_has_no_points_and_is_told_what_is_missing(name, task, student, capsys):
    outcome = graded(name, task, answered(name, SOLUTION.sub("", cells(name, student)[task]), student), student)
    assert outcome.points == 0
    assert sum("dots to replace" not in line for line in outcome.missed) == outcome.of
    assert f"{task}: not there yet." in capsys.readouterr().out


def test_an_answer_that_is_not_there_yet_is_told_so_in_plain_words():
    code = "by_hand = dict(shares=[1/2, 1/4, 1/8, 1/8], sharper=[..., ..., ..., ...], bits=..., perplexity=4)"
    for answer, missing in ((SOLUTION.sub("", cells("01-completion")["by_hand"]), 4), (code, 2)):
        *told, dots = graded("01-completion", "by_hand", answered("01-completion", answer)).missed
        assert dots == "in by_hand there are still dots to replace"
        assert len(told) == missing and all(line.endswith(f" ({FORM})") for line in told)


@FOR_ALL_AND_EACH
@EACH_TASK
def test_the_solution_has_all_points_and_is_told_so(name, task, student, capsys):
    outcome = graded(name, task, all_solved(name, student), student)
    assert (outcome.points, outcome.missed) == (ASSIGNMENTS[name].tasks[task].points, [])
    assert "as it should be" in capsys.readouterr().out


@EACH_TASK
def test_another_correct_answer_has_all_points_too(name, task, capsys):
    outcome = graded(name, task, answered(name, ANSWERS[name][task]["another"]))
    assert (outcome.points, outcome.missed) == (ASSIGNMENTS[name].tasks[task].points, [])
    assert "as it should be" in capsys.readouterr().out


@pytest.mark.parametrize("name, task, wrong", WRONG, ids=[f"{task}: {wrong}" for _, task, wrong in WRONG])
def test_a_wrong_answer_misses_points_and_its_author_is_told_why(name, task, wrong, capsys):
    code, told = ANSWERS[name][task]["wrong"][wrong]
    outcome = graded(name, task, answered(name, code))
    assert outcome.points < outcome.of
    assert told in capsys.readouterr().out + "\n".join(outcome.missed)


def test_a_prediction_that_is_missing_costs_its_point_and_no_other():
    names = answered("01-completion", ANSWERS["01-completion"]["sure"]["wrong"]["one missing"][0])
    assert graded("01-completion", "sure", names).missed == ["six of six as the model has it"]


class AsItIs(Here):
    """Hands over the objects of a submission themselves, as nbgrader's own autograde does."""

    def look(self, name):
        super().look(name)
        return self.names[name]


@pytest.mark.parametrize(
    "name, task, count", [("01-completion", "copying", "copied"), ("03-chat-completion", "moved", "stronger")]
)
def test_a_count_may_be_a_number_of_numpys(name, task, count):
    names = all_solved(name) | {count: np.int64(all_solved(name)[count])}
    assert grade_task(ASSIGNMENTS[name].tasks[task], AsItIs(names), trusted(name), "").missed == []


@pytest.mark.parametrize("student", [None, "anna"])
@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_all_solutions_have_all_points_where_submissions_run(name, student):
    """In the process that can read and write next to nothing, where `Here` is not used."""
    outcomes, _ = judge_alone(given(name, student), cells_in(given(name, student).text))
    assert [(each.task, each.missed) for each in outcomes] == [(task, []) for task in ASSIGNMENTS[name].tasks]


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_points_are_stated_as_they_are(name):
    tasks = ASSIGNMENTS[name].tasks.values()
    text, points = release(ASSIGNMENTS[name].text), sum(task.points for task in tasks)
    assert f"{COUNTS[len(tasks)]} tasks" in text and f"{points} points" in text
    assert all(f"{task.points} points, about " in text for task in tasks)
    page = (EXERCISES.parent / "instructors.md").read_text(encoding="utf-8")
    assert f"| {len(tasks)} | {points} |" in next(line for line in page.splitlines() if f"`{name}`" in line)
