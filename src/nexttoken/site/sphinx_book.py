"""The Sphinx extension of this book: what the chapters printed, mathematics without scripts, the book's own style.

A notebook's page shows the kept run of the chapter (see execution.py). In a Markdown page,

    ```{story} notebooks/01-next-token.ipynb princesses
    :prompt: A long time ago
    ```

shows what the cell with the id `princesses` of that chapter printed, the prompt told apart from its completion.
Formulas become MathML, which browsers draw by themselves. Where the model runs in the page is in live.py, what is asked
at the end of a chapter in quiz.py, and how an assignment gets into the site in handout.py. Nothing here asks another
site for anything.
"""

import hashlib
from pathlib import Path
from typing import ClassVar

import nbformat
from docutils import nodes
from docutils.parsers.rst import directives
from latex2mathml.converter import convert
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxDirective

from . import handout, live, quiz
from .execution import Chapter

THEME = Path(__file__).with_name("theme")
TEMPLATES = THEME.with_name("templates")


class StaleChapter(SphinxError):
    category = "Chapter not run"


def kept_chapter(env, path):
    """The notebook at `path` with the outputs of its kept run."""
    chapter = Chapter(path)
    if not chapter.fresh():
        raise StaleChapter(f"{chapter.path.name} has changed since it last ran: build the book with `make book`")
    env.note_dependency(str(chapter.kept_at))
    return chapter.shown()


def show_outputs(app, docname, source):
    """Replace a notebook's source by the notebook with its outputs."""
    path = app.env.doc2path(docname)
    if path.endswith(".ipynb"):
        source[0] = nbformat.writes(kept_chapter(app.env, path))


class Story(SphinxDirective):
    """What one cell of a chapter printed, as a story: arguments are the notebook and the cell's id."""

    required_arguments = 2
    option_spec: ClassVar = {"prompt": directives.unchanged_required}

    def run(self):
        name, cell_id = self.arguments
        cells = kept_chapter(self.env, Path(self.env.srcdir) / name).cells
        text = next((printed(cell) for cell in cells if cell.id == cell_id), None)
        prompt = self.options.get("prompt", "")
        if text is None or not text.startswith(prompt):
            raise self.error(f"{name} has no cell {cell_id} that prints {prompt!r} first")
        told = nodes.strong(text=prompt, classes=["prompt"])
        paragraphs = [nodes.paragraph(text=part) for part in text.removeprefix(prompt).strip().split("\n\n")]
        paragraphs[0][:0] = [told, nodes.Text(" ")] if prompt else []
        return [nodes.container("", *paragraphs, classes=["story"])]


def printed(cell):
    """The text that a code cell wrote or returned."""
    outputs = cell.get("outputs", [])
    return "".join(output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs).strip()


def inline_math(translator, node):
    translator.body.append(convert(node.astext()))
    raise nodes.SkipNode


def block_math(translator, node):
    translator.body.append(f'<div class="math">{convert(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def add_templates(app, config):
    config.templates_path.insert(0, str(TEMPLATES))  # before the theme's own of the same names


def add_theme(app):
    app.config.html_static_path.append(str(THEME))


def fingerprint():
    """Changes when this folder does: Sphinx alone would not write pages anew for an edited style."""
    files = sorted(path for path in THEME.parent.rglob("*") if path.suffix in {".py", ".css", ".html", ".js", ".svg"})
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def setup(app):
    app.connect("config-inited", add_templates)
    app.connect("builder-inited", add_theme)
    app.connect("source-read", show_outputs)
    app.add_directive("story", Story)
    live.setup(app)
    quiz.setup(app)
    handout.setup(app)
    app.add_html_math_renderer("mathml", inline_renderers=(inline_math, None), block_renderers=(block_math, None))
    app.add_css_file("book.css")
    app.add_css_file("print.css", media="print")
    app.add_js_file("print.js", type="module")
    app.add_config_value("site_fingerprint", fingerprint(), "env")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
