"""What is in the folder of submissions: everybody has a line in the table, and what cannot be graded says why."""

import json
import os
import tracemalloc
import unicodedata

import pytest
from short_assignment import TASKS
from submissions import EXERCISES, solved, table, write

from nexttoken.exercises import grade as grading
from nexttoken.exercises.grade import grade


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


def test_nobody_vanishes_whose_folder_has_nothing_in_it(source, hand_in, quickly):
    folder = hand_in(["anna"])
    (folder / "ben").mkdir()
    write(folder / "cleo" / ".ipynb_checkpoints" / "tiny-checkpoint.ipynb", solved(source).values())
    (folder / ".git").mkdir()
    rows = table(grade(folder, source.parents[1]))
    nothing = "nothing was handed in"
    assert {name: row["note"] for name, row in rows.items()} == {"anna": "", "ben": nothing, "cleo": nothing}
    assert (rows["ben"]["points"], rows["ben"]["of"]) == ("0", "14")
    write(folder / "ben" / "tiny.ipynb", solved(source).values())
    assert table(grade(folder, source.parents[1]))["ben"]["points"] == "1"


@pytest.mark.parametrize("closed, mode", [("ben", 0), ("ben/tiny", 0), ("ben/tiny", 0o400)])
def test_a_folder_that_cannot_be_read_is_told(source, hand_in, quickly, closed, mode):
    folder = hand_in(["anna", "ben/tiny/tiny"])
    (folder / closed).chmod(mode)
    if os.access(folder / closed, os.X_OK):
        pytest.skip("whoever may do everything can read every folder")
    rows = table(grade(folder, source.parents[1]))
    (folder / closed).chmod(0o700)  # for whoever tidies up
    assert rows["ben"]["note"].endswith(" cannot be read: Permission denied; hand it in again")
    assert (rows["anna"]["points"], rows["ben"]["points"]) == ("1", "0")


def test_a_notebook_of_another_assignment_is_told_but_not_one_with_both_in_it(tmp_path, source):
    text = source.read_text()
    for task in TASKS:
        text = text.replace(task, f"{task}_of_another")
    other = write(source.parents[1] / "other" / "other.ipynb", json.loads(text)["cells"])
    both = [*solved(other).values(), *solved(source).values()]
    for student, cells in {"anna": solved(source).values(), "ben": solved(other).values(), "cleo": both}.items():
        write(tmp_path / "class" / f"{student}.ipynb", cells)
    rows = table(grade(tmp_path / "class", source.parents[1], "tiny"))
    assert {name: row["points"] for name, row in rows.items()} == {"anna": "14", "ben": "0", "cleo": "14"}
    assert {name: row["note"] for name, row in rows.items()} == {
        "anna": "",
        "ben": "this is other, not tiny",
        "cleo": "",
    }


def test_a_name_is_that_of_one_student_however_its_umlaut_is_written(source, hand_in, quickly):
    """As ü, or as macOS has some names, u with two dots."""
    hand_in([unicodedata.normalize("NFD", "jürgen/first")])
    assert list(table(grade(hand_in(["jürgen"]), source.parents[1]))) == ["jürgen"]


@pytest.mark.parametrize("metadata", [{"nbgrader": {"grade_id": "setup"}}, {}])
def test_a_cell_that_is_very_long_does_not_fill_the_memory_of_the_grader(
    source, hand_in, quickly, monkeypatch, metadata
):
    """Where a submission runs memory is limited, but what it belongs to and whose it is are found out before and after."""
    monkeypatch.setattr(grading, "package", lambda: b"")
    given = list(solved(source).values())
    given[0] |= {"source": f"x = [{'0, ' * 300_000}]"}
    folder = hand_in(["anna"])
    write(folder / "anna.ipynb", [cell | {"metadata": metadata and cell["metadata"]} for cell in given])
    tracemalloc.start()
    rows = table(grade(folder, source.parents[1]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert rows["anna"]["points"] == "1" and peak < 30_000_000
