"""Every link of the built site leads somewhere: to a file that is there, and in it to the place that is named."""

from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import HTML
from test_pages import PAGES


class Links(HTMLParser):
    """The addresses that a page names, and the places in it that can be named."""

    def __init__(self, text):
        super().__init__()
        self.named, self.places = set(), {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.named |= {given[name] for name in ("href", "src") if given.get(name)}
        self.places.add(given.get("id", ""))


@pytest.fixture(scope="module")
def pages():
    return {path: Links((HTML / path).read_text("utf-8")) for path in PAGES}


@pytest.mark.parametrize("path", PAGES)
def test_links_within_the_site_lead_somewhere(pages, path):
    for address in sorted(pages[path].named):
        there = urlsplit(urljoin(f"http://site/{path}", address))
        if there.netloc != "site":
            continue
        target = unquote(there.path)[1:] or "index.html"
        assert (HTML / target).is_file(), f"{address}: no such file"
        if target in pages:
            assert unquote(there.fragment) in pages[target].places, f"{address}: no such place"
