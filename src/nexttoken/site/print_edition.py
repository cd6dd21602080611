"""`make pdf`: the book in one PDF, printed by Chromium.

    python -m nexttoken.site.print_edition    # writes _build/print/from-completion-to-chat.pdf

Sphinx writes all chapters, with what they printed, into one page. `theme/print.css` says how that looks on paper, and
leaves out what only lives on a screen. Chromium makes a PDF of it, with an outline and links that lead through it.
Where the site is built already, the PDF goes into it, and the comment `<!-- print edition -->` of its first page
becomes a link. Sphinx cannot write it, for the PDF is made later, or never.

What this file does not do: run chapters or check pages, which `make book` does.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from .build import build_pages, run_changed

BROWSERS = ("chromium", "google-chrome", "chromium-browser")
PDF = Path("_build", "print", "from-completion-to-chat.pdf")
SECONDS = 600
COMMENT = "<!-- print edition -->"
LINK = f'<p>For paper there is <a href="{PDF.name}">the whole book in one PDF</a>.</p>'
PRINT = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline"]


def main():
    root = Path.cwd()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print(f"make pdf: none of {', '.join(BROWSERS)} is here: install Chromium", file=sys.stderr)
        return 1
    status = run_changed(root) or build_pages(root, "singlehtml") or print_page(browser, root)
    if status == 0:
        add_to_site(root)
    return status


def print_page(browser, root):
    """Print it; 0 if a PDF came out."""
    page, pdf = (root / "_build" / "singlehtml" / "index.html").as_uri(), root / PDF
    pdf.parent.mkdir(parents=True, exist_ok=True)
    pdf.unlink(missing_ok=True)
    command = [browser, *PRINT, f"--print-to-pdf={pdf}", page]
    done = subprocess.run(command, timeout=SECONDS, capture_output=True, text=True, check=False)
    if not pdf.exists():
        print(f"make pdf: {browser} could not print {page}: {done.stderr.strip()}", file=sys.stderr)
        return 1
    print(f"The book is printed: {PDF}")
    return 0


def add_to_site(root):
    """Put the PDF into the built site, if there is one, and a link to it on the first page."""
    first = root / "_build" / "html" / "index.html"
    if first.exists():
        shutil.copy(root / PDF, first.parent)
        first.write_text(first.read_text(encoding="utf-8").replace(COMMENT, LINK), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
