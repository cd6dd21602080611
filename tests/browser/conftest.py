"""The built book on a server of this machine, and a browser to look at it."""

import json
import shutil
import subprocess
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

ROOT = Path(__file__).parents[2]
HTML = ROOT / "_build" / "html"
PATIENCE = 120_000  # ms: a busy machine is no failure
CHAPTERS = {"next-token": "index", "chat-window": "index", "text-tokens": "notebooks/02-tokens",
            "sampling-sliders": "notebooks/04-choosing", "attention-heads": "notebooks/05-inside",
            "chat-transcript": "notebooks/07-transcripts", "role-answers": "notebooks/11-roles",
            "tool-result": "notebooks/11-roles", "mislead-model": "notebooks/13-users-who-mislead",
            "model-table": "notebooks/15-models"}  # a page with each live element  # fmt: skip
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
        expect.set_options(PATIENCE)
        yield playwright.chromium.launch(executable_path=path, args=QUIET)


@pytest.fixture(params=[(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")], ids=lambda p: f"{p[0]}-{p[1]}")
def visitor(request, browser):
    """A page of the browser that notes what goes wrong on it, in .complaints, and what it asks for, in .asked."""
    width, scheme = request.param
    size = {"width": width, "height": 800}  # without a service worker, whose requests would not be seen here
    context = browser.new_context(viewport=size, color_scheme=scheme, service_workers="block")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints, page.asked = [], []
    page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


@pytest.fixture
def widget(visitor, site):
    def open_page(name):
        visitor.goto(f"{site}/{CHAPTERS[name]}.html", wait_until="networkidle")
        visitor.wait_for_function("name => document.querySelector(name)?.matches(':defined')", arg=name)
        return visitor.locator(name).first

    yield open_page
    assert visitor.complaints == []
    assert [url for url in visitor.asked if not url.startswith((site, "data:", "blob:"))] == []


def python(expression, before=""):
    """What a Python expression is, after the lines before it, in the environment of the book, as JSON."""
    code = f"import json, nexttoken\n{before}\nprint(json.dumps({expression}))"
    command = [ROOT / ".venv/bin/python", "-c", code]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
