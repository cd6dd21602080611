"""`make book`: run the chapters that changed, build the pages and what the site has besides, check that all is there.

    python -m nexttoken.site.build

Warnings are errors: a failing cell, a broken link or a picture without words stops the book with exit status 1.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from . import offline, published
from .execution import chapters

STRICT = ["--warningiserror", "--nitpick", "--keep-going", "--quiet"]
SMALLEST_PAGE = 5_000  # bytes: the theme alone writes more


def main():
    root = Path.cwd()
    html = root / "_build" / "html"
    status = run_changed(root) or build_pages(root) or build_wheel(root, html) or check_pages(root, html)
    if status == 0:
        published.write_sitemap(root, html, expected_pages(root))
        published.write_not_found(root, html)
        offline.write_worker(html)  # last: it lists all files
        print("The book is built in _build/html. To read it: make serve")
    return status


def run_changed(root):
    """Run the chapters without a fresh kept run, as tests, two at a time; 0 if every cell passed."""
    changed = [str(chapter.path.relative_to(root)) for chapter in chapters(root) if not chapter.fresh()]
    if not changed:
        return 0
    print("Running", ", ".join(changed), flush=True)
    pytest = [sys.executable, "-m", "pytest", "-p", "nexttoken.site.pytest_cells", "--quiet"]
    if len(changed) == 1:
        return subprocess.call([*pytest, *changed], cwd=root)
    env = os.environ | {"OPENBLAS_NUM_THREADS": "1"}  # two have the cores: threads of NumPy would wait for one another
    return subprocess.call([*pytest, "-n", "2", "--dist", "loadfile", *changed], cwd=root, env=env)


def build_pages(root, builder="html"):
    """Build _build/html, or the folder of another builder of Sphinx's; 0 if there was no error and no warning."""
    jupyter_book = Path(sys.executable).with_name("jupyter-book")
    status = subprocess.call([jupyter_book, "build", ".", "--builder", builder, *STRICT], cwd=root)
    if status:  # Sphinx would not read a page again for having warned about it
        shutil.rmtree(root / "_build" / ".doctrees", ignore_errors=True)
    return status


def build_wheel(root, html):
    """Put the package's wheel into the site, from where notebooks install it; 0 if that went well."""
    hatchling = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", html / "wheels"]
    return subprocess.call(hatchling, cwd=root, stdout=subprocess.DEVNULL)


def check_pages(root, html):
    """Jupyter Book can end well without writing a page; 0 if every page of the table of contents has been written."""
    missing = [page for page in [*expected_pages(root), "search.html"] if size(html / page) < SMALLEST_PAGE]
    for page in missing:
        print(f"make book: _build/html/{page} is missing or empty", file=sys.stderr)
    return int(bool(missing))


def expected_pages(root):
    """The pages that the table of contents promises: ["index.html", "notebooks/01-next-token.html", ...]"""
    toc = yaml.safe_load((root / "_toc.yml").read_text())
    files = [toc["root"]] + [chapter["file"] for part in toc["parts"] for chapter in part["chapters"]]
    return [f"{file}.html" for file in files]


def size(path):
    return path.stat().st_size if path.exists() else 0


if __name__ == "__main__":
    sys.exit(main())
