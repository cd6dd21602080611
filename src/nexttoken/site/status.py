"""The status page: which chapters ran, how long they took, and the versions of what built the book.

    ```{status}
    ```

in a Markdown page becomes two tables. A run is kept only when all of its cells have passed, and no page is built
without a fresh run of each chapter; so what is listed here has passed.
"""

import hashlib
import os
import platform
from importlib.metadata import version
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from nexttoken.model import PRETRAINED

from .execution import chapters

PACKAGES = ("nexttoken", "numpy", "jax", "optax", "matplotlib", "openai", "jupyter-book", "sphinx", "myst-nb")


class Status(SphinxDirective):
    """The two tables."""

    def run(self):
        listed = chapters(Path(self.env.srcdir))
        for chapter in listed:
            self.env.note_dependency(str(chapter.kept_at))
        runs = [(chapter, chapter.kept.metadata["run"]["seconds"]) for chapter in listed]
        rows = [[link(chapter), *measured(seconds)] for chapter, seconds in runs]
        everything = [second for _, seconds in runs for second in seconds]
        rows.append([nodes.strong(text="All chapters"), *measured(everything)])
        return [
            table(["Chapter", "Cells", "Seconds", "Slowest cell"], rows, "text-end"),
            table(["Built with", "Version"], [[nodes.Text(cell) for cell in row] for row in versions()]),
        ]


def link(chapter):
    """The chapter's title, with a link to its page."""
    title = chapter.notebook.cells[0].source.splitlines()[0].removeprefix("# ")
    target = {"refdomain": "std", "reftype": "doc", "reftarget": f"/notebooks/{chapter.path.stem}", "refexplicit": True}
    return addnodes.pending_xref("", nodes.inline(text=title), **target)


def measured(seconds):
    """How many cells, their seconds, and those of the slowest of them."""
    return [nodes.Text(text) for text in (f"{len(seconds)}", f"{sum(seconds):,.1f}", f"{max(seconds):,.1f}")]


def versions():
    """[name, version] of what made the pages, the machine first; a model's version is the beginning of its weights' SHA-256."""
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
