"""Each student's own notebook: what is predicted, worked out or found out cannot be handed on, nor a program as it is.

    mine = varied(part_one, "anna")
    mine.setup      the cell that stands before all tasks, with other values than in the source
    mine.text       all cells, some of them in other words, and the rules that programs keep to

What a student gets depends on the assignment and the student's name alone: whoever grades draws it again. The text of a
task names the variables of the setup, and hidden tests and solutions compute from them.

Each rule of `rules.py` is drawn by itself: with more of them all else stays as it is.

What this file does not do: know an answer, or what may differ in a task.
"""

import ast
import json
import re
import unicodedata
from pprint import pformat
from random import Random

from nexttoken.exercises.assignment import id_of, joined, parsed
from nexttoken.exercises.draws import DRAWS
from nexttoken.exercises.options import shuffle
from nexttoken.exercises.rules import RULES
from nexttoken.exercises.wordings import WORDINGS


def varied(assignment, student):
    """The assignment as this student gets it; the same one where nothing in it can be drawn."""
    if assignment.name not in DRAWS:
        return assignment
    name = unicodedata.normalize("NFC", student).strip().casefold()  # file systems do not agree on either
    random = chance(assignment.name, name)
    values, words = DRAWS[assignment.name](random), WORDINGS[assignment.name](random)
    for rule in RULES[assignment.name]:
        words |= rule(chance(assignment.name, rule.__name__, name))
    notebook = json.loads(assignment.text)
    for cell in notebook["cells"]:
        cell["source"] = reworded(joined(cell["source"]), words)
        if id_of(cell) == "setup":
            cell["source"] = put(cell["source"], values)
    shuffle(notebook["cells"], random)
    return parsed(assignment.name, json.dumps(notebook))


def chance(*words):
    """What is drawn for these words, and for no others."""
    return Random(" ".join(words).encode(errors="backslashreplace"))  # some names are not characters


def reworded(text, words):
    """A text in other words, {old: new}, all put at once.

    >>> reworded("Mina and Ida", {"Mina": "Ida", "Ida": "Rosa"})
    'Ida and Rosa'
    """
    return re.sub("|".join(map(re.escape, words)), lambda found: words[found[0]], text)


def put(setup, values):
    r"""The code of a setup with these values, {name: value}, for its variables.

    >>> put("words = ['a']\nmore = 2", {"words": ["b"]})
    "words = ['b']\nmore = 2"
    """
    for name, value in values.items():
        node, lines = next(node for node in ast.parse(setup).body if name_of(node) == name), setup.splitlines()
        code = f"{name} = {pformat(value, width=100, compact=True, sort_dicts=False)}"
        setup = "\n".join([*lines[: node.lineno - 1], code, *lines[node.end_lineno :]])
    return setup


def values_in(setup):
    r"""{name: value} of what some code, which may be anything, assigns as plain data.

    >>> values_in("from math import pi\nwords, two = ['a'], 2\nmore = 2\nhalf = pi / 2")
    {'more': 2}
    """
    try:
        nodes = ast.parse(setup).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found = {name_of(node): literal(node.value) for node in nodes if name_of(node)}
    return {name: value for name, value in found.items() if value is not None}


def name_of(node):
    """The name that a statement assigns to, where it is one; else ""."""
    targets = node.targets if isinstance(node, ast.Assign) else []
    return targets[0].id if len(targets) == 1 and isinstance(targets[0], ast.Name) else ""


def literal(node):
    """The plain data that an expression is, or None."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
