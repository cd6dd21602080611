"""The list of models in a real browser: it is searched, filtered and sorted as Python would, by keys too."""

import pytest
from conftest import CHAPTERS, PATIENCE, python
from playwright.sync_api import expect

SETUP = "from nexttoken import catalogue\nmodels = catalogue.load().entries"

pytestmark = pytest.mark.parametrize("visitor", [(360, "light"), (1280, "dark")], ids=str, indirect=True)


def names(table):
    """The names in the rows that can be seen, in their order, without other names."""
    return table.locator("tbody tr:visible th").evaluate_all("heads => heads.map(head => head.firstChild.textContent)")


def test_a_search_and_filters_leave_the_models_that_python_finds(widget):
    table = widget("model-table")
    table.get_by_label("Search").fill("QWEN3 vl")
    expected = python("[m.id for m in models if 'qwen3' in m.id and 'vl' in m.id]", SETUP)
    assert names(table) == expected
    expect(table.get_by_role("status")).to_have_text(f"{len(expected)} of {python('len(models)', SETUP)} models")
    table.get_by_label("Search").fill("")
    table.get_by_label("Developer").select_option("OpenAI")
    table.get_by_label("Chat").select_option("no")
    assert names(table) == python(
        "[m.id for m in models if m.chat_completions is False and m.developer == 'OpenAI']", SETUP
    )
    table.get_by_label("Roles").select_option("function")
    expect(table.get_by_role("status")).to_contain_text("take back a filter")


def test_what_is_not_documented_and_other_names_are_found(widget):
    table = widget("model-table")
    table.get_by_label("Tools").select_option("not documented")
    assert names(table) == python("[m.id for m in models if m.tools is None]", SETUP)
    table.get_by_label("Tools").select_option("any")
    alias, name = python("next([m.aliases[0], m.id] for m in models if m.aliases)", SETUP)
    table.get_by_label("Search").fill(alias)
    assert name in names(table)


def test_a_heading_sorts_by_keys_and_says_so(widget, visitor):
    table = widget("model-table")
    heading = table.get_by_role("columnheader", name="Context")
    heading.get_by_role("button").focus()
    for order, sign in (("ascending", ""), ("descending", "-")):
        visitor.keyboard.press("Enter")
        expect(heading).to_have_attribute("aria-sort", order)
        assert names(table) == python(f"[m.id for m in sorted(models, key=lambda m: {sign}m.context_tokens)]", SETUP)
    table.get_by_role("columnheader", name="Developer").get_by_role("button").click()
    expect(table.locator("[aria-sort]")).to_have_count(1)


def test_it_is_a_table_to_those_who_hear_it(widget):
    """On a phone as well, where each row is a card."""
    table = widget("model-table").get_by_role("table", name="AI/ML API")
    count = python("len(models)", SETUP)
    expect(table.get_by_role("row")).to_have_count(count + 1)
    expect(table.get_by_role("rowheader")).to_have_count(count)
    expect(table.get_by_role("columnheader")).to_have_count(8)
    expect(table.get_by_role("cell")).to_have_count(7 * count)


def test_all_of_it_can_be_read_where_no_script_runs(visitor, browser, site):
    size, scheme = visitor.viewport_size, visitor.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    context = browser.new_context(viewport=size, java_script_enabled=False, color_scheme="dark" if scheme else "light")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(f"{site}/{CHAPTERS['model-table']}.html")
    table = page.locator("model-table")
    expect(table.locator("tbody tr")).to_have_count(python("len(models)", SETUP))
    expect(table.locator("tbody tr").first).to_be_visible()
    expect(table.locator("button, input, select")).to_have_count(0)
    context.close()
