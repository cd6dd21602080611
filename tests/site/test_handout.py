"""Assignments on the site: the chapters of a part link to its assignment, and what students get lies there."""

from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
import yaml
from docutils import nodes
from docutils.utils import new_document
from sphinx.errors import SphinxError

from nexttoken.exercises.release import release
from nexttoken.site import handout

ROOT = Path(__file__).parents[2]
ASSIGNMENTS = sorted(path.name for path in (ROOT / "exercises").iterdir())


def html_of(comment):
    document = new_document("page")
    document += nodes.raw("", comment, format="html")
    app = SimpleNamespace(env=SimpleNamespace(docname="notebooks/01-next-token"), srcdir=ROOT)
    handout.link(app, document)
    return document.astext()


def linked(chapter):
    """The assignments that a chapter links to."""
    return handout.COMMENT.findall((ROOT / f"{chapter['file']}.ipynb").read_text(encoding="utf-8"))


def test_each_chapter_of_a_part_links_to_its_assignment_and_one_to_the_project():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    parts = [part["chapters"] for part in toc["parts"] if "numbered" in part]
    for number, chapters in enumerate(parts, start=1):
        [name] = [name for name in ASSIGNMENTS if name.startswith(f"0{number}-")]
        for chapter in chapters:
            assert name in linked(chapter), f"put <!-- assignment: {name} --> into {chapter['file']}"
    assert {name for chapters in parts for chapter in chapters for name in linked(chapter)} == set(ASSIGNMENTS)


def test_a_link_is_found_from_where_the_chapter_lies():
    html = html_of("<!-- assignment: 01-completion -->")
    assert 'href="../assignments/01-completion.zip"' in html
    assert 'href="../assignments/01-completion/01-completion.ipynb"' in html  # Colab opens no zip


def test_what_the_link_leads_to_is_what_students_get(tmp_path):
    handout.write_assignments(SimpleNamespace(srcdir=ROOT, outdir=tmp_path), None)
    for name in ASSIGNMENTS:
        with ZipFile(tmp_path / "assignments" / f"{name}.zip") as archive:
            notebook = archive.read(f"{name}/{name}.ipynb").decode()
        assert notebook == (tmp_path / "assignments" / name / f"{name}.ipynb").read_text(encoding="utf-8")
        assert notebook == release((ROOT / "exercises" / name / f"{name}.ipynb").read_text(encoding="utf-8"))


def test_an_assignment_that_there_is_not_stops_the_book():
    with pytest.raises(SphinxError, match="notebooks/01-next-token: there is no assignment 09-dragons in exercises/"):
        html_of("<!-- assignment: 09-dragons -->")
