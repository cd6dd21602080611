"""The questions at the end of a chapter in a real browser: by keys alone, without scripts, and with nothing to mend."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import PATIENCE
from playwright.sync_api import expect

PAGE = "notebooks/01-next-token.html"


def answer_by_keys(page):
    """Open the second answer of the first question."""
    answers = page.get_by_role("group").filter(has=page.locator("legend")).first.locator("details")
    why = answers.nth(1).locator("p")
    expect(why).to_be_hidden()
    answers.nth(0).locator("summary").focus()
    page.keyboard.press("Tab")
    expect(answers.nth(1).locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(why).to_be_visible()
    expect(why).to_contain_text("Right.")
    expect(answers.nth(0).locator("p")).to_be_hidden()


def test_an_answer_is_opened_by_keys_where_no_script_runs(browser, site):
    page = browser.new_page(java_script_enabled=False)
    page.set_default_timeout(PATIENCE)
    page.goto(f"{site}/{PAGE}")
    answer_by_keys(page)
    page.close()


@pytest.mark.parametrize("visitor", [(360, "light"), (1280, "dark")], ids=str, indirect=True)
def test_an_answer_is_opened_by_keys_and_axe_finds_nothing_to_mend(visitor, site):
    visitor.goto(f"{site}/{PAGE}")
    answer_by_keys(visitor)
    visitor.evaluate("document.querySelectorAll('.quiz details').forEach(details => details.open = true)")
    found = Axe().run(visitor, context=".quiz")
    assert found.violations_count == 0, found.generate_report()
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visitor.evaluate(wide) <= 0, "the page scrolls sideways"
