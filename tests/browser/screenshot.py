"""Take the picture in the README: the top of a page of the built book, or one of its sections.

.venv-browser/bin/python tests/browser/screenshot.py notebooks/02-tokens.html#how-much-shorter
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]


def main(page, _, section):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 800})
        tab.goto((ROOT / "_build" / "html" / page).as_uri())
        if section:
            tab.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", section)
        tab.wait_for_timeout(500)
        tab.screenshot(path=ROOT / ".github" / "screenshot.png")


if __name__ == "__main__":
    main(*sys.argv[1].partition("#"))
