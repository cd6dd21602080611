"""Assignments: checks for those who learn, releases and grades for those who teach.

    from nexttoken.exercises import check

What this package does not do: hold solutions, or the tests that give the grade. Those are in `exercises/` of the
repository, and go to nobody who installs the book.
"""

from nexttoken.exercises.check import check

__all__ = ["check"]
