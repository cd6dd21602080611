"""What the solutions of an assignment define: of the one that is the same for all, or of a student's own."""

from functools import cache

from here import Here
from submissions import EXERCISES, run

from nexttoken.exercises.assignment import assignments, cells_in, id_of
from nexttoken.exercises.judge import grade_task, trusted_names
from nexttoken.exercises.variants import varied

ASSIGNMENTS = assignments(EXERCISES)
TASKS = [(name, task) for name, assignment in ASSIGNMENTS.items() for task in assignment.tasks]
CLASS = ("anna", "ben", "cleo")


@cache
def given(name, student=None):
    """The assignment, as this student gets it."""
    return varied(ASSIGNMENTS[name], student) if student else ASSIGNMENTS[name]


@cache
def cells(name, student=None):
    """{grade_id: the source of the cell}"""
    return {id_of(cell): cell["source"] for cell in cells_in(given(name, student).text)}


@cache
def trusted(name, student=None):
    """What the setup defines."""
    return trusted_names(given(name, student))


@cache
def all_solved(name, student=None):
    """The same, and what all solutions together define."""
    names = dict(trusted(name, student))
    for task in given(name, student).tasks:
        run(cells(name, student)[task], names)
    return names


def grade_names(name, task, names, student=None):
    """What a task comes to for a student whose notebook defines these names."""
    return grade_task(given(name, student).tasks[task], Here(names), trusted(name, student), None)
