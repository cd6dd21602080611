"""Partial credit: one point for each property that an answer has.

    credit(
        ("adds small numbers", lambda: add(1, 2) == 3),
        ("adds negative ones", lambda: add(-1, -2) == -3),
    )

Each property is asked for on its own, so that one that fails, or raises, costs one point and no other. The result is a
number, as nbgrader reads it from the last line of a cell, and it knows what was missed.

What this file does not do: know any task.
"""

import numpy as np

FORM = "there is nothing yet, or something of another form than the task asks for"


class Credit(float):
    """Points; `missed` lists what there was no point for."""

    def __new__(cls, points, missed):
        self = super().__new__(cls, points)
        self.missed = missed
        return self


def credit(*properties):
    """The points for (name, function) pairs: one for each function that returns something true."""
    missed = []
    for name, holds in properties:
        try:
            reason = "" if holds() else name
        except (TypeError, AttributeError):  # what Python says of them helps nobody who has not read the tests
            reason = f"{name} ({FORM})"
        except Exception as error:  # noqa: BLE001  whatever an answer is, it is an answer
            reason = f"{name} ({type(error).__name__}: {error})"
        missed += [reason] if reason else []
    return Credit(len(properties) - len(missed), missed)


def close(value, expected, tolerance=1e-6):
    """Is `value`, a number or a list or array of numbers, as `expected`?"""
    value, expected = np.array(value, dtype=float), np.array(expected, dtype=float)
    return value.shape == expected.shape and np.allclose(value, expected, rtol=tolerance, atol=tolerance)
