"""An assignment whose tasks cost nothing: to double a number, seven times over."""

from submissions import cell, write

TASKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
ANSWER = """\
def {0}(x):
    "Twice x."
    ### BEGIN SOLUTION
    return 2 * x + nothing
    ### END SOLUTION
"""
TESTS = """\
### BEGIN HIDDEN TESTS
def {0}_points():
    from nexttoken.exercises.credit import credit

    return credit(("two and two", lambda: {0}(2) == 4), ("nothing", lambda: {0}(0) == 0))


{0}_points()
### END HIDDEN TESTS
"""


def tiny(exercises):
    """Write it into a folder of exercises; returns the path of its source."""
    cells = [cell("nothing = 0", "setup")]
    for task in TASKS:
        cells += [cell(ANSWER.format(task), task), cell(TESTS.format(task), task + "-tests", points=2)]
    return write(exercises / "tiny" / "tiny.ipynb", cells)
