"""The status page: which chapters ran, how long they took, and the versions of what built the book.

    ```{status}
    ```

in a Markdown page becomes two tables. Below the chapters of each part of the book stands their sum. A run is kept only
when all of its cells have passed, and no page is built without a fresh run of each chapter; so what is listed here has
passed.
"""

import hashlib
import os
import platform
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

import yaml
from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from nexttoken.model import PRETRAINED

from .execution import chapters

PACKAGES = ("nexttoken", "numpy", "jax", "optax", "matplotlib", "openai", "jupyter-book", "sphinx", "myst-nb")


class Status(SphinxDirective):
    """The two tables."""

    def run(self):
        root = Path(self.env.srcdir)
        listed = chapters(root)
        for path in [root / "_toc.yml", *(chapter.kept_at for chapter in listed)]:
            self.env.note_dependency(str(path))
        rows = timed(listed, parts(root))
        return [
            table(["Chapter", "Cells", "Seconds", "Slowest cell"], rows, "text-end"),
            table(["Built with", "Version"], [[nodes.Text(cell) for cell in row] for row in versions()]),
        ]


def parts(root):
    """{the name of a chapter's file, without its ending: the part that it is in}, from the table of contents."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    return {Path(page["file"]).name: part["caption"] for part in toc.get("parts", []) for page in part["chapters"]}


def timed(listed, parts):
    """The rows of the first table: the chapters, after those of a part its sum, and the sum of all."""
    rows = []
    for caption, within in groupby(listed, key=lambda chapter: parts.get(chapter.path.stem)):
        within = list(within)
        rows += [[link(chapter), *measured(ran([chapter]))] for chapter in within]
        rows += [total(caption, within)] if caption else []
    return [*rows, total("All chapters", listed)]


def ran(chapters):
    """The seconds of every cell of these chapters."""
    return [second for chapter in chapters for second in chapter.kept.metadata["run"]["seconds"]]


def total(name, chapters):
    return [nodes.strong(text=name), *measured(ran(chapters))]


def link(chapter):
    """The chapter's title, with a link to its page."""
    title = chapter.notebook.cells[0].source.splitlines()[0].removeprefix("# ")
    target = {"refdomain": "std", "reftype": "doc", "reftarget": f"/notebooks/{chapter.path.stem}", "refexplicit": True}
    return addnodes.pending_xref("", nodes.inline(text=title), **target)


def measured(seconds):
    """How many cells, their seconds, and those of the slowest of them."""
    return [nodes.Text(text) for text in (f"{len(seconds)}", f"{sum(seconds):,.1f}", f"{max(seconds):,.1f}")]


def versions():
    """[name, version] of what made the pages, the machine first; of a model, the beginning of its weights' SHA-256."""
    machine = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processor cores"
    rows = [["Machine", machine], ["Python", platform.python_version()], *([name, version(name)] for name in PACKAGES)]
    for weights in sorted(PRETRAINED.glob("*/model.safetensors")):
        rows.append([f"model {weights.parent.name}", hashlib.sha256(weights.read_bytes()).hexdigest()[:12]])
    return rows


def table(heads, rows, aligned=""):
    """A table; `aligned`: the class of what does not stand in the first column."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in heads), cols=len(heads))
    group += nodes.thead("", row([nodes.Text(head) for head in heads], aligned))
    group += nodes.tbody("", *(row(cells, aligned) for cells in rows))
    return nodes.table("", group, classes=["table"])


def row(cells, aligned):
    first, *others = (nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells)
    for entry in others:
        entry["classes"] = aligned.split()
    return nodes.row("", first, *others)
