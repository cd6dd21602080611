"""What students get: everything but the answers."""

import json
import re
from zipfile import ZipFile

import nbformat
import pytest
from submissions import EXERCISES, run

from nexttoken.errors import UserError
from nexttoken.exercises.assignment import id_of, read_assignment, read_cells
from nexttoken.exercises.release import STUB, release, write_all
from nexttoken.site.install_cell import ID, install_cell

SOURCES = sorted(EXERCISES.glob("*/*.ipynb"))
each_source = pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)


def released(source):
    return release(source.read_text(encoding="utf-8"))


def test_releases_and_their_zips_are_written(tmp_path):
    zips = list(write_all(EXERCISES, tmp_path / "new"))
    assert [zipped.stem for zipped in zips] == [source.stem for source in SOURCES]
    for source, zipped in zip(SOURCES, zips):
        name, text = f"{source.stem}/{source.name}", released(source)
        assert (tmp_path / "new" / name).read_text(encoding="utf-8") == text
        with ZipFile(zipped) as archive:
            assert archive.namelist() == [name]
            assert archive.infolist()[0].external_attr >> 16 == 0o644
            assert archive.read(name).decode() == text
    first = [zipped.read_bytes() for zipped in zips]
    list(write_all(EXERCISES, tmp_path / "new"))
    assert [zipped.read_bytes() for zipped in zips] == first


@pytest.mark.parametrize("region", ["### BEGIN SOLUTION\n4\n### END SOLUTOIN", "### BEGIN SOLUTION\n4", "4\n### END SOLUTION",
                                    "### BEGIN HIDDEN TESTS \n4\n### END HIDDEN TESTS"])  # fmt: skip
def test_a_region_that_is_not_closed_well_is_refused(region):
    notebook = {"cells": [{"id": "task-01", "cell_type": "code", "source": region}]}
    with pytest.raises(UserError, match="cell task-01 has a region"):
        release(json.dumps(notebook))


@each_source
def test_it_is_a_valid_notebook_that_runs_to_its_end_unsolved(source, capsys):
    notebook = nbformat.reads(released(source), as_version=4)
    nbformat.validate(notebook)
    names = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.id != ID:
            run(cell.source, names)
    assert capsys.readouterr().out.count("not there yet") == len(read_assignment(source).tasks)


@each_source
def test_every_task_says_what_is_expected(source):
    """Under the word by which a check that is not content refers to it."""
    tasks, above, told = read_assignment(source).tasks, "", {}
    for cell in json.loads(released(source))["cells"]:
        above += cell["source"] if cell["cell_type"] == "markdown" else ""
        if id_of(cell) in tasks:
            told[id_of(cell)], above = len(re.findall(r"^\*\*Expected:\*\*\s+\S", above, re.MULTILINE)), ""
    assert told == dict.fromkeys(tasks, 1)


@each_source
def test_all_but_solutions_and_hidden_tests_is_as_in_the_source(source):
    new, old = json.loads(released(source))["cells"], read_cells(source)
    assert [cell["metadata"] for cell in new] == [cell["metadata"] for cell in old]
    assert sum(STUB in cell["source"] for cell in new) == len(read_assignment(source).tasks)
    for after, before in zip(new, old):
        kept = after["source"].split(STUB)
        assert "###" not in after["source"] and before["source"].startswith(kept[0].rstrip())
        assert all(part.strip() in before["source"] for part in kept)


@each_source
def test_the_source_is_valid_and_nothing_is_left_of_a_run(source):
    notebook = nbformat.read(source, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code.pop(0) == notebook.cells[1] == install_cell(notebook, EXERCISES.parent)
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)
    ids = [cell.metadata.nbgrader.grade_id for cell in code]
    assert len(ids) == len(set(ids)) and ids[0] == "setup"


def test_a_folder_without_assignments_is_one_line(tmp_path):
    with pytest.raises(UserError, match="no assignments in"):
        list(write_all(tmp_path, tmp_path / "new"))
