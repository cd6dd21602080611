"""The icons of the theme are seen, although the site carries but a few of them (see src/nexttoken/site/icons.py)."""

import pytest

ICONS = "document.querySelectorAll(\"i[class*='fa-']\")"


def fonts_of(tools, element):
    """The fonts with which the browser draws what a JavaScript expression finds: none, if it is not seen."""
    tools.send("DOM.getDocument")  # or numbers of nodes end with what a page's scripts change
    found = tools.send("Runtime.evaluate", {"expression": element})["result"]
    node = tools.send("DOM.requestNode", {"objectId": found["objectId"]})["nodeId"]
    return [font["familyName"] for font in tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]]


@pytest.mark.parametrize("path", ["index.html", "notebooks/01-next-token.html", "search.html"])
def test_every_icon_is_drawn_by_a_font_of_the_site(visitor, site, path):
    visitor.goto(f"{site}/{path}", wait_until="networkidle")
    tools = visitor.context.new_cdp_session(visitor)
    for domain in ("DOM", "CSS"):
        tools.send(f"{domain}.enable")
    fonts = [fonts_of(tools, f"{ICONS}[{i}]") for i in range(visitor.evaluate(f"{ICONS}.length"))]
    assert len(list(filter(None, fonts))) >= 4
    assert all(name.startswith("Font Awesome 6") for names in fonts for name in names), fonts
