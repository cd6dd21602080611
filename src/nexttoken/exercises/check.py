"""Feedback at once on an answer: what was expected, on which input, and a hint. Never the answer.

    check("softmax", softmax_at)

    softmax: not there yet.
      softmax_at([2, 1, 0], 1) sums to 1.50: probabilities sum to 1.
      Hint: divide by the sum.

It says one thing at a time, the first that it meets. The checks themselves are functions named like the tasks, in
`completion.py` for assignment I, `chat.py` for II, `chat_completion.py` for III, `api.py` for IV and `project.py` for
the project: they raise `NotYet`.

What this file does not do: give points. A grade looks at more than a check does.
"""

from nexttoken.errors import UserError
from nexttoken.exercises import api, chat, chat_completion, completion, project
from nexttoken.exercises.expect import NotYet

CHECKS = completion.CHECKS | chat.CHECKS | chat_completion.CHECKS | api.CHECKS | project.CHECKS


def check(task, answer, **own):
    """Print what there is to say about the answer to a task, which is given by its name; `own` is in variants alone."""
    if task not in CHECKS:
        raise UserError(f"no task {task!r}: use one of {', '.join(CHECKS)}")
    try:
        CHECKS[task](answer, **own)
    except NotYet as problem:
        print(f"{task}: not there yet.\n  {problem}\n  Hint: {problem.hint}")
    except Exception as error:  # noqa: BLE001  an answer may be anything
        print(f"{task}: not there yet.\n  Your answer has another form than expected: {type(error).__name__}, {error}.")
        print("  Hint: compare it with what the task says under *Expected*.")
    else:
        print(f"{task}: all that is checked here is as it should be. (The grade looks at more.)")
