"""The Sphinx extension for what surrounds the text of this book: reading times, cards for those who link to a page,
the status page, and what lets all pages be read without a network.

What the pages themselves show is in sphinx_book.py.
"""

from pathlib import Path

from . import card, icons, reading_time
from .status import Status


def draw_card(app, error):
    if not error:
        card.draw(Path(app.outdir) / "card.png", app.config.html_title)


def setup(app):
    app.add_directive("status", Status)
    app.connect("doctree-read", reading_time.say)
    app.connect("html-page-context", card.add_tags)
    app.connect("build-finished", draw_card)
    app.connect("build-finished", icons.keep_shown)
    app.add_js_file("offline.js", loading_method="defer")  # from theme/
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
