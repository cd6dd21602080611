"""Roles wear their colour in the text, too: `user`, `USER:` and `<|user|>` where they stand as code within a sentence.

The class that this gives them is coloured in `theme/book.css`, as figures and live elements colour roles.
"""

import re

from docutils import nodes

from nexttoken.chat.messages import ROLES

SPELLED = re.compile(r"<\|([a-z]+)\|>|([a-z]+)|([A-Z]+):?")


def role_of(text):
    """The role that a text spells, and nothing else; or None."""
    found = SPELLED.fullmatch(text)
    name = found and found[found.lastindex].lower()
    return name if name in ROLES else None


def colour(app, doctree):
    for literal in doctree.findall(nodes.literal):
        if role := role_of(literal.astext()):
            literal["classes"] += ["role", role]


def setup(app):
    app.connect("doctree-read", colour)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
