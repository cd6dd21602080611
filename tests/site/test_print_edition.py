"""What `make pdf` adds to a site that has been built. What is in the PDF is tested in tests/browser/test_print.py."""

import shutil
from pathlib import Path

import pytest
from test_published import Head

from nexttoken.site import print_edition

FIRST = Path(__file__).parents[2] / "index.md"


@pytest.fixture
def printed(tmp_path):
    """A project whose book is printed."""
    pdf = tmp_path / print_edition.PDF
    pdf.parent.mkdir(parents=True)
    pdf.write_bytes(b"%PDF")
    return tmp_path


def test_the_first_page_of_the_site_leads_to_the_pdf(printed):
    page = printed / "_build" / "html" / "index.html"
    page.parent.mkdir()
    shutil.copy(FIRST, page)  # which Sphinx would make HTML, but for its comments
    for _ in range(2):  # printed again, it still has one link
        print_edition.add_to_site(printed)
        [link] = [link for link in Head(page.read_text(encoding="utf-8")).links if link.endswith(".pdf")]
        assert (page.parent / link).read_bytes() == b"%PDF"


def test_without_a_site_the_pdf_is_made_all_the_same(printed):
    print_edition.add_to_site(printed)
    assert [path.name for path in (printed / "_build").iterdir()] == ["print"]
