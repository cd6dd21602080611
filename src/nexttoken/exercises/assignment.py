"""The source of an assignment: a notebook with nbgrader's metadata, solutions and hidden tests in it.

    part_one = read_assignment(Path("exercises/01-completion/01-completion.ipynb"))
    part_one.tasks["softmax"].points

A task has two cells that count: the one with its name as `grade_id`, where the answer goes, and the one with
"-tests" after it, which is locked and gives the points.

What this file does not do: believe anything about a notebook that a student handed in beyond that it has cells.
"""

import ast
import json
from dataclasses import dataclass
from pathlib import Path

from nexttoken.errors import UserError

TESTS = "-tests"
LARGEST = 20_000_000  # bytes of a notebook


@dataclass(frozen=True)
class Task:
    """`names` are those that the answer defines, `tests` is code whose last line gives a `Credit`."""

    name: str
    points: int
    names: tuple[str, ...]
    tests: str


@dataclass(frozen=True)
class Assignment:
    """`setup` is the code that stands before all tasks, `text` the whole file."""

    name: str
    text: str
    setup: str
    tasks: dict[str, Task]


def assignments(folder):
    """Every assignment in a folder, by name. Raises UserError where there is none."""
    paths = sorted(Path(folder).glob("*/*.ipynb"))
    if not paths:
        raise UserError(f"no assignments in {folder}: run this in the folder of the book, which has them in exercises/")
    return {path.stem: read_assignment(path) for path in paths}


def read_assignment(path):
    """The assignment whose source is at `path`."""
    return parsed(path.stem, path.read_text(encoding="utf-8"))


def parsed(name, text):
    """The assignment of this name whose source has this text."""
    coded = {id_of(cell): cell for cell in cells_in(text) if cell["cell_type"] == "code"}
    tasks = {}
    for task, cell in coded.items():
        if task + TESTS in coded:
            tests = coded[task + TESTS]
            points = tests["metadata"]["nbgrader"]["points"]
            tasks[task] = Task(task, points, defined_in(cell["source"]), tests["source"])
    return Assignment(name, text, coded["setup"]["source"], tasks)


def read_cells(path):
    """The cells of a notebook, each with its source as one string. Raises UserError for what is no notebook."""
    content = content_of(path)
    try:
        return cells_in(content)
    except (ValueError, KeyError, TypeError, RecursionError):
        zipped = content.startswith(b"PK\x03\x04")
        do = "it is a zip: unpack it and hand in the notebook" if zipped else "save it in Jupyter and hand it in again"
        raise UserError(f"{path.name} is not a notebook (.ipynb): {do}") from None


def content_of(path):
    """The bytes of a file. Raises UserError where there are none, or more than anybody's."""
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
    except IsADirectoryError:
        raise UserError("nothing was handed in") from None
    except OSError as error:
        raise UserError(f"{path.name} cannot be read: {error.strerror}; hand it in again") from None
    if len(content) > LARGEST:
        raise UserError(f"{path.name} is too large: clear its outputs, save it and hand it in again")
    return content


def cells_in(text):
    """The cells of a notebook with this text, each with its source as one string."""
    return [cell | {"source": joined(cell["source"])} for cell in json.loads(text)["cells"]]


def joined(source):
    """The source of a cell, which a file may hold as lines, as one string."""
    return source if isinstance(source, str) else "".join(source)


def id_of(cell):
    """nbgrader's `grade_id` of a cell, or ""."""
    try:
        return str(cell["metadata"]["nbgrader"]["grade_id"])
    except (KeyError, TypeError):
        return ""


def defined_in(source):
    """The names that some code defines at its outermost level: functions and variables."""
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    targets = [target for node in body if isinstance(node, ast.Assign) for target in node.targets]
    functions = [node.name for node in body if isinstance(node, ast.FunctionDef)]
    return tuple(dict.fromkeys(functions + [each.id for each in targets if isinstance(each, ast.Name)]))
