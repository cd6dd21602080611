"""Every page of the built book in a real browser: a phone and a desktop, light and dark.

Needs `make book` before it, Chromium, and requirements-browser.txt: `make browser` sees to the last.
"""

import pytest
from conftest import HTML

PAGES = sorted(path.relative_to(HTML).as_posix() for path in HTML.rglob("*.html") if "_static" not in path.parts)


def test_the_book_has_been_built():
    assert "index.html" in PAGES and len(PAGES) >= 3, "run `make book` first"


@pytest.mark.parametrize("path", PAGES)
def test_page(visitor, site, path):
    answer = visitor.goto(f"{site}/{path}", wait_until="networkidle")
    assert answer.ok
    assert visitor.complaints == []
    assert [url for url in visitor.asked if not url.startswith((site, "data:", "blob:"))] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visitor.evaluate(wide) <= 0, "the page scrolls sideways"
    without_words = "[...document.images].filter(image => !image.alt.trim()).map(image => image.src)"
    assert visitor.evaluate(without_words) == [], "pictures without alternative text"
    assert visitor.locator("h1:visible").count() == 1
