"""Every code cell is a test: what passes, what fails, what is skipped, what is not run again."""

import subprocess
import sys

import nbformat
import pytest
from toy import RIVER, write_notebook

from nexttoken.site.pytest_cells import check_pictures


def pytest_in(project, *arguments):
    command = [sys.executable, "-m", "pytest", "-p", "nexttoken.site.pytest_cells", "-v", *arguments]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def test_a_failing_cell_shows_itself_and_skips_the_rest_of_its_chapter(project):
    write_notebook(project / "notebooks" / RIVER, "# The river", "depth = 0", "length = 7\nlength / depth", "depth = 1")
    done = pytest_in(project, "-n", "2", "--dist", "loadfile")
    assert done.returncode == 1
    for outcome, cell in [("PASSED", "01"), ("FAILED", "02"), ("SKIPPED", "03")]:
        assert f"{outcome} notebooks/{RIVER}::cell-{cell}" in done.stdout
    assert "length = 7\nlength / depth" in done.stdout  # its source
    assert "ZeroDivisionError: division by zero" in done.stdout
    assert "1 failed, 3 passed, 1 skipped" in done.stdout

    again = pytest_in(project)
    assert "notebooks/01-crown.ipynb: unchanged, not run again" in again.stdout
    assert "1 failed, 3 passed, 1 skipped" in again.stdout and again.returncode == 1


def test_one_cell_can_be_asked_for(project):
    done = pytest_in(project, f"notebooks/{RIVER}::cell-01")
    assert done.returncode == 0 and "1 passed" in done.stdout


def test_a_picture_without_words_fails():
    output = nbformat.v4.new_output("display_data", data={"image/png": "", "text/plain": "<Figure>"})
    cell = nbformat.v4.new_code_cell("plot()", outputs=[output])
    with pytest.raises(AssertionError, match="alternative text"):
        check_pictures(cell)
    cell.metadata["mystnb"] = {"image": {"alt": "Loss falls from 7.6 to 2.1 in 3,000 steps."}}
    check_pictures(cell)
