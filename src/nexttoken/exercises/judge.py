"""Grades one submission, task by task.

    outcomes, refused = judge(assignment, read_cells(path), trusted)
    [(outcome.task, outcome.points, outcome.missed) for outcome in outcomes]

The cells run in their order in a process of their own (`session.py`); locked ones, which a student was not to change,
are those of the source. The hidden tests of a task run here, not there, as soon as its cells have run. A function of
the student's is called over there, and what comes back is plain data.

What this file does not do: fail because of a submission. Whatever is wrong with it costs points. Nor does it end hidden
tests that compute on such data for ever: `alone.py` does.
"""

import ast
import builtins
from dataclasses import dataclass

from nexttoken.exercises.assignment import TESTS, id_of
from nexttoken.exercises.session import Failed, Gone, Session


@dataclass(frozen=True)
class Outcome:
    """What one task came to; `missed` says in words what there was no point for, `failure` how its code failed."""

    task: str
    points: float
    of: int
    missed: list[str]
    failure: str = ""


def trusted_names(assignment):
    """What the setup of an assignment defines, for the hidden tests; loads the model, so once is enough."""
    names = {}
    exec(assignment.setup, names)  # noqa: S102  it is ours, and so are the tests
    return names


def judge(assignment, cells, trusted):
    """(one `Outcome` for each task of `assignment`, {what the submission tried in vain: the task, or ""})"""
    with Session() as session:
        session.run(assignment.setup)
        failures, outcomes, refused = {}, {}, {}
        for code, name in steps(assignment, cells):
            task = assignment.tasks.get(name)
            if code is None:
                outcomes[name] = grade_task(task, session, trusted, failures.get(name, ""))
            else:
                failures[name] = session.run(code, task.names if task else ()) or failures.get(name, "")
            refused = dict.fromkeys(session.refused, name if task else "") | refused  # the first place is told
    return [outcomes[name] for name in assignment.tasks], refused


def steps(assignment, cells):
    """(code, task or "") for each cell to run, and (None, task) for each task after the last of its cells."""
    cells = [cell for cell in cells if cell.get("cell_type") == "code"]
    owners = [id_of(cell).removesuffix(TESTS) for cell in cells]
    last = {owner: place for place, owner in enumerate(owners)}
    for place, (cell, owner) in enumerate(zip(cells, owners)):
        if id_of(cell) not in ("setup", owner + TESTS):  # what is locked is not run
            yield cell["source"], owner
        if owner in assignment.tasks and last[owner] == place:
            yield None, owner
    yield from ((None, name) for name in assignment.tasks if name not in last)


def grade_task(task, session, trusted, failure):
    """Run the hidden tests of a task; `failure` is what went wrong when its cell ran."""
    tree = ast.parse(task.tests)
    asked = Answers(session)
    names, absent = dict(trusted), {}
    for name in sorted(loaded_in(tree) - set(trusted) - set(dir(builtins))):
        try:
            names[name] = asked.get(name)
        except Failed as error:
            absent[name] = str(error)  # the tests will say so
    *body, last = [node for node in tree.body if not is_check(node)]
    exec(compile(ast.Module(body, []), task.name, "exec"), names)  # noqa: S102
    credit = eval(compile(ast.Expression(last.value), task.name, "eval"), names)
    missed = credit.missed + ([f"when your cell ran: {failure}"] if failure and credit.missed else [])
    missed += [f"in {name} there are still dots to replace" for name in task.names if has_dots(names.get(name))]
    failure = asked.gone or failure or nothing_of(task, absent)
    return Outcome(task.name, float(credit), task.points, missed, str(failure))


def nothing_of(task, absent):
    """Why the first of the names that a task asks for cannot be looked up, from {name: why}; "" where another can."""
    return absent[task.names[0]] if task.names and absent.keys() >= set(task.names) else ""


def has_dots(value):
    """Is one of the dots that students are given still in a value?"""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return any(map(has_dots, value))
    return getattr(value, "kind", None) == "ellipsis"


def loaded_in(tree):
    """The names that some code uses."""
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def is_check(node):
    """Is a statement of the tests the one that students see, and that gives feedback instead of points?"""
    return ast.unparse(node).startswith("check(")


class Answers:
    """A submission's variables and functions, until one of them takes too long: from then on, none."""

    def __init__(self, session):
        self.session, self.gone = session, None

    def get(self, name):
        """A variable's value, or a function that is called over there."""
        value = self.ask(self.session.look, name)
        if getattr(value, "kind", None) == "function":
            return lambda *inputs: self.ask(self.session.call, name, inputs)
        return value

    def ask(self, way, *what):
        if self.gone:
            raise self.gone
        try:
            return way(*what)
        except Gone as error:
            self.gone = error
            raise
