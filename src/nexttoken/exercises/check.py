"""Feedback at once on an answer: what was expected, on which input, and a hint. Never the answer.

    check("softmax", softmax_at)

    softmax: not there yet.
      softmax_at([2, 1, 0], 1) sums to 1.50: probabilities sum to 1.
      Hint: divide by the sum.

It says one thing at a time, the first that it meets. The checks themselves are functions named like the tasks, in
`completion.py`: they raise `NotYet`.

What this file does not do: give points. A grade looks at more than a check does.
"""

import numpy as np

from nexttoken.errors import UserError


class NotYet(Exception):
    """What is not as expected, and a hint."""

    def __init__(self, problem, hint):
        super().__init__(problem)
        self.hint = hint


def check(task, answer):
    """Print what there is to say about the answer to a task, which is given by its name."""
    from nexttoken.exercises.completion import CHECKS  # it needs what is below

    if task not in CHECKS:
        raise UserError(f"no task {task!r}: use one of {', '.join(CHECKS)}")
    try:
        CHECKS[task](answer)
    except NotYet as problem:
        print(f"{task}: not there yet.\n  {problem}\n  Hint: {problem.hint}")
    except Exception as error:  # noqa: BLE001  an answer may be anything
        print(f"{task}: not there yet.\n  Your answer has another form than expected: {type(error).__name__}, {error}.")
        print("  Hint: compare it with what the task says under *Expected*.")
    else:
        print(f"{task}: all that is checked here is as it should be. (The grade looks at more.)")


def need(condition, problem, hint):
    """Go on only where the condition holds."""
    if not condition:
        raise NotYet(problem, hint)


def call(function, *inputs):
    """(how the call reads, what the function returned) for a function of the student's, which may be anything."""
    name = getattr(function, "__name__", "your function")
    reads = f"{name}({', '.join(map(repr, inputs))})"
    need(callable(function), f"{function!r} is no function.", "write `def`, and give the function itself to check.")
    try:
        returned = function(*inputs)
    except Exception as error:  # noqa: BLE001  so may a function
        raise NotYet(f"{reads} raised {type(error).__name__}: {error}", "try this call in a cell of its own.") from None
    need(returned is not None, f"{reads} returned nothing.", "a function gives its result back with `return`.")
    return reads, returned


def numbers(value, count, name):
    """`value` as an array of `count` finite numbers."""
    try:
        array = np.array(value, dtype=float)
    except (TypeError, ValueError):
        array = np.array(np.nan)
    need(array.shape == (count,), f"{name} should be {count} numbers; it is {value!r}.", "a list in brackets will do.")
    need(np.isfinite(array).all(), f"{name} has a number without end in it: {value!r}.", "did something overflow?")
    return array
