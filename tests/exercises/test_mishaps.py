"""A whole submission: what goes wrong in it costs the task in which it goes wrong."""

from functools import partial

import pytest
from submissions import SOURCE, cell, solved, write

from nexttoken.exercises import judge as judging
from nexttoken.exercises.assignment import read_assignment, read_cells
from nexttoken.exercises.judge import judge, trusted_names
from nexttoken.exercises.session import Session

ASSIGNMENT = read_assignment(SOURCE)
FULL = {name: task.points for name, task in ASSIGNMENT.tasks.items()}


@pytest.fixture(scope="module")
def trusted():
    return trusted_names(ASSIGNMENT)


@pytest.fixture
def points(trusted, tmp_path, monkeypatch):
    """A function from cells to (points by task, what was missed by task)."""
    monkeypatch.setattr(judging, "Session", partial(Session, seconds=2))

    def graded(cells):
        outcomes = judge(ASSIGNMENT, read_cells(write(tmp_path / "any name.ipynb", cells)), trusted)
        return {each.task: each.points for each in outcomes}, {each.task: " ".join(each.missed) for each in outcomes}

    return graded


def test_style_order_and_names_do_not_matter(points):
    """Tasks in another order, a function with another name, cells of one's own, without the cells that are locked."""
    cells = solved()
    order = ["bits", "copying", "claims", "merge", "top_p", "softmax", "by_hand", "sure"]
    cells["softmax"]["source"] = cells["softmax"]["source"].replace("softmax_at", "my_softmax")
    del cells["merge"]["metadata"]["nbgrader"]  # as if pasted into a new cell
    mine = cell("%matplotlib inline\nimport random\nbest = random.random()\nright = names[:1]\n1 / 0")
    assert points([mine, *(cells[name] for name in order)])[0] == FULL


def test_each_mishap_costs_its_task_and_no_other(points):
    cells = solved()
    cells["sure"]["source"] = "while True:\n    pass"
    cells["by_hand"]["source"] = f"import ctypes\nby_hand = open({str(SOURCE)!r}).read()"
    cells["softmax"]["source"] = "import os\ndef softmax_at(logits, temperature):\n    os._exit(0)"
    cells["top_p"]["source"] = "def nucleus(probabilities, p):\n    return [0] * (1 << 50)"
    del cells["merge"]
    cells["claims"]["source"] = "claims = {"
    got, missed = points(cells.values())
    assert got == {"bits": 4, "copying": 4} | dict.fromkeys(
        ["sure", "by_hand", "softmax", "top_p", "merge", "claims"], 0
    )
    for task, reason in {"sure": "computed for more than", "by_hand": "cannot be opened", "softmax": "ended the program",
                         "top_p": "MemoryError", "merge": "NameError", "claims": "SyntaxError"}.items():  # fmt: skip
        assert reason in missed[task]


def test_of_a_duplicated_cell_both_run_and_the_last_one_counts(points):
    cells = solved()
    again = cell("def softmax_at(logits, temperature):\n    return logits", "softmax")
    got, _ = points([*cells.values(), again])
    assert got == FULL | {"softmax": 0}
    assert points([again, *cells.values()])[0] == FULL


def test_locked_cells_are_those_of_the_source(points):
    cells = solved()
    cells["setup"]["source"] = "model = None"
    cells["softmax-tests"]["source"] = "5"
    cells["softmax"]["source"] = "def softmax_at(logits, temperature):\n    return 5"
    assert points(cells.values())[0] == FULL | {"softmax": 0}


@pytest.mark.parametrize("content", [
    b"", b"PK\x03\x04", b"[1, 2]", b"{}", b'{"cells": 3}', b'{"cells": [1]}', b'{"cells": [{"source": 3}]}',
    b"[" * 200_000, b"\xff\xfe",
])  # fmt: skip
def test_what_is_no_notebook_is_told_so_in_one_line(tmp_path, content):
    path = tmp_path / "homework.ipynb"
    path.write_bytes(content)
    with pytest.raises(Exception, match=r"^homework.ipynb is not a notebook \(.ipynb\): [^\n]*$"):
        read_cells(path)


def test_cells_of_any_form_are_no_reason_to_stop(points):
    strange = [
        {"cell_type": "code", "source": "x = 1", "metadata": 3},
        {"cell_type": "code", "source": "x = 1", "metadata": {"nbgrader": {"grade_id": ["sure"]}}},
        {"source": "x = 1"},
        {"cell_type": "code", "source": "tests", "metadata": {"nbgrader": {"grade_id": "-tests"}}},
        {"cell_type": "code", "source": "\0" + "(" * 100_000},
    ]
    assert set(points(strange)[0].values()) == {0}
