"""The page of references has every paper that the book names, and says where each is cited."""

import re
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from markdown_it import MarkdownIt
from sphinx.errors import SphinxError

from nexttoken.site.references import ENTRY, addresses, say_where

ROOT = Path(__file__).parents[2]
PAPERS = ("https://arxiv.org/", "https://doi.org/", "https://dl.acm.org/")
NAMED = re.compile(r"\b([A-Z]\w+)(?: et al\.| and [A-Z]\w+)? ((?:19|20)\d\d)\b")
SHANNON = "- Claude Shannon (1951). [Prediction](https://doi.org/10(1)x). Journal."
KNOWN = (ROOT / "references.md").read_text("utf-8")


def links(markdown):
    tokens = (child for token in MarkdownIt().parse(markdown) for child in token.children or [])
    return {token.attrs["href"] for token in tokens if token.type == "link_open"}


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_paper_that_a_chapter_links_to_is_on_the_page(path):
    prose = (cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    papers = {link for source in prose for link in links(source) if link.startswith(PAPERS)}
    assert papers <= set(addresses(KNOWN))


def test_a_paper_that_the_code_names_is_on_the_page():
    docstrings = (path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = {name for text in docstrings for name in NAMED.findall(text) if "et al." in text}
    entries = [(entry["authors"], entry["year"]) for entry in ENTRY.finditer(KNOWN)]
    assert ("Rafailov", "2023") in named
    assert [name for name in named if not any(name[0] in who and name[1] == year for who, year in entries)] == []


def test_every_line_of_the_page_is_an_entry_that_can_be_read():
    assert len(addresses(KNOWN)) == KNOWN.count("\n- ") == len(set(addresses(KNOWN)))


def page(root):
    """What the page says where it has one entry."""
    environment = SimpleNamespace(note_dependency=lambda path: None)
    source = [f"# References\n\n{SHANNON}\n"]
    say_where(SimpleNamespace(srcdir=root, env=environment), "references", source)
    return source[0]


def test_an_entry_says_where_it_is_cited(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "src").mkdir()
    with pytest.raises(SphinxError, match=r"nothing cites https://doi.org/10\(1\)x: cite it, or take it out"):
        page(tmp_path)
    (tmp_path / "src" / "bits.py").write_text('"""Bits (Shannon et al. 1951)."""')
    assert page(tmp_path).endswith(f"{SHANNON}\n\n  Cited in `src/bits.py`.\n")
    (tmp_path / "notebooks" / "01-a.ipynb").write_text('["([1951](https://doi.org/10(1)x))"]')
    assert "Cited in [](notebooks/01-a.ipynb), `src/bits.py`." in page(tmp_path)
