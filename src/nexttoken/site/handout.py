"""Where a chapter's comment `<!-- assignment: 01-completion -->` stands, its page has links to what students get of it.

What students get is written into the site, without solutions, as `make assignments` writes it.
"""

import re
from pathlib import Path

from sphinx.errors import SphinxError

from nexttoken.exercises.release import write_all

from . import comments

COMMENT = re.compile(r"<!--\s*assignment:\s*([\w-]+)\s*-->")


def link(app, doctree):
    """Put links to an assignment, the notebook and its zip, where a comment names it."""
    to_root = "../" * app.env.docname.count("/")

    def links(found):
        name = found[1]
        if not (Path(app.srcdir) / "exercises" / name).is_dir():
            raise SphinxError(f"{app.env.docname}: there is no assignment {name} in exercises/")
        place = f"{to_root}assignments/{name}"
        return (
            f'<p>Download <a href="{place}/{name}.ipynb" download>the notebook ({name}.ipynb)</a>, which Colab opens with '
            f'<em>File, Upload notebook</em>, or <a href="{place}.zip" download>the same as a zip ({name}.zip)</a>.</p>'
        )

    comments.replace(doctree, COMMENT, links)


def write_assignments(app, error):
    """Put all assignments into the built site, where there are any."""
    exercises = Path(app.srcdir) / "exercises"
    if not error and exercises.is_dir():
        list(write_all(exercises, Path(app.outdir) / "assignments"))


def setup(app):
    app.connect("doctree-read", link)
    app.connect("build-finished", write_assignments)
