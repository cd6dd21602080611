"""Each student's own numbers: what is worked out by hand cannot be handed on.

    mine = varied(part_one, "anna")
    mine.setup      the cell that stands before all tasks, in which `variant` has other numbers than in the source

The setup of a source has one dict, `variant`, with all that such tasks are about. The text of a task names its keys,
and the hidden tests and the solution compute from it, so nothing but this dict has to change. What a student gets
depends on the assignment and the student's name alone: whoever grades draws it again.

What this file does not do: know an answer, or vary what is written as a program, which is right for any numbers.
"""

import ast
import json
import unicodedata
from dataclasses import replace
from pprint import pformat
from random import Random

from nexttoken.exercises.assignment import id_of
from nexttoken.exercises.draws import DRAWS


def varied(assignment, student):
    """The assignment as this student gets it; the same one where nothing in it is worked out by hand."""
    if assignment.name not in DRAWS:
        return assignment
    name = unicodedata.normalize("NFC", student).strip().casefold()  # file systems do not agree on either
    seed = f"{assignment.name} {name}".encode(errors="backslashreplace")  # a name need not be of characters alone
    setup = put(assignment.setup, DRAWS[assignment.name](Random(seed)))
    notebook = json.loads(assignment.text)
    for cell in notebook["cells"]:
        if id_of(cell) == "setup":
            cell["source"] = setup
    return replace(assignment, text=json.dumps(notebook), setup=setup)


def put(setup, variant):
    """The code of a setup with this variant in it."""
    node, lines = statement(setup), setup.splitlines()
    lines[node.lineno - 1 : node.end_lineno] = [
        f"variant = {pformat(variant, width=100, compact=True, sort_dicts=False)}"
    ]
    return "\n".join(lines)


def variant_in(setup):
    """The variant that some code assigns, or None."""
    try:
        return ast.literal_eval(statement(setup).value)
    except (SyntaxError, ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        return None


def statement(setup):
    """The statement that assigns the variant, or None."""
    assigned = (node for node in ast.parse(setup).body if isinstance(node, ast.Assign))
    return next((node for node in assigned if [getattr(each, "id", "") for each in node.targets] == ["variant"]), None)
