"""Each student's own numbers: they differ, the right answers to them have all points, and other students' have not."""

import csv
import json
import re
import shutil
import subprocess
from functools import cache
from itertools import product

import pytest
from here import Here
from submissions import EXERCISES, run, write

from nexttoken.exercises import check
from nexttoken.exercises.assignment import assignments, id_of, read_cells
from nexttoken.exercises.grade import grade
from nexttoken.exercises.judge import grade_task, trusted_names
from nexttoken.exercises.release import main, release
from nexttoken.exercises.variants import variant_in, varied

ASSIGNMENTS = assignments(EXERCISES)
BY_HAND = [
    (name, task.name)
    for name, assignment in ASSIGNMENTS.items()
    for task in assignment.tasks.values()
    if "variant" in task.tests
]
SOLUTIONS = {
    (name, id_of(cell)): cell["source"]
    for name in ASSIGNMENTS
    for cell in read_cells(EXERCISES / name / f"{name}.ipynb")
}
CLASS = [f"student {number}" for number in range(12)]
each_task = pytest.mark.parametrize("name, task", BY_HAND, ids=[task for _, task in BY_HAND])
trusted = cache(lambda name: trusted_names(ASSIGNMENTS[name]))


def own(name, student):
    """The variant of a student."""
    return variant_in(varied(ASSIGNMENTS[name], student).setup)


@cache
def solved(name, task, student):
    """A student's right answer, as plain numbers."""
    names = trusted(name) | {"variant": own(name, student)}
    run(SOLUTIONS[name, task], names)
    return rounded(names[task])


def rounded(answer):
    """An answer as somebody writes it who has worked it out by hand: to two places."""
    if isinstance(answer, dict):
        return {key: rounded(each) for key, each in answer.items()}
    if isinstance(answer, list):
        return [rounded(each) for each in answer]
    return answer if isinstance(answer, str) else round(float(answer), 2)


def points(name, task, answer, student):
    """The points of an answer that this student hands in."""
    names = trusted(name) | {"variant": own(name, student)}
    return grade_task(ASSIGNMENTS[name].tasks[task], Here({task: answer}), names, None).points


def test_every_assignment_has_a_task_with_numbers_of_their_own_but_the_project():
    assert {name for name, _ in BY_HAND} == set(ASSIGNMENTS) - {"05-project"}


def test_the_page_for_instructors_names_the_tasks_that_differ():
    page = (EXERCISES.parent / "instructors.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \| .* \|$", page, re.MULTILINE))
    told = [(name, task) for name, tasks in rows.items() for task in re.findall(r"`(\w+)`", tasks)]
    assert list(rows) == list(ASSIGNMENTS) and told == BY_HAND


@each_task
def test_right_answers_have_all_points_and_are_told_so(name, task, capsys):
    for student in CLASS:
        answer = solved(name, task, student)
        assert points(name, task, answer, student) == ASSIGNMENTS[name].tasks[task].points, student
        asked = ASSIGNMENTS[name].tasks[task].tests.split("###")[0]
        run(asked, {"check": check, "variant": own(name, student), task: answer})
        assert "as it should be" in capsys.readouterr().out, student


@each_task
def test_answers_that_were_passed_on_have_not(name, task):
    """Nor has what is right in the source. (By chance a pair in fifty has the same answers to the easiest task.)"""
    others = {"source": solved_in_source(name, task)} | {student: solved(name, task, student) for student in CLASS[:5]}
    full = ASSIGNMENTS[name].tasks[task].points
    pairs = [(one, other) for one, other in product(others, CLASS[:5]) if one != other]
    assert sum(points(name, task, others[one], other) == full for one, other in pairs) <= 1


def solved_in_source(name, task):
    """The right answer to the numbers that are the same for all."""
    names = dict(trusted(name))
    run(SOLUTIONS[name, task], names)
    return rounded(names[task])


def test_a_prediction_is_no_toss_up():
    """Each text that is drawn has one token by far, or none, and no student's are all of one kind."""
    for student in CLASS:
        prompts = own("01-completion", student)["prompts"]
        assert len(set(prompts.values())) == 6, student
        best = [trusted("01-completion")["model"].next_token(prompt).top(1)[0][2] for prompt in prompts.values()]
        assert all(share < 0.4 or share > 0.6 for share in best), (student, prompts, best)
        assert 0 < sum(share > 0.5 for share in best) < 6, student


def test_a_name_has_the_same_numbers_today_and_next_year():
    """On any machine, and whatever the file system makes of the name."""
    assert own("04-api", "anna") == own("04-api", "Anna ") == {
        "system": 70, "user": 25, "answer": 60, "cents_read": 2, "cents_written": 8,
    }  # fmt: skip
    assert own("01-completion", "Zoe\u0308") == own("01-completion", "Zo\u00eb") != own("01-completion", "Zoe")
    assert own("04-api", "M\udcfcller").keys() == own("04-api", "anna").keys()  # a name of a file, not of characters


@pytest.mark.parametrize("code", ["", "variant", "variant = other", "variant = {[]: 1}", "variant = (", "\0"])
def test_what_a_student_has_made_of_the_numbers_is_no_reason_to_stop(code):
    assert variant_in(code) is None


def test_names_may_stand_in_a_file_one_a_line():
    """VARIANT="$(cat class.txt)": no name is taken for a command."""
    command = ["make", "--dry-run", "--no-print-directory", "assignments", "VARIANT=anna\nben"]
    said = subprocess.run(command, cwd=EXERCISES.parent, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1].endswith("nexttoken.exercises.release --variant anna ben")


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_nothing_but_the_numbers_is_another(name):
    assignment = ASSIGNMENTS[name]
    mine, all_others = (json.loads(release(each.text))["cells"] for each in (varied(assignment, "anna"), assignment))
    different = [id_of(old) for new, old in zip(mine, all_others, strict=True) if new != old]
    assert different == ([] if name == "05-project" else ["setup"])


def test_no_setup_computes_from_the_numbers():
    """So whatever numbers stand in it, all else is the same."""
    assert all(assignment.setup.count("variant") <= 1 for assignment in ASSIGNMENTS.values())


def notebook(path, answers):
    """The cells of a released notebook, with answers, {task: code}, in place of what was given."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [cell | {"source": answers.get(id_of(cell), cell["source"])} for cell in cells]


def test_a_class_with_numbers_of_their_own(tmp_path, monkeypatch, capsys):
    """Ben hands in what Anna did, once with her numbers, once below his own."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(EXERCISES / "04-api", tmp_path / "exercises" / "04-api")
    assert main(["--variant", "anna", "ben"]) == 0
    released = {name: tmp_path / "_build/variants" / name / "04-api/04-api.ipynb" for name in ("anna", "ben")}
    assert str(released["ben"].parent.relative_to(tmp_path)) in capsys.readouterr().out
    annas = {"bill": f"bill = {solved('04-api', 'bill', 'anna')}"}
    write(tmp_path / "class" / "anna.ipynb", notebook(released["anna"], annas))
    write(tmp_path / "class" / "ben.ipynb", notebook(released["ben"], annas))
    write(tmp_path / "class" / "cleo.ipynb", notebook(released["anna"], annas))
    target = grade(tmp_path / "class", tmp_path / "exercises", variants=True)
    with open(target / "grades.csv", newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert (rows["anna"]["bill"], rows["anna"]["note"]) == ("4", "")
    assert float(rows["ben"]["bill"]) < 4 and rows["ben"]["note"] == ""
    assert float(rows["cleo"]["bill"]) < 4 and "released for another name" in rows["cleo"]["note"]


def test_no_name_leads_out_of_the_folder(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "_build" / "packs").mkdir(parents=True)
    for name in ("..", "", "a/b", "."):
        assert main(["--variant", "anna", name]) == 2
        assert capsys.readouterr().err.startswith("make assignments: no folder of a student's is called ")
    assert [path.name for path in (tmp_path / "_build").iterdir()] == ["packs"]
