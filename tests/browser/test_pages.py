"""Every page of the built book in a real browser: a phone and a desktop, light and dark.

Needs `make book` before it, Chromium, and requirements-browser.txt: `make browser` sees to the last.
"""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

HTML = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(path.relative_to(HTML).as_posix() for path in HTML.rglob("*.html") if "_static" not in path.parts)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=HTML))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        yield playwright.chromium.launch(executable_path=path, args=QUIET)


@pytest.fixture(params=[(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")], ids=lambda p: f"{p[0]}-{p[1]}")
def visitor(request, browser):
    """A page of the browser that notes what goes wrong on it, in .complaints, and what it asks for, in .asked."""
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.complaints, page.asked = [], []
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


def test_the_book_has_been_built():
    assert "index.html" in PAGES and len(PAGES) >= 3, "run `make book` first"


@pytest.mark.parametrize("path", PAGES)
def test_page(visitor, site, path):
    answer = visitor.goto(f"{site}/{path}", wait_until="networkidle")
    assert answer.ok
    assert visitor.complaints == []
    assert [url for url in visitor.asked if not url.startswith((site, "data:", "blob:"))] == []
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert visitor.evaluate(wide) <= 0, "the page scrolls sideways"
    without_words = "[...document.images].filter(image => !image.alt.trim()).map(image => image.src)"
    assert visitor.evaluate(without_words) == [], "pictures without alternative text"
    assert visitor.locator("h1:visible").count() == 1
