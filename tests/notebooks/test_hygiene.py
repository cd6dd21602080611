"""A chapter is kept without what running it leaves behind, and reads well as a plain notebook."""

import re
from pathlib import Path

import nbformat
import pytest

from nexttoken.site.install_cell import install_cell

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECRET = re.compile(
    r"\b(sk-[\w-]{16,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|hf_\w{20,}|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|xox[abprs]-[\w-]{10,})"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY"
)
OWN_MACHINE = re.compile(r"(/home/|/Users/|/root/|[A-Z]:\\Users)")
ONLY_IN_SPHINX = re.compile(r"^(```\{|:::|\{[a-z-]+\}`)", re.MULTILINE)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def test_it_is_valid_and_of_the_version_with_cell_ids(path, notebook):
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))


def test_nothing_is_left_of_a_run(notebook):
    for cell in notebook.cells:
        assert cell.metadata.keys() <= {"mystnb", "tags"}, cell.source
        if cell.cell_type == "code":
            assert cell.source.strip(), "an empty cell"
            assert cell.outputs == [] and cell.execution_count is None, cell.source
    assert notebook.metadata.keys() == {"kernelspec"}
    assert notebook.metadata.kernelspec.name == "python3"


def test_it_begins_with_its_one_title(notebook):
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert notebook.cells[0].cell_type == "markdown" and prose[0].startswith("# ")
    without_code = [re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL) for text in prose]
    assert sum(len(re.findall(r"^# ", text, re.MULTILINE)) for text in without_code) == 1


def test_its_first_code_installs_the_package_from_the_address_in_the_settings(notebook):
    remedy = "write the cell anew: .venv/bin/python -m nexttoken.site.install_cell"
    assert notebook.cells[1] == install_cell(notebook, ROOT), remedy


def test_it_holds_no_secret_and_no_path_of_one_machine(path):
    text = path.read_text(encoding="utf-8")
    assert not SECRET.search(text)
    assert not OWN_MACHINE.search(text)


def test_its_prose_is_plain_markdown(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            assert not ONLY_IN_SPHINX.search(cell.source), cell.source
