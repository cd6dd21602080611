"""What a check expects of an answer, whatever the task: each of these goes on, or raises `NotYet`.

>>> numbers([0.5, 0.5], 2, "shares")
array([0.5, 0.5])
>>> numbers([0.5], 2, "shares")
Traceback (most recent call last):
    ...
nexttoken.exercises.expect.NotYet: shares should be 2 numbers; it is [0.5].

What this file does not do: know any task.
"""

from functools import cache

import numpy as np

LONGEST = 300  # characters of a call, as it is shown
MOST = 1000  # characters of what is told of an answer


class NotYet(Exception):
    """What is not as expected, and a hint."""

    def __init__(self, problem, hint):
        super().__init__(problem if len(problem) <= MOST else f"{problem[:MOST]}…")
        self.hint = hint


@cache
def load(name):
    """A pretrained model, that tasks ask."""
    from nexttoken import model  # whoever only looks at a check needs no weights

    return model.load(name)


def answered(value, name):
    """Go on only where there is something in place of the dots."""
    need(value is not ..., f"{name} has no answer yet.", "replace the dots.")


def need(condition, problem, hint):
    """Go on only where the condition holds."""
    if not condition:
        raise NotYet(problem, hint)


def filled(answers, keys, name):
    """Go on only with a dict in which there is something for each of the keys."""
    need(isinstance(answers, dict), f"{name} is {type(answers).__name__}.", "keep the dict, and replace the dots.")
    missing = [key for key in keys if answers.get(key, ...) is ...]
    need(not missing, f"{name} has nothing yet for {', '.join(missing)}.", "replace the dots.")


def has(answer, own):
    """Is a word somewhere in the texts of an answer, or a number among its numbers? No word is everywhere.

    >>> has(("Dear Nora,", "hello!"), "Nora"), has([0.5, -0.7], 0.7), has([], None)
    (True, False, True)
    """
    if own is None:
        return True
    if isinstance(answer, str):
        return isinstance(own, str) and own in answer
    try:
        return any(has(each, own) for each in (answer.values() if isinstance(answer, dict) else answer))
    except TypeError:
        return answer == own


def with_own(answers, own):
    """Go on only where each counterexample has what a student's variant asks for, a word or a number."""
    missing = [name for name, answer in answers.items() if not (answer is None or has(answer, own))]
    need(not missing, f"{own} is not in {', '.join(missing)}.", "your own word, or number, stands under *Expected*.")


def letter(value, letters, name):
    """Go on only with one of the letters."""
    said = str(value).strip(" .:").upper()
    need(len(said) == 1 and said in letters, f"{name} is {value!r}.", f"one of the letters {letters}, as a text.")


def call(function, *inputs):
    """(how the call reads, what the function returned) for a function of the student's, which may be anything."""
    name = getattr(function, "__name__", "your function")
    reads = f"{name}({', '.join(map(repr, inputs))})"
    reads = reads if len(reads) <= LONGEST else f"{reads[:LONGEST]}…)"
    need(callable(function), f"{function!r} is no function.", "write `def`, and give the function itself to check.")
    try:
        returned = function(*inputs)
    except Exception as error:  # noqa: BLE001  so may a function
        raise NotYet(f"{reads} raised {type(error).__name__}: {error}", "try this call in a cell of its own.") from None
    need(returned is not None, f"{reads} returned nothing.", "a function gives its result back with `return`.")
    return reads, returned


def numbers(value, count, name):
    """`value` as an array of `count` finite numbers."""
    answered(value, name)
    try:
        array = np.array(value, dtype=float)
    except (TypeError, ValueError):
        array = np.array(np.nan)
    need(array.shape == (count,), f"{name} should be {count} numbers; it is {value!r}.", "a list in brackets will do.")
    need(np.isfinite(array).all(), f"{name} has a number without end in it: {value!r}.", "did something overflow?")
    return array
