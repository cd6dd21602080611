"""The live element that looks into the model: where its heads look, and what it says without some of them."""

import pytest
from conftest import python
from playwright.sync_api import expect

SETUP = """
import numpy as np
from dataclasses import replace
from nexttoken.inspection import attention, without

model = nexttoken.load("base")

def told(text, heads):
    deaf = replace(model, params=without(model.params, heads, model.config))
    return deaf.complete(text, temperature=0, max_tokens=40).text
"""

pytestmark = pytest.mark.parametrize("visitor", [(1280, "light")], ids=str, indirect=True)


def test_a_token_that_is_chosen_by_keys_shows_where_it_looks(widget, visitor):
    heads = widget("attention-heads")
    text = heads.get_by_label("A text").input_value()
    heads.get_by_label("layer").select_option("0")
    heads.get_by_label("head", exact=True).select_option("1")
    heads.locator("label.token").nth(4).click()
    visitor.keyboard.press("ArrowRight")
    shares = python(f"attention(model.params, np.array([model.prompt_ids({text!r})]), model.config)[0, 0, 1, 5].tolist()",
                    SETUP)  # fmt: skip
    best = max(range(len(shares)), key=shares.__getitem__)
    pieces = heads.locator("label.token b").all_text_contents()
    expect(heads.locator("[aria-live]")).to_contain_text(f"Layer 0, head 1: {pieces[5]} looks at {pieces[best]} (")
    shown = heads.locator("label.token").nth(best).evaluate("token => token.style.getPropertyValue('--share')")
    assert float(shown) == pytest.approx(shares[best], abs=1e-3)


def test_pointing_at_a_token_is_enough_to_see_where_it_looks(widget, visitor):
    heads = widget("attention-heads")
    pieces, detail = heads.locator("label.token b").all_text_contents(), heads.locator("[aria-live]")
    before = detail.text_content()
    heads.locator("label.token").nth(2).hover()
    expect(detail).to_contain_text(f": {pieces[2]} looks at")
    visitor.mouse.move(0, 0)
    expect(detail).not_to_contain_text(f": {pieces[2]} looks at")
    assert before.split(" looks")[0] == detail.text_content().split(" looks")[0]  # again that of the chosen token


def test_tokens_are_those_of_the_text_that_was_read_although_an_earlier_try_failed(widget, visitor):
    heads = widget("attention-heads")
    visitor.route("**/pretrained/**", lambda route: route.abort())
    heads.get_by_label("A text").fill("Two kings")
    expect(heads.get_by_role("status")).to_contain_text("check the connection and try again")
    visitor.unroute("**/pretrained/**")
    visitor.complaints.clear()
    heads.locator("label.token").nth(1).click()
    expect(heads.get_by_role("status")).to_have_text("")
    count = python("len(model.prompt_ids('Two kings'))", SETUP)
    expect(heads.locator("label.token b")).to_have_count(count)


def test_without_the_copying_heads_the_text_goes_on_otherwise(widget):
    heads = widget("attention-heads")
    text = heads.get_by_label("A text").input_value()
    off = [[int(number) for number in box.get_attribute("value").split(".")]
           for box in heads.locator(".heads :checked").all()]  # fmt: skip
    expected = python(f"[told({text!r}, []), told({text!r}, {off!r})]", SETUP)
    assert off and expected[0] != expected[1]
    heads.get_by_role("button", name="Complete with and without them").click()
    for column, continuation in zip(heads.locator(".columns .told").all(), expected):
        expect(column).to_contain_text(continuation.strip())
    expect(heads.get_by_role("status")).to_have_text("Both texts are told.")
