"""The process in which a submission runs: it does what it is asked, and knows nothing about right or wrong.

The grader writes a line of JSON, {"run": code, "names": [...]}, {"look": name} or {"call": name, "inputs": [...]}, and
reads one: {"value": ...} or {"error": "ZeroDivisionError: division by zero"}, each with "refused", a list of what it
was not allowed meanwhile. Values are as in `wire.py`. The first line, before any question, lists what could not be
limited here.

What this file does not do: give points. No test and no expected answer is ever in this process, nor in a file that it
can read, so nothing that a submission does here can find them.
"""

import ast
import json
import os
import re
import symtable
import sys
from traceback import TracebackException

from nexttoken.exercises import limits, wire
from nexttoken.exercises.assignment import defined_in

MAGIC = re.compile(r"^(\s*)[%!].*$", re.MULTILINE)


def main(folder, seconds):
    """Answer until there are no more questions, each in so many seconds of computing, and write to `folder` alone."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "w", encoding="ascii")
    for stream in (0, 1, 2):  # what a submission prints is for nobody
        os.dup2(os.open(os.devnull, os.O_RDWR), stream)
    refused = []
    print(json.dumps(limits.apply(folder, refused)), file=answers, flush=True)
    namespace = {"__name__": "__main__", "display": print}
    for line in questions:
        limits.allow(seconds)
        print(answer(json.loads(line), namespace, refused), file=answers, flush=True)


def answer(question, namespace, refused):
    """The line that answers one question. Whatever the submission raises, or makes, is only an answer."""
    try:
        return json.dumps({"value": value_of(question, namespace), "refused": refused})
    except BaseException as error:  # noqa: BLE001
        said = TracebackException(type(error), error, None)  # an error of theirs may raise one when it is to say itself
        return json.dumps({"error": f"{type(error).__name__}: {said}"[:300], "refused": refused})


def value_of(question, namespace):
    """What is asked for, as JSON can tell it; of a cell that is run there is nothing to tell."""
    if "run" in question:
        return exec(compile(prepared(**question), "<cell>", "exec"), namespace)  # noqa: S102
    name = question.get("look") or question["call"]
    if name not in namespace:
        raise NameError(f"no cell defines {name}")
    value = namespace[name]
    if "call" in question:
        value = value(*map(wire.decode, question["inputs"]))
    return wire.encode(value)


def prepared(run, names):
    """A cell as plain Python: without the magics of notebooks, and with the name that the task asked for."""
    try:
        ast.parse(run)
    except (SyntaxError, ValueError):
        run = MAGIC.sub(r"\1pass", run)
    found = defined_in(run)
    if len(names) == len(found) == 1 and not binds(run, names[0]):
        run += f"\n{names[0]} = {found[0]}"
    return run


def binds(code, name):
    """Does code give the name a value at its outermost level, in whatever way: `name, other = 1, 2` does."""
    table = symtable.symtable(code, "<cell>", "exec")
    return name in table.get_identifiers() and table.lookup(name).is_assigned()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
