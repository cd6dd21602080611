"""What explains a word appears at the word: to a mouse, to the keyboard, to a finger; and without a network."""

import pytest
from conftest import PATIENCE
from playwright.sync_api import expect

PAGE = "notebooks/05-inside.html"

sizes = pytest.mark.parametrize("visitor", [(360, "dark"), (1280, "light")], ids=str, indirect=True)


def opened(page, site):
    """A term and a citation on a chapter's page, and the place where explanations appear."""
    page.goto(f"{site}/{PAGE}", wait_until="networkidle")
    term, citation = page.locator('a.explained[href*="#term-logit"]'), page.locator('a.explained[href*="2209.11895"]')
    return term.first, citation.first, page.locator("#explanation")


@sizes
def test_the_keyboard_shows_it_without_a_network_and_escape_hides_it(visitor, site):
    term, citation, explanation = opened(visitor, site)
    visitor.context.set_offline(True)
    for link, words in (term, "score that a model gives"), (citation, "In-context Learning and Induction Heads"):
        link.focus()
        expect(explanation).to_contain_text(words)
        expect(link).to_have_accessible_description(explanation.text_content())
        box = explanation.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= visitor.viewport_size["width"]
        visitor.keyboard.press("Escape")
        expect(explanation).to_be_hidden()


@sizes
def test_the_mouse_shows_it_and_may_go_over_to_it(visitor, site):
    term, _, explanation = opened(visitor, site)
    term.hover()
    expect(explanation).to_contain_text("score that a model gives")
    explanation.hover()
    expect(explanation).to_be_visible()
    visitor.locator(".bd-article h1").hover()
    expect(explanation).to_be_hidden()


def test_the_keyboard_follows_a_link_after_a_touch_too(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    term, _, _ = opened(page, site)
    page.locator(".bd-article h1").tap()
    term.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary.html#term-logit")
    context.close()


def test_the_first_touch_shows_it_and_the_second_follows_the_link(browser, site):
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    term, _, explanation = opened(page, site)
    term.tap()
    expect(explanation).to_contain_text("score that a model gives")
    assert page.url == f"{site}/{PAGE}"
    term.tap()
    page.wait_for_url("**/glossary.html#term-logit")
    context.close()
