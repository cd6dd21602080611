"""What students get: everything but the answers."""

import json
from zipfile import ZipFile

import nbformat
import pytest
from submissions import SOURCE, run

from nexttoken.errors import UserError
from nexttoken.exercises.assignment import read_cells
from nexttoken.exercises.release import STUB, release, write_all

EXERCISES = SOURCE.parents[1]
RELEASED = release(SOURCE.read_text(encoding="utf-8"))


def test_a_release_and_its_zip_are_written(tmp_path):
    [zipped] = write_all(EXERCISES, tmp_path / "new")
    path = tmp_path / "new" / "01-completion" / "01-completion.ipynb"
    assert path.read_text(encoding="utf-8") == RELEASED
    with ZipFile(zipped) as archive:
        assert archive.namelist() == ["01-completion/01-completion.ipynb"]
        assert archive.infolist()[0].external_attr >> 16 == 0o644
        assert archive.read("01-completion/01-completion.ipynb").decode() == RELEASED
    first = zipped.read_bytes()
    list(write_all(EXERCISES, tmp_path / "new"))
    assert zipped.read_bytes() == first


def test_it_is_a_valid_notebook_that_runs_to_its_end_unsolved(capsys):
    notebook = nbformat.reads(RELEASED, as_version=4)
    nbformat.validate(notebook)
    names = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            run(cell.source, names)
    assert capsys.readouterr().out.count("not there yet") == 8


def test_all_but_solutions_and_hidden_tests_is_as_in_the_source():
    released = json.loads(RELEASED)["cells"]
    source = read_cells(SOURCE)
    assert [cell["metadata"] for cell in released] == [cell["metadata"] for cell in source]
    assert sum(STUB in cell["source"] for cell in released) == 8
    for new, old in zip(released, source):
        kept = new["source"].replace(STUB, "")
        assert "###" not in kept and old["source"].startswith(kept.rstrip())


def test_the_source_is_valid_and_nothing_is_left_of_a_run():
    notebook = nbformat.read(SOURCE, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    ids = [cell.metadata.nbgrader.grade_id for cell in code]
    assert len(ids) == len(set(ids)) and ids[0] == "setup"


def test_a_folder_without_assignments_is_one_line(tmp_path):
    with pytest.raises(UserError, match="no assignments in"):
        list(write_all(tmp_path, tmp_path / "new"))
