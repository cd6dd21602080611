"""Roles in the text: what is a role's name or marker, and what only looks like it."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from nexttoken.site import roles


def classes_of(text):
    document = new_document("page")
    document += nodes.paragraph("", "", nodes.literal(text=text))
    roles.colour(None, document)
    return next(document.findall(nodes.literal))["classes"]


@pytest.mark.parametrize("text, role", [
    ("user", "user"), ("USER:", "user"), ("SYSTEM", "system"), ("<|assistant|>", "assistant"), ("<|tool|>", "tool"),
    ("developer", "developer"),
])  # fmt: skip
def test_a_role_that_stands_alone_has_its_class(text, role):
    assert classes_of(text) == ["role", role]


@pytest.mark.parametrize("text", ["Tool", "run_tools", "user:", "<|end|>", "USER: Hi!", "system_pairs", "|user|", ""])
def test_what_is_no_role_stays_as_it_is(text):
    assert classes_of(text) == []
