"""Every page of the built book in a real browser: a phone and a desktop, light and dark.

Needs `make book` before it, Chromium, and requirements-browser.txt: `make browser` sees to the last.
"""

import itertools
from base64 import b64encode
from functools import cache
from gzip import compress
from urllib.parse import urlsplit

import pytest
from conftest import HTML

BRIGHTNESS = """async (png) => {
  const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + png)).blob());
  const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, picture.width, picture.height);
  const found = { first: (data[0] + data[1] + data[2]) / 3, least: 255, most: 0 };
  for (let i = 0; i < data.length; i += 4) {
    const brightness = (data[i] + data[i + 1] + data[i + 2]) / 3;
    found.least = Math.min(found.least, brightness);
    found.most = Math.max(found.most, brightness);
  }
  return found;
}"""  # of a million pixels, which would take seconds to be sent here
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OTHER = {"light": "dark", "dark": "light"}
MOST = 350_000  # bytes that a page and all that it asks for may have, as they are sent, while nobody uses the model
COMPRESSED = {".html", ".css", ".js", ".json", ".svg"}  # by any server that publishes pages
PAGES = sorted(path.relative_to(HTML).as_posix() for path in HTML.rglob("*.html") if "_static" not in path.parts)


def test_the_book_has_been_built():
    assert "index.html" in PAGES and len(PAGES) >= 3, "run `make book` first"


@cache
def sent(path):
    """How many bytes of a file of the site are sent."""
    return len(compress(path.read_bytes())) if path.suffix in COMPRESSED else path.stat().st_size


def weights(visitor, site):
    """file -> its bytes, for all that has come from the site"""
    asked = {urlsplit(url).path[1:] for url in visitor.asked if url.startswith(site)}
    return {name: sent(HTML / name) for name in asked}


@pytest.mark.parametrize("visitor", [(360, "light"), (1280, "dark")], ids=str, indirect=True)
@pytest.mark.parametrize("path", PAGES)
def test_page(visitor, site, path):
    answer = visitor.goto(f"{site}/{path}", wait_until="networkidle")
    assert answer.ok
    came = weights(visitor, site)
    assert sum(came.values()) <= MOST, f"the page is heavy: {sorted(came.items(), key=lambda item: -item[1])[:5]}"
    without_words = "[...document.images].filter(image => !image.alt.trim()).map(image => image.src)"
    assert visitor.evaluate(without_words) == [], "pictures without alternative text"
    for width, scheme in itertools.product((360, 1280), ("light", "dark")):
        visitor.set_viewport_size({"width": width, "height": 800})
        visitor.emulate_media(color_scheme=scheme)
        visitor.wait_for_function(f"document.documentElement.dataset.theme !== '{OTHER[scheme]}'")
        assert visitor.evaluate(WIDE) <= 0, f"the page scrolls sideways at {width}, {scheme}"
        assert visitor.locator("h1:visible").count() == 1
    assert visitor.complaints == []
    assert [url for url in visitor.asked if not url.startswith((site, "data:", "blob:"))] == []


MOVING = """[...document.querySelectorAll("*")].filter((element) => {
  const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
  return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
}).map((element) => element.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("visitor", [(360, "light")], ids=str, indirect=True)
def test_nothing_slides_for_a_reader_who_asks_for_less_motion(visitor, site):
    visitor.emulate_media(reduced_motion="reduce")
    visitor.goto(f"{site}/notebooks/05-inside.html")
    assert visitor.evaluate(MOVING) == []


def brightness(visitor, clip):
    """How bright, from 0 to 255, the first, the darkest and the brightest pixel is that is seen in a part of the window."""
    return visitor.evaluate(BRIGHTNESS, b64encode(visitor.screenshot(clip=clip)).decode())


def test_a_picture_has_the_ground_of_its_page_and_stands_out_from_it(visitor, site):
    visitor.goto(f"{site}/notebooks/04-choosing.html", wait_until="networkidle")
    picture = visitor.locator("div.cell_output img").first
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    page = brightness(visitor, {"x": box["x"] + 3, "y": box["y"] - 3, "width": 1, "height": 1})["first"]
    seen = brightness(visitor, box)
    assert abs(seen["first"] - page) < 8
    assert max(abs(seen[each] - page) for each in ("least", "most")) > 150


def test_paper_is_light_whatever_the_screen_is(visitor, site):
    visitor.goto(f"{site}/notebooks/05-inside.html", wait_until="networkidle")
    theme = "document.documentElement.dataset.theme"
    on_screen = visitor.evaluate(theme)
    visitor.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert visitor.evaluate(theme) == "light"
    visitor.evaluate("dispatchEvent(new Event('afterprint'))")
    assert visitor.evaluate(theme) == on_screen


def test_roles_wear_their_colours_in_the_text(visitor, site):
    visitor.goto(f"{site}/notebooks/07-transcripts.html")
    spelled = ("code.role.user", "code.role.assistant", "code.literal:not(.role)")
    words = [visitor.locator("article").locator(name).first for name in spelled]
    assert len({word.evaluate("element => getComputedStyle(element).color") for word in words}) == 3
