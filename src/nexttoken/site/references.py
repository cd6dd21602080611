"""The page of references says of each work where it is cited.

    - Claude Shannon (1951). [Prediction and Entropy of Printed English](https://doi.org/...). The Bell System ...

This entry of `references.md` is cited by a chapter that links to the same address, and by a file of the package that
names the first author and the year, with or without "et al." or a second author. A work that nobody cites stops the
book.

What this file does not do: show an entry where it is cited, which explanations.py does.
"""

import re
from pathlib import Path

from sphinx.errors import SphinxError

PAGE = "references"
ENTRY = re.compile(r"^- (?P<authors>[^([]+?)(?: \((?P<year>\d{4})\))?\. \[.+?\]\((?P<address>\S+)\)\..*$", re.MULTILINE)


def addresses(text):
    """The addresses of the works on a page of references."""
    return [entry["address"] for entry in ENTRY.finditer(text)]


def chapters_citing(root, entry):
    """The chapters that link to a work."""
    link = f"({entry['address']})"
    return [path for path in sorted(root.glob("notebooks/*.ipynb")) if link in path.read_text("utf-8")]


def files_citing(root, entry):
    """The files of the package that name a work by its first author and its year."""
    surname = re.split(", | and ", entry["authors"])[0].split()[-1]
    name = re.compile(rf"\b{surname}(?: et al\.| and \w+)? {entry['year']}\b")
    return [path for path in sorted(root.glob("src/**/*.py")) if name.search(path.read_text("utf-8"))]


def with_places(root, entry):
    """An entry, and below it where it is cited."""
    chapters, files = chapters_citing(root, entry), files_citing(root, entry)
    if not chapters + files:
        raise SphinxError(f"{PAGE}.md: nothing cites {entry['address']}: cite it, or take it out")
    places = [f"[](notebooks/{path.name})" for path in chapters] + [f"`{path.relative_to(root)}`" for path in files]
    return f"{entry[0]}\n\n  Cited in {', '.join(places)}."


def say_where(app, docname, source):
    if docname != PAGE:
        return
    root = Path(app.srcdir)
    for path in [*root.glob("notebooks/*.ipynb"), *root.glob("src/**/*.py")]:
        app.env.note_dependency(str(path))
    source[0] = ENTRY.sub(lambda entry: with_places(root, entry), source[0])


def setup(app):
    app.connect("source-read", say_where)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
