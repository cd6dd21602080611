"""`make book` on a toy book: the pages show what ran, and nothing that is wrong passes."""

import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from toy import CROWN, RIVER, edit, write_notebook

from nexttoken.site import print_edition
from nexttoken.site.build import expected_pages
from nexttoken.site.install_cell import wheel_address

ROOT = Path(__file__).parents[2]
TOC = {"format": "jb-book", "root": "index"}
PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "nexttoken"
version = "3.1"
requires-python = ">=3.11"

[tool.hatch.build.targets.wheel]
packages = ["src/kingdom"]
"""
INDEX = """# A kingdom

```{story} notebooks/01-crown.ipynb treasure
:prompt: 3
```

<!-- live: next-token text="Once upon a" -->

<!-- print edition -->

```{status}
```
"""


@pytest.fixture
def book(project):
    shutil.copy(ROOT / "_config.yml", project)
    (project / "src/nexttoken/site/theme").mkdir(parents=True)
    shutil.copy(ROOT / "src/nexttoken/site/theme/favicon.svg", project / "src/nexttoken/site/theme")
    chapters = [{"file": f"notebooks/{Path(name).stem}"} for name in (CROWN, RIVER)]
    (project / "_toc.yml").write_text(yaml.safe_dump(TOC | {"parts": [{"caption": "Tales", "chapters": chapters}]}))
    (project / "index.md").write_text(INDEX)
    (project / "pyproject.toml").write_text(PYPROJECT)
    shutil.copytree(ROOT / "web", project / "web")
    first_code_cell = '"cell_type": "code",\n   "execution_count": null,\n   "id": "'
    text = (project / "notebooks" / CROWN).read_text()
    old_id = text.split(first_code_cell)[1].split('"')[0]
    (project / "notebooks" / CROWN).write_text(text.replace(old_id, "treasure"))
    return project


def build(book):
    command = [sys.executable, "-m", "nexttoken.site.build"]
    return subprocess.run(command, cwd=book, capture_output=True, text=True, check=False)


def page(book, name):
    return (book / "_build" / "html" / name).read_text()


def test_the_book_shows_what_ran_and_runs_nothing_again_for_edited_prose(book):
    first = build(book)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "Running notebooks/01-crown.ipynb" in first.stdout and "make serve" in first.stdout
    assert "3 crowns" in page(book, "notebooks/01-crown.html")
    assert '<strong class="prompt">3</strong> crowns' in page(book, "index.html")
    assert "chapter_reads" not in page(book, "notebooks/01-crown.html")
    assert '<next-token text="Once upon a">' in page(book, "index.html")
    assert print_edition.COMMENT in page(book, "index.html")  # `make pdf` puts a link there
    for file in ("web/worker.js", "web/widgets/next-token.js", "pretrained/base/config.json"):
        assert (book / "_build" / "html" / file).exists()
    [wheel] = (book / "_build" / "html" / "wheels").iterdir()
    assert wheel_address(book).endswith(f"/wheels/{wheel.name}")
    assert re.search('href="notebooks/02-river.html">.*The river', page(book, "index.html"))
    assert platform.python_version() in page(book, "index.html")
    assert re.search(r"<strong>Tales</strong></p></td>\s*<td[^>]*><p>3</p></td>", page(book, "index.html"))  # cells
    assert '<p class="reading-time">' in page(book, "notebooks/01-crown.html")
    assert 'property="og:description" content="Of gold."' in page(book, "notebooks/01-crown.html")
    for name, style in (("search", "_static"), ("notebooks/01-crown", "../_static")):  # as they are without scripts
        assert re.search(r'<html[^>]* data-theme="light">', page(book, f"{name}.html"))
        link = f'<noscript><link rel="stylesheet" href="{style}/without-scripts.css"></noscript>'
        assert link in page(book, f"{name}.html")
    kept = page(book, "service-worker.js")
    assert all(f'"{name}"' in kept for name in ("404.html", "notebooks/01-crown.html", "web/worker.js"))

    edit(book / "notebooks" / CROWN, "Of gold.", "Of pure gold, $g > 2$.")
    second = build(book)
    assert second.returncode == 0 and "Running notebooks" not in second.stdout
    assert "Of pure gold, <math" in page(book, "notebooks/01-crown.html")
    assert "3 crowns" in page(book, "notebooks/01-crown.html")

    edit(book / "notebooks" / CROWN, "Of pure gold", "Of [pure](nowhere.md) gold")
    for _ in range(2):  # a warning is still one when nothing has changed since
        assert build(book).returncode != 0


def test_a_failing_cell_stops_the_book(book):
    write_notebook(book / "notebooks" / RIVER, "# The river", "1 / 0")
    done = build(book)
    assert done.returncode != 0 and "ZeroDivisionError" in done.stdout
    assert not (book / "_build" / "html").exists()


def test_every_chapter_is_in_the_table_of_contents():
    pages = expected_pages(ROOT)
    chapters = sorted(f"notebooks/{path.stem}.html" for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert [page for page in pages if page.startswith("notebooks/")] == chapters
