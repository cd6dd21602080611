"""What every chapter's page offers around its text, in the HTML that was built: no browser is needed to see it."""

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import HTML, ROOT

CONFIG = (ROOT / "_config.yml").read_text(encoding="utf-8")
SETTINGS = dict(re.findall(r"^  (\w+): (https://\S+)$", CONFIG, re.MULTILINE))
CHAPTERS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))


def links_of(page):
    """The attributes of each link of a page, by their names."""
    tags = re.findall(r"<a\s([^>]*)>", page)
    return [{name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)} for tag in tags]


def target(page, **wanted):
    """Where the only link leads that has these words in its attributes."""
    links = [link for link in links_of(page) if all(words in link.get(key, "") for key, words in wanted.items())]
    found = {link["href"] for link in links}
    assert len(found) == 1, f"{wanted}: {found}"
    return found.pop()


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_can_be_run_taken_home_and_left_in_both_directions(name):
    path = HTML / "notebooks" / f"{name}.html"
    page = path.read_text(encoding="utf-8")
    repository = SETTINGS["url"].removeprefix("https://github.com/")
    assert target(page, href="colab").endswith(f"/github/{repository}/blob/main/notebooks/{name}.ipynb")
    for way in ({"class": "btn-download-source-button"}, {"class": "left-prev"}, {"class": "right-next"}):
        assert (path.parent / target(page, **way)).is_file(), way
    assert target(page, **{"class": "btn-download-source-button"}).endswith(f"{name}.ipynb")
    place = CHAPTERS.index(name)
    before, after = (Path(target(page, **{"class": way})).stem for way in ("left-prev", "right-next"))
    assert place == 0 or before == CHAPTERS[place - 1]
    assert after in CHAPTERS[place + 1 : place + 2] or name == CHAPTERS[-1]


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_says_what_it_needs_and_how_long_it_takes_and_has_a_card(name):
    page = (HTML / "notebooks" / f"{name}.html").read_text(encoding="utf-8")
    assert re.search(r"<strong>You need</strong> .{10}", page)
    assert re.search(r'<p class="reading-time">Reading time: about \d+ minutes?</p>', page)
    card = re.search(r'<meta property="og:image" content="([^"]+)"', page)[1]
    assert card.startswith(SETTINGS["baseurl"]) and (HTML / card.removeprefix(SETTINGS["baseurl"])).is_file()
