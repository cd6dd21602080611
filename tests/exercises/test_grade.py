"""The instructor's evening: a folder goes in, a table and feedback come out."""

import json
import os
from functools import partial
from itertools import islice
from pathlib import Path

import pytest
from short_assignment import TASKS
from submissions import cell, solved, table, write

from nexttoken.exercises import grade as grading
from nexttoken.exercises.alone import judge_alone
from nexttoken.exercises.grade import grade, main, what_is_limited
from nexttoken.exercises.judge import Outcome
from nexttoken.exercises.release import release
from nexttoken.exercises.session import LATE


def test_a_place_where_nothing_can_be_written_is_one_line_and_status_2(tmp_path, hand_in, quickly, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    hand_in(["anna"])
    (tmp_path / "class-graded").write_text("a file, where a folder has to be")
    assert main(["class"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("make grade: ") and str(tmp_path / "class-graded") in err and err.count("\n") == 1


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


def test_what_was_stopped_goes_on_where_it_was(tmp_path, source, hand_in, quickly, monkeypatch, capsys):
    folder = hand_in("abcdef")

    def stopped(jobs, **_):
        yield from islice(jobs, 3)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(grading, "cores", lambda: 1)
        patch.setattr(grading, "tqdm", stopped)
        with pytest.raises(KeyboardInterrupt):
            grade(folder, source.parents[1])
    assert "Stopping: what has begun is graded to its end" in capsys.readouterr().err
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


def test_folders_that_a_submission_could_read_are_told(tmp_path):
    """A book in /usr/src, say: what Python needs is in /usr, so all of it can be read."""
    open_to_all = Path(grading.__file__).parents[1]
    told = what_is_limited(open_to_all / "exercises", tmp_path)
    assert told.startswith("NOT limited on this machine: ") and f"files in {open_to_all / 'exercises'}" in told
    assert str(tmp_path) not in told and str(tmp_path) not in what_is_limited(tmp_path)


@pytest.mark.parametrize("left", ["", "[]", '{"note": ""'])
def test_what_was_kept_and_is_damaged_is_graded_again(source, hand_in, quickly, left):
    """Empty, as after a power cut."""
    target = grade(hand_in("ab"), source.parents[1])
    (target / "kept" / "a.json").write_text(left)
    quickly.clear()
    assert table(grade(hand_in("ab"), source.parents[1]))["a"]["points"] == "1"
    assert len(quickly) == 1


def test_a_file_that_would_fill_the_memory_is_not_read_whole(source, hand_in, quickly):
    folder = hand_in(["anna"])
    with open(folder / "ben.ipynb", "wb") as file:
        file.truncate(1 << 40)  # bytes that take no room on a disk
    assert "ben.ipynb is too large" in table(grade(folder, source.parents[1]))["ben"]["note"]


def test_a_spreadsheet_can_tell_the_alphabet_of_the_table(source, hand_in, quickly):
    """Without these three bytes Excel makes two odd characters of an umlaut."""
    target = grade(hand_in(["jürgen"]), source.parents[1])
    assert (target / "grades.csv").read_bytes().startswith("\ufeffstudent,".encode())


def test_half_a_character_in_a_message_or_a_name_stops_nothing(tmp_path, source, hand_in):
    folder, cells = hand_in(["anna"]), solved(source)
    cells["first"]["source"] = "raise ValueError('\\ud800')"
    write(folder / os.fsdecode(b"m\xfcller.ipynb"), list(cells.values()))  # as some zips are unpacked
    rows = table(grade(folder, source.parents[1]))
    assert {name: row["points"] for name, row in rows.items()} == {"anna": "14", r"m\udcfcller": "12"}
    assert r"ValueError: \ud800" in rows[r"m\udcfcller"]["note"]
    [theirs] = (tmp_path / "class-graded" / "feedback").glob("m*.md")
    assert r"ValueError: \ud800" in theirs.read_text(encoding="utf-8")


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
