"""How soon every page of the built book shows its largest part, in Chromium, from a server of this machine.

    make book bench-browser      # or: .venv-bench/bin/python bench/browser/paint.py [--rounds 3]

Each page is opened at a laptop's width, with nothing cached, once in every round. Reported is what the browser itself
calls *largest contentful paint*: milliseconds from the beginning of the navigation until the largest text or picture
of the first screen is drawn. The bar is one second: beyond it the exit status is 1.
"""

import argparse
import statistics
import sys

from compare import ROOT, print_machine, serve, start_browser
from playwright.sync_api import sync_playwright

HTML = ROOT / "_build" / "html"
BAR = 1000  # ms
PAINT = """() => new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""


def largest_paint(browser, url):
    """ms until the largest part of the first screen was drawn."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block") as context:
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        return page.evaluate(PAINT)


def measure(site, pages, rounds):
    """{page: ms in each round}"""
    with sync_playwright() as playwright:
        browser = start_browser(playwright)
        found = [{page: largest_paint(browser, f"{site}/{page}") for page in pages} for _ in range(rounds)]
    return {page: [each[page] for each in found] for page in pages}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    print_machine()
    middles = [tell(page, found) for page, found in measure(serve(HTML), all_pages(), rounds).items()]
    return int(max(middles) >= BAR)


def all_pages():
    found = (path.relative_to(HTML) for path in HTML.rglob("*.html"))
    return sorted(path.as_posix() for path in found if "_static" not in path.parts)


def tell(page, found):
    """Print what was measured of a page, and return the middle of it."""
    middle = statistics.median(found)
    verdict = "" if middle < BAR else ", over the bar"
    print(f"{page:40} {middle:5.0f} ms ({min(found):.0f} to {max(found):.0f}){verdict}")
    return middle


if __name__ == "__main__":
    sys.exit(main())
