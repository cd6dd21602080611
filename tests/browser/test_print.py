"""The print edition, where `make pdf` has made it: every chapter in order, found in the outline, without live elements,
and without what students are to find out.
"""

import html
import json
import re

import pytest
from conftest import ROOT, python
from pypdf import PdfReader

PDF = ROOT / "_build" / "print" / "from-completion-to-chat.pdf"
TITLES = [json.loads(path.read_text("utf-8"))["cells"][0]["source"][0].removeprefix("# ").strip()
          for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]  # fmt: skip

pytestmark = pytest.mark.skipif(not PDF.exists(), reason="make pdf has not been run")


def titles(outline):
    for entry in outline:
        yield from titles(entry) if isinstance(entry, list) else [entry.title]


def test_the_book_is_printed_whole():
    reader = PdfReader(PDF)
    numbered = [re.fullmatch(r"\d+\. (.*)", title) for title in titles(reader.outline)]
    assert [found[1] for found in numbered if found and found[1] in TITLES] == TITLES
    text = " ".join("".join(page.extract_text() for page in reader.pages).split())
    assert "Always to take the most probable token is one way to choose" in text
    assert "Try it: what comes next?" not in text
    assert text.count("Answers to the questions") == len(TITLES)
    questions = text[text.index("You ask a model twice") : text.index("Answers to the questions")]
    assert "a) " in questions and "Right." not in questions


WITH_LEAKS = f"""import sys
sys.path.append({str(ROOT / "tests" / "exercises")!r})
from test_leaks import REGIONS, Path, code_in, leaks"""


def leaks_in(pdf, folder):
    """What `tests/exercises/test_leaks.py` finds in the text of a PDF, which is kept in a folder."""
    text = folder / "printed.txt"
    text.write_text("\n".join(page.extract_text() for page in PdfReader(pdf).pages), encoding="utf-8")
    return python(f"leaks('printed.txt', Path({str(text)!r}).read_bytes())", WITH_LEAKS)


def test_no_solution_and_no_hidden_test_is_printed(tmp_path):
    assert leaks_in(PDF, tmp_path) == []


def test_a_solution_that_is_printed_would_be_found(browser, tmp_path):
    page = browser.new_page()
    for code in python("['\\n'.join(code_in(region)) for region in REGIONS[::10]]", WITH_LEAKS):
        page.set_content(f"<pre>{html.escape(code)}</pre>")
        page.pdf(path=tmp_path / "printed.pdf")
        assert leaks_in(tmp_path / "printed.pdf", tmp_path), code
