"""What the site says of itself to others: where its pages are, what they are about, what it keeps."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import pytest
import yaml

from nexttoken.site import card, offline, published, reading_time

ROOT = Path(__file__).parents[2]
SITE = yaml.safe_load((ROOT / "_config.yml").read_text())["html"]["baseurl"]


class Head(HTMLParser):
    """The <meta> of a page by their name, and where its links lead."""

    def __init__(self, html):
        super().__init__()
        self.meta, self.links = {}, []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "meta":
            self.meta[given.get("property") or given.get("name")] = given.get("content")
        if "href" in given:
            self.links.append(given["href"])


def test_the_sitemap_has_the_address_of_every_page(tmp_path):
    published.write_sitemap(ROOT, tmp_path, ["index.html", "a&b.html"])
    places = [place.text for place in ElementTree.parse(tmp_path / "sitemap.xml").findall(".//{*}loc")]
    assert places == [f"{SITE}index.html", f"{SITE}a&b.html"]


def test_the_page_for_wrong_addresses_is_the_same_at_every_depth(tmp_path):
    published.write_not_found(ROOT, tmp_path)
    text = (tmp_path / "404.html").read_text()
    assert Head(text).links == ["data:,", SITE] and "src=" not in text and "url(" not in text


def test_a_card_says_what_the_page_says():
    html = card.tags('Tokens "&" more', "What <you> get", f"{SITE}a.html", SITE, "A book")
    meta = Head(html).meta
    assert meta["og:title"] == 'Tokens "&" more' and meta["og:description"] == meta["description"] == "What <you> get"
    assert (meta["og:url"], meta["og:image"]) == (f"{SITE}a.html", f"{SITE}card.png")


@pytest.mark.parametrize("words, minutes", [(1, 1), (1990, 10), (2110, 11)])
def test_reading_takes_a_minute_for_200_words_of_prose_or_code(words, minutes):
    cells = [
        nbformat.v4.new_markdown_cell("word " * (words // 2)),
        nbformat.v4.new_code_cell("x " * (words - words // 2)),
    ]
    assert reading_time.minutes(nbformat.v4.new_notebook(cells=cells)) == minutes


@pytest.fixture
def folder(tmp_path):
    others = ("pretrained/base/model.safetensors", "_sources/01.ipynb", "book.pdf")
    for name in ("index.html", "notebooks/01.html", *others):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def build_of(folder):
    offline.write_worker(folder)
    return re.search('const BUILD = "([0-9a-f]+)"', (folder / offline.NAME).read_text())[1]


def test_the_worker_keeps_what_is_read_and_neither_models_nor_the_print_edition(folder):
    build_of(folder)
    files = re.search(r"const FILES = (\[.*\]);", (folder / offline.NAME).read_text())[1]
    assert yaml.safe_load(files) == ["./", "index.html", "notebooks/01.html"]


def test_every_change_of_the_site_makes_another_build_and_nothing_else_does(folder):
    first = build_of(folder)
    assert build_of(folder) == first
    (folder / "pretrained/base/model.safetensors").write_text("other weights")
    second = build_of(folder)
    shutil.move(folder / "index.html", folder / "start.html")
    assert len({first, second, build_of(folder)}) == 3
