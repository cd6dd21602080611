"""The print edition, where `make pdf` has made it: every chapter in order, found in the outline, without live elements."""

import json
import re

import pytest
from conftest import ROOT
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
