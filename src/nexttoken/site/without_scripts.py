"""The pages where no script runs: in the colours of day, and without buttons that would do nothing.

The theme chooses between day and night by a script, and colours nothing before: `data-theme="auto"` stands in each
page. Here "light" is put in its place, which the script, where it runs, still changes. `theme/without-scripts.css`,
which only browsers that run none read, puts the table of contents of a narrow page below its text.

What this file does not do: say what live elements show (`stills.py`), or make a night without scripts.
"""

from pathlib import Path

STYLE = "_static/without-scripts.css"


def link_style(app, pagename, templatename, context, doctree):
    link = f'<noscript><link rel="stylesheet" href="{context["pathto"](STYLE, 1)}"></noscript>'
    context["metatags"] = f"{context.get('metatags', '')}\n{link}"


def begin_by_day(app, error):
    """Let every page that was written begin in the light theme."""
    for path in [] if error else Path(app.outdir).rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        begun = page.replace(' data-theme="auto">', ' data-theme="light">', 1)
        if begun != page:
            path.write_text(begun, encoding="utf-8")


def setup(app):
    app.connect("html-page-context", link_style)
    app.connect("build-finished", begin_by_day)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
