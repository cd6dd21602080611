"""The pack of a version: what students get, the answers, and what has changed since the pack before."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from short_assignment import tiny
from submissions import EXERCISES, cell, write

from nexttoken.errors import UserError
from nexttoken.exercises.pack import write_pack
from nexttoken.exercises.release import release


@pytest.fixture
def exercises(tmp_path):
    tiny(tmp_path / "exercises")
    return tmp_path / "exercises"


def packed(exercises, version, before=None):
    return write_pack(exercises, version, before, exercises.parent / "packs")


def changes(pack):
    with ZipFile(pack) as archive:
        return archive.read("changes.txt").decode().splitlines()


def edit(path, task, old, new):
    """Change what the cell `task` says."""
    notebook = json.loads(path.read_text())
    [cell] = [each for each in notebook["cells"] if each["metadata"]["nbgrader"]["grade_id"] == task]
    assert old in cell["source"]
    cell["source"] = cell["source"].replace(old, new)
    path.write_text(json.dumps(notebook))


def test_it_holds_what_students_get_and_the_sources(tmp_path):
    with ZipFile(write_pack(EXERCISES, "0.2.0", None, tmp_path)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    sources = {path.stem: path.read_text(encoding="utf-8") for path in EXERCISES.glob("*/*.ipynb")}
    students = {f"students/{name}/{name}.ipynb": release(text) for name, text in sources.items()}
    answers = {f"answers/{name}/{name}.ipynb": text for name, text in sources.items()}
    assert texts.pop("changes.txt").startswith("Assignments, 0.2.0\n")
    assert texts == students | answers


def test_it_says_which_tasks_are_new_gone_or_changed(exercises):
    before, source = packed(exercises, "1"), exercises / "tiny" / "tiny.ipynb"
    write(exercises / "more" / "more.ipynb", [cell("", "setup")])
    edit(source, "second", "return 2 * x", "return x + x")
    edit(source, "third", "Twice x.", "Two times x.")
    edit(source, "fourth-tests", "(2) == 4", "(3) == 6")
    text = source.read_text().replace('"seventh', '"eighth').replace('"points": 2', '"points": 3', 1)
    source.write_text(text)
    assert changes(packed(exercises, "2", before)) == [
        "Assignments, 2", "", "Since assignments-1-with-answers:", "",
        "more: new",
        "tiny: changed",
        "  first: its points",
        "  second: the answer",
        "  third: what is asked",
        "  fourth: the hidden tests",
        "  eighth: new",
        "  seventh: gone",
    ]  # fmt: skip


def test_where_nothing_has_changed_it_says_so(exercises):
    assert changes(packed(exercises, "2", packed(exercises, "1")))[-1] == "tiny: as it was"


def test_a_pack_is_frozen(exercises):
    pack = packed(exercises, "1")
    first = pack.read_bytes()
    assert packed(exercises, "1").read_bytes() == first
    edit(exercises / "tiny" / "tiny.ipynb", "first", "Twice", "2 times")
    with pytest.raises(UserError, match="is there already and differs: give another VERSION"):
        packed(exercises, "1")
    assert pack.read_bytes() == first
    pack.unlink()
    assert packed(exercises, "1").read_bytes() != first


def test_a_pack_is_there_whole_or_not_at_all(exercises, monkeypatch):
    monkeypatch.setattr("nexttoken.exercises.pack.add", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        packed(exercises, "1")
    monkeypatch.undo()
    assert changes(packed(exercises, "1"))


def test_what_is_no_pack_is_one_line(exercises):
    other = exercises.parent / "other.zip"
    with pytest.raises(UserError, match="cannot be read"):
        packed(exercises, "2", other)
    other.write_text("no zip")
    with pytest.raises(UserError, match="cannot be read"):
        packed(exercises, "2", other)
    with ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "")
    with pytest.raises(UserError, match="holds no answers"):
        packed(exercises, "2", other)
    for version in ("", "../0.2.0"):
        with pytest.raises(UserError, match="the version is"):
            packed(exercises, version)


def test_the_command_writes_it_beside_the_site_and_not_into_it(exercises):
    command = [sys.executable, "-m", "nexttoken.exercises.pack", "0.2.0"]
    done = subprocess.run(command, cwd=exercises.parent, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == Path("_build/packs/assignments-0.2.0-with-answers.zip")
    assert (exercises.parent / done.stdout.strip()).exists()
