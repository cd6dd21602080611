"""Pages are for everybody: axe finds nothing to mend, light or dark, and nothing in live elements that are in use."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import CHAPTERS
from playwright.sync_api import expect
from test_pages import PAGES

pytestmark = pytest.mark.parametrize("visitor", [(360, "light"), (1280, "dark")], ids=str, indirect=True)

FOCUSED = """() => {
  const element = document.activeElement, { outlineStyle, boxShadow } = getComputedStyle(element);
  return [element === document.body ? "" : element.outerHTML.slice(0, 100), outlineStyle !== "none" || boxShadow !== "none"];
}"""
DEFINED = "names => names.every(name => document.querySelector(name).matches(':defined'))"


def use(visitor, names):
    """Do something with the elements that show more then."""
    visitor.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    if "next-token" in names:
        visitor.locator("next-token ol button").last.click()  # not probable, so in a strong colour
        expect(visitor.locator("next-token .told span")).to_have_count(1)
    if "text-tokens" in names:
        visitor.locator("text-tokens label.token").first.click()
        expect(visitor.locator("text-tokens .merges li")).not_to_have_count(0)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_to_mend(visitor, site, path):
    names = [name for name in CHAPTERS if f"{CHAPTERS[name]}.html" == path]
    visitor.goto(f"{site}/{path}")
    visitor.wait_for_function(DEFINED, arg=names)
    use(visitor, names)
    found = Axe().run(visitor)
    assert found.violations_count == 0, found.generate_report()


def test_who_goes_through_a_page_by_keys_sees_where_they_are(visitor, site):
    visitor.goto(f"{site}/{CHAPTERS['attention-heads']}.html")
    places = set()
    for _ in range(100):
        visitor.keyboard.press("Tab")
        places.add(tuple(visitor.evaluate(FOCUSED)))
    assert len(places) > 40 and [place for place, seen in places if place and not seen] == []
