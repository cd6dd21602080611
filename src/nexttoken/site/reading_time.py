"""How long a chapter takes to read, said below its title. It is counted in words, those of the code too.

What this file does not do: count the outputs, the exercises that a reader stops for, or the time that the cells run
(`status.py`).
"""

import nbformat
from docutils import nodes

from .install_cell import ID

CLASS = "reading-time"
WORDS_A_MINUTE = 200  # slower than a novel, of which adults read about 240


def minutes(notebook):
    """Whole minutes, at least one."""
    words = sum(len(cell.source.split()) for cell in notebook.cells if cell.id != ID)
    return max(1, round(words / WORDS_A_MINUTE))


def say(app, doctree):
    """Put the line below the title of a page that is a notebook."""
    path = app.env.doc2path(app.env.docname)
    title = next(doctree.findall(nodes.title), None)
    if path.endswith(".ipynb") and title:
        count = minutes(nbformat.read(path, as_version=4))
        line = f"Reading time: about {count} minute{'s' * (count > 1)}"
        title.parent.insert(1, nodes.paragraph(text=line, classes=[CLASS]))
