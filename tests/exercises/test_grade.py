"""The instructor's evening: a folder goes in, a table and feedback come out."""

import csv
import json
import os
import time
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from short_assignment import TASKS, tiny
from submissions import EXERCISES, cell, solved, write

from nexttoken.exercises import grade as grading
from nexttoken.exercises.alone import judge_alone
from nexttoken.exercises.grade import grade, main, what_is_limited
from nexttoken.exercises.judge import Outcome
from nexttoken.exercises.release import release
from nexttoken.exercises.session import LATE


def table(folder):
    with open(folder / "grades.csv", newline="", encoding="utf-8") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.fixture
def source(tmp_path):
    return tiny(tmp_path / "exercises")


@pytest.fixture
def hand_in(tmp_path, source):
    """A function that writes submissions by students into the folder "class": so many cells of all that is right."""

    def written(names, count=None):
        for name in names:
            write(tmp_path / "class" / f"{name}.ipynb", list(solved(source).values())[:count])
        return tmp_path / "class"

    return written


@pytest.fixture
def quickly(monkeypatch):
    """No submission runs: each gets a point for its first task; the list says which were judged."""
    judged = []

    def judge(assignment, cells):
        judged.append(len(cells))
        time.sleep(0.02)
        return [Outcome(task, int(task == "first"), 2, []) for task in assignment.tasks], {}

    monkeypatch.setattr(grading, "judge_alone", judge)
    monkeypatch.setattr(grading, "what_is_limited", lambda *folders: "")
    return judged


def test_a_class_is_graded(tmp_path, source, hand_in, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = hand_in(["anna"])
    blank = folder / "j.ben" / "tiny" / "tiny.ipynb"  # as nbgrader collects
    blank.parent.mkdir(parents=True)
    blank.write_text(release(source.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "cleo.ipynb").write_text("I could not upload my file :(")
    spy = list(solved(source).values())
    [second] = [cell for cell in spy if cell["metadata"]["nbgrader"]["grade_id"] == "second"]
    second["source"] = f"second = open({str(source)!r}).read()"
    write(folder / "dan.ipynb", spy)
    assert main([str(folder)]) == 0
    out, err = capsys.readouterr()
    assert "tiny: 4 submissions." in out and "4/4" in err
    rows = table(tmp_path / "class-graded")
    assert {name: row["points"] for name, row in rows.items()} == {"anna": "14", "cleo": "0", "dan": "12", "j.ben": "0"}
    assert rows["anna"]["third"] == "2" and rows["anna"]["of"] == "14"
    feedback = {path.stem: path.read_text() for path in (tmp_path / "class-graded" / "feedback").iterdir()}
    assert feedback["anna"].startswith("# tiny\n\n**14 of 14 points**") and "no point" not in feedback["anna"]
    assert "- **third**: 0 of 2\n  - no point for: two and two" in feedback["j.ben"]
    assert rows["dan"]["note"].startswith("second: PermissionError: ") and rows["anna"]["note"] == ""
    assert "cleo.ipynb is not a notebook" in feedback["cleo"] and "not a notebook" in rows["cleo"]["note"]


def test_what_an_instructor_should_look_at_is_told(tmp_path, source, hand_in):
    """Whoever tries to read the tests, also where nobody sees the error, and cells that are gone or there twice."""
    reads = f"try:\n    text = open({str(source)!r}).read()\nexcept OSError:\n    pass"
    called = "def third(x):\n    " + reads.replace("\n", "\n    ") + "\n    return 2 * x"
    given = solved(source)
    for name, cells in {
        "beside": [*given.values(), cell(reads)],
        "called": [each | {"source": called} if key == "third" else each for key, each in given.items()],
        "gone": [each for key, each in given.items() if key != "third"],
        "tried": [cell(reads), cell(reads), given["third"] | {"source": reads + "\n" + given["third"]["source"]}],
        "twice": [*given.values(), given["third"]],
    }.items():
        write(tmp_path / "class" / f"{name}.ipynb", cells)
    notes = {name: row["note"] for name, row in table(grade(hand_in(["anna"]), source.parents[1], "tiny")).items()}
    refused = "tried in vain: files outside the folder of your own cannot be opened while this is graded"
    assert notes["anna"] == ""
    assert notes["beside"] == f"a cell beside the tasks: {refused}"
    assert notes["called"] == f"third: {refused}"
    assert notes["gone"] == "third: NameError: no cell defines third"
    assert notes["tried"].count(refused) == 1 and "first: NameError: no cell defines first" in notes["tried"]
    assert notes["twice"] == "third: its cell is there more than once, the last one counts"


def test_a_folder_may_be_named_from_home(tmp_path, hand_in, quickly, monkeypatch, capsys):
    """make grade SUBMISSIONS=~/class: zsh leaves the ~ as it is."""
    hand_in(["anna"])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["~/class"]) == 0
    assert list(table(tmp_path / "class-graded")) == ["anna"]


def test_what_was_stopped_goes_on_where_it_was(tmp_path, source, hand_in, quickly, monkeypatch):
    folder = hand_in("abcdef")

    def stopped(jobs, **_):
        yield from islice(jobs, 3)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(grading, "AT_ONCE", 1)
        patch.setattr(grading, "tqdm", stopped)
        with pytest.raises(KeyboardInterrupt):
            grade(folder, source.parents[1])
    done = len(list((tmp_path / "class-graded" / "kept").glob("*.json")))
    assert done >= 3
    quickly.clear()
    grade(folder, source.parents[1])
    assert len(quickly) == 6 - done
    assert {row["points"] for row in table(tmp_path / "class-graded").values()} == {"1"}


def test_a_fault_of_the_grader_costs_nobody_else_and_is_told(tmp_path, source, hand_in, quickly, monkeypatch):
    hand_in("a", 4)
    folder = hand_in("b", 3)
    judge = grading.judge_alone
    with monkeypatch.context() as patch:
        patch.setattr(grading, "judge_alone", lambda what, cells: judge(what, cells) if len(cells) > 3 else 1 / 0)
        grade(folder, source.parents[1])
    rows = table(tmp_path / "class-graded")
    assert (rows["a"]["points"], rows["a"]["note"]) == ("1", "")
    assert rows["b"]["points"] == "0" and "grade this one by hand" in rows["b"]["note"]
    quickly.clear()
    grade(folder, source.parents[1])
    assert quickly == [3] and table(tmp_path / "class-graded")["b"]["points"] == "1"


@pytest.mark.parametrize("late", [{"failure": LATE}, {"missed": [f"two and two (Gone: {LATE})"]}])
def test_what_a_busy_machine_has_cost_is_judged_again(tmp_path, source, hand_in, quickly, monkeypatch, late):
    folder = hand_in("a")
    with monkeypatch.context() as patch:
        told = {"failure": "", "missed": []} | late
        late_ones = [Outcome(task, 0, 2, **told) for task in TASKS]
        patch.setattr(grading, "judge_alone", lambda *_: (late_ones, {}))
        assert table(grade(folder, source.parents[1]))["a"]["points"] == "0"
    assert table(grade(folder, source.parents[1]))["a"]["points"] == "1"


def test_whoever_hangs_the_grader_is_left_to_the_instructor_and_the_class_is_graded(source, hand_in, monkeypatch):
    source.write_text(source.read_text().replace("third(2) == 4", "sum(1 for _ in range(third(2))) == 4"))
    folder, cells = hand_in(["anna"]), solved(source)
    cells["third"]["source"] = "def third(x):\n    return 10**15"
    write(folder / "ben.ipynb", list(cells.values()))
    monkeypatch.setattr(grading, "judge_alone", partial(judge_alone, seconds=1))
    rows = table(grade(folder, source.parents[1]))
    assert (rows["anna"]["points"], rows["anna"]["note"]) == ("14", "")
    assert "more than 1 seconds of computing" in rows["ben"]["note"]
    assert rows["ben"]["note"].endswith("grade this one by hand")


def test_only_what_has_changed_is_graded_again(source, hand_in, quickly, monkeypatch):
    grade(hand_in("ab"), source.parents[1])
    quickly.clear()
    grade(hand_in("b", -1), source.parents[1])
    assert len(quickly) == 1
    monkeypatch.setattr(grading, "package", lambda: b"with another model")
    grade(hand_in("b", -1), source.parents[1])
    assert len(quickly) == 3


@pytest.mark.parametrize("count, wanted", [(None, None), (4, "tiny")])
def test_a_notebook_that_lost_its_metadata_is_graded_all_the_same(source, hand_in, quickly, count, wanted):
    """By the names in it; where few are left, the assignment has to be named."""
    folder = hand_in(["anna"], count)
    bare = json.loads((folder / "anna.ipynb").read_text())["cells"]
    write(folder / "anna.ipynb", [each | {"metadata": {}} for each in bare])
    (folder / "ben.ipynb").write_text("no notebook")
    assert table(grade(folder, source.parents[1], wanted))["anna"]["points"] == "1"


def test_a_scratch_notebook_with_a_name_or_two_is_not_taken_for_the_submission(source, hand_in, quickly):
    folder = hand_in(["anna/mine"])
    bare = [each | {"metadata": {}} for each in list(solved(source).values())[:4]]
    os.utime(write(folder / "anna" / "notes.ipynb", bare), (2e9, 2e9))
    grade(folder, source.parents[1])
    assert quickly == [len(solved(source))]


def test_folders_that_a_submission_could_read_are_told(tmp_path):
    """A book in /usr/src, say: what Python needs is in /usr, so all of it can be read."""
    open_to_all = Path(grading.__file__).parents[1]
    told = what_is_limited(open_to_all / "exercises", tmp_path)
    assert told.startswith("NOT limited on this machine: ") and f"files in {open_to_all / 'exercises'}" in told
    assert str(tmp_path) not in told and str(tmp_path) not in what_is_limited(tmp_path)


def test_of_two_notebooks_the_newer_one_counts(tmp_path, source, hand_in, quickly):
    hand_in(["dora/final"], 5)
    folder = hand_in(["dora/final (2)"])
    os.utime(folder / "dora" / "final.ipynb", (1, 1))
    grade(folder, source.parents[1])
    assert quickly == [len(solved(source))]
    assert "`final (2).ipynb`" in (tmp_path / "class-graded" / "feedback" / "dora.md").read_text()


def test_of_what_an_exchange_has_collected_the_assignment_that_is_named_is_graded(tmp_path, quickly):
    for student in ("anna", "ben"):
        for name in ("01-completion", "02-chat"):
            text = (EXERCISES / name / f"{name}.ipynb").read_text(encoding="utf-8")
            write(tmp_path / "submitted" / student / name / f"{name}.ipynb", json.loads(text)["cells"])
    other = tmp_path / "submitted" / "anna" / "01-completion" / "01-completion.ipynb"
    os.utime(other, (2e9, 2e9))  # handed in late, and none of this assignment's business
    target = grade(tmp_path / "submitted", EXERCISES, "02-chat")
    assert target == tmp_path / "submitted-02-chat-graded"
    assert {row["assignment"] for row in table(target).values()} == {"02-chat"}
    assert "`02-chat.ipynb`" in (target / "feedback" / "anna.md").read_text()


def test_half_a_character_in_a_message_or_a_name_stops_nothing(tmp_path, source, hand_in):
    folder, cells = hand_in(["anna"]), solved(source)
    cells["first"]["source"] = "raise ValueError('\\ud800')"
    write(folder / os.fsdecode(b"m\xfcller.ipynb"), list(cells.values()))  # as some zips are unpacked
    rows = table(grade(folder, source.parents[1]))
    assert {name: row["points"] for name, row in rows.items()} == {"anna": "14", r"m\udcfcller": "12"}
    assert r"ValueError: \ud800" in rows[r"m\udcfcller"]["note"]
    [theirs] = (tmp_path / "class-graded" / "feedback").glob("m*.md")
    assert r"ValueError: \ud800" in theirs.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_stops_nothing(source, hand_in, quickly):
    folder = hand_in(["anna", "ben"])
    (folder / "ben.ipynb").chmod(0)
    if os.access(folder / "ben.ipynb", os.R_OK):
        pytest.skip("whoever may do everything can read every file")
    rows = table(grade(folder, source.parents[1]))
    assert {name: row["points"] for name, row in rows.items()} == {"anna": "1", "ben": "0"}
    assert rows["ben"]["note"] == "ben.ipynb cannot be read: Permission denied; hand it in again"


def test_a_name_is_no_formula_and_no_way_out_of_the_folder(tmp_path, source, hand_in, quickly):
    folder = hand_in(["=1+1"])
    (folder / "eve.ipynb").symlink_to(source)
    (folder / "=2+2.ipynb").write_text("no notebook")
    rows = table(grade(folder, source.parents[1]))
    assert list(rows) == ["'=1+1", "'=2+2"] and rows["'=2+2"]["note"].startswith("'=2+2.ipynb is not a notebook")


@pytest.mark.parametrize("argv, told", [
    ([], "SUBMISSIONS=folder"),
    (["no/such/folder"], "no folder"),
    (["{empty}"], "nothing in"),
    (["{strange}"], "no submission is to one of tiny"),
    (["{strange}", "dragons"], "no assignment 'dragons': use one of tiny"),
])  # fmt: skip
def test_bad_input_is_one_line_and_status_2(tmp_path, source, monkeypatch, capsys, argv, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    (tmp_path / "strange").mkdir()
    (tmp_path / "strange" / "anna.ipynb").write_text(json.dumps({"cells": []}))
    assert main([each.format(empty=tmp_path / "empty", strange=tmp_path / "strange") for each in argv]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("make grade: ") and told in err and err.count("\n") == 1
