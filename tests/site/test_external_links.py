"""Every address elsewhere that a page names still answers: EXTERNAL_LINKS=1 asks them all, after `make book`.

Once a week, since other people's pages are no fault of a change to ours. Only what is said to be gone, or does not
answer twice, is a fault: who wants no programs as readers, and says so (403, 429), may well be there.
"""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag
from urllib.request import Request, urlopen

import pytest
from test_published import Head

HTML = Path(__file__).parents[2] / "_build" / "html"
PATIENCE = 60  # seconds


def is_gone(address):
    try:
        with urlopen(Request(address, headers={"User-Agent": "Mozilla/5.0"}), timeout=PATIENCE):
            return False
    except HTTPError as error:
        return error.code in (404, 410)
    except OSError:  # there is no such machine, or it does not answer
        return True


def gone(addresses):
    """Those that are gone, asked a second time where they seem to be."""
    with ThreadPoolExecutor(8) as pool:
        for _ in range(2):
            addresses = [address for address, is_so in zip(addresses, pool.map(is_gone, addresses)) if is_so]
    return addresses


def elsewhere(pages):
    """{an address that is not of the site: a page that names it}"""
    named = {urldefrag(link).url: page.name for page in pages for link in Head(page.read_text("utf-8")).links}
    return {address: page for address, page in named.items() if address.startswith("http")}


class Elsewhere(BaseHTTPRequestHandler):
    """A site that answers /200 with 200, and so on."""

    def do_GET(self):
        self.send_response(int(self.path[1:]))
        self.end_headers()

    def log_message(self, *args):
        pass


def test_what_is_gone_is_told_from_what_does_not_like_to_be_asked(tmp_path):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    page = tmp_path / "a.html"
    links = [f"{site}/{code}#place" for code in (200, 403, 404, 410, 429, 500)] + ["b.html", "http://127.0.0.1:9/"]
    page.write_text("".join(f'<a href="{link}">' for link in links), encoding="utf-8")
    found = elsewhere([page])
    assert list(found) == [urldefrag(link).url for link in links if link.startswith("http")]
    assert gone(found) == [f"{site}/404", f"{site}/410", "http://127.0.0.1:9/"]
    server.shutdown()


@pytest.mark.skipif("EXTERNAL_LINKS" not in os.environ, reason="asks other sites: EXTERNAL_LINKS=1, once a week")
def test_every_page_elsewhere_is_still_there():
    found = elsewhere(sorted(HTML.rglob("*.html")))
    assert found, "run `make book` first"
    assert {address: found[address] for address in gone(found)} == {}
