"""Every page where no script runs, on a phone: its text, its live elements, its questions and its tables can be read."""

from pathlib import Path

import pytest
from conftest import CHAPTERS, PATIENCE, ROOT, python
from test_pages import PAGES

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
SMALLEST = 100  # characters of a page: the shortest says that there is no page, or how to search
STILL = 40  # characters of what a live element shows
COUNT = len([*(ROOT / "notebooks").glob("*.ipynb")])


@pytest.fixture(scope="module")
def reader(browser):
    """A page of a browser that runs no scripts, but for those of the tests."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read(reader, site, path):
    reader.goto(f"{site}/{path}")
    looked = reader.evaluate(LOOK)
    assert looked["hidden"] == [] == looked["empty"]
    assert looked["characters"] > SMALLEST
    assert looked["wide"] <= 0, "the page scrolls sideways"
    if path != "404.html":  # which is made without the theme
        assert looked["accent"], "the colours of the book are missing"
        assert looked["dead"] == [], "buttons that do nothing"
        assert looked["ways"] >= COUNT, "no way to other chapters"
    assert_lives_are_still(looked["lives"], {name for name, page in CHAPTERS.items() if f"{page}.html" == path})
    assert bool(looked["questions"]) == path.startswith("notebooks/")
    assert_answers_open(looked["questions"])


def assert_lives_are_still(lives, expected):
    """Each live element has its title, its still picture, and a line on how to try it."""
    assert expected <= {live["name"] for live in lives}
    for live in lives:
        assert live["title"].startswith("Try it: ") and live["hint"].startswith("With JavaScript"), live
        assert len(live["still"]) > STILL, live


def assert_answers_open(questions):
    for answers in questions:
        assert all(not each["before"] and each["after"] for each in answers), "an answer that cannot be opened"
        assert [each["why"].startswith("Right.") for each in answers].count(True) == 1


def test_a_menu_holds_links_and_no_buttons_that_do_nothing(reader, site):
    reader.goto(f"{site}/notebooks/12-tools.html")
    menu = reader.locator(".dropdown-download-buttons")
    menu.get_by_role("button").first.focus()
    assert menu.get_by_role("link").count() == 1
    assert menu.get_by_role("button").count() == 1, "only the one that opens it"


def test_the_list_of_models_scrolls_by_itself_to_its_end(reader, site):
    models = python("[m.id for m in catalogue.load().entries]", "from nexttoken import catalogue")
    reader.goto(f"{site}/{CHAPTERS['model-table']}.html")
    table = reader.locator("model-table")
    assert table.locator("tbody th").evaluate_all("heads => heads.map(head => head.firstChild.textContent)") == models
    last = table.get_by_role("rowheader").last
    last.scroll_into_view_if_needed()
    region, cell = table.get_by_role("region").bounding_box(), last.bounding_box()
    assert region["y"] <= cell["y"] <= region["y"] + region["height"] and cell["x"] + cell["width"] <= 390
