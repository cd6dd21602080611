"""Links to terms of the glossary and to works of the references carry the explanation, on a page of their own book."""

import re

import pytest
from sphinx.application import Sphinx

PAGES = {
    "index": "# Book\n\n[Logits](glossary.md#term-top-p), [1951](https://doi.org/x) and [this](https://doi.org/y).",
    "glossary": "# Glossary\n\n```{glossary}\ntop-p\n  A share of a {term}`sum`.\n\n  Chapter 4.\n\nsum\n  All & all.\n```",
    "references": "# References\n\n- Claude Shannon (1951). [Prediction](https://doi.org/x).\n\n  Cited in 1.",
}
TITLED = re.compile(r'<a class="explained reference (?:in|ex)ternal" href="([^"]*)" title="([^"]*)"')


@pytest.fixture
def build(tmp_path):
    """Build a small book whose pages were changed as given, and give the HTML of a page."""

    def built(name, **changed):
        for page, text in (PAGES if not changed else changed).items():
            (tmp_path / f"{page}.md").write_text(text)
        config = {"extensions": ["myst_parser", "nexttoken.site.explanations"], "html_theme": "basic"}
        Sphinx(tmp_path, None, tmp_path / "out", tmp_path / "trees", "html", config, status=None).build()
        return (tmp_path / "out" / f"{name}.html").read_text()

    return built


def test_a_link_has_what_the_other_page_says_of_it(build):
    works = ("https://doi.org/x", "Claude Shannon (1951). Prediction.")
    assert TITLED.findall(build("index")) == [("glossary.html#term-top-p", "A share of a sum."), works]
    assert TITLED.findall(build("glossary")) == [("#term-sum", "All &amp; all.")]
    assert TITLED.findall(build("references")) == []


def test_a_page_is_made_anew_when_what_explains_it_has_changed(build):
    build("index")
    changed = PAGES["glossary"].replace("A share of", "A part of")
    assert ("glossary.html#term-top-p", "A part of a sum.") in TITLED.findall(build("index", glossary=changed))
