"""A whole submission: what goes wrong in it costs the task in which it goes wrong."""

import sys
from functools import partial

import pytest
from short_assignment import TASKS, tiny
from submissions import cell, solved, write

from nexttoken.errors import UserError
from nexttoken.exercises import assignment
from nexttoken.exercises import judge as judging
from nexttoken.exercises.alone import judge_alone
from nexttoken.exercises.assignment import read_assignment, read_cells
from nexttoken.exercises.judge import judge, trusted_names
from nexttoken.exercises.session import Session

FULL = dict.fromkeys(TASKS, 2)


@pytest.fixture
def source(tmp_path):
    return tiny(tmp_path / "exercises")


@pytest.fixture
def cells(source):
    """The cells of a submission that has everything right."""
    return solved(source)


@pytest.fixture
def points(source, tmp_path, monkeypatch):
    """A function from cells to (points by task, what was missed by task)."""
    monkeypatch.setattr(judging, "Session", partial(Session, seconds=1))
    assignment = read_assignment(source)

    def graded(cells):
        handed_in = read_cells(write(tmp_path / "any name.ipynb", cells))
        outcomes, _ = judge(assignment, handed_in, trusted_names(assignment))
        return {each.task: each.points for each in outcomes}, {each.task: " ".join(each.missed) for each in outcomes}

    return graded


def test_style_order_and_names_do_not_matter(points, cells):
    """Tasks in another order, a function with another name, cells of one's own, without the cells that are locked."""
    cells["third"]["source"] = cells["third"]["source"].replace("third", "my_third")
    del cells["fourth"]["metadata"]["nbgrader"]  # as if pasted into a new cell
    mine = cell("%matplotlib inline\nimport random\nbest = random.random()\ncredit = 3\n1 / 0")
    assert points([mine, *(cells[name] for name in reversed(TASKS))])[0] == FULL


@pytest.mark.parametrize(
    "answer", ["second, told = twice, []", "second: object = twice", "for second in [twice]: pass"]
)
def test_a_name_beside_the_answer_does_not_take_its_place(points, cells, answer):
    cells["second"]["source"] = f"twice = [lambda x: 2 * x][0]\n{answer}\ntwice = None"
    assert points(cells.values())[0] == FULL


def test_each_mishap_costs_its_task_and_no_other(points, cells, source):
    cells["first"]["source"] = "while True:\n    pass"
    cells["second"]["source"] = f"import ctypes\nsecond = open({str(source)!r}).read()"
    cells["third"]["source"] = "import os\ndef third(x):\n    os._exit(0)"
    cells["fourth"]["source"] = "def fourth(x):\n    return [0] * (1 << 50)"
    del cells["fifth"]
    cells["sixth"]["source"] = "def sixth(x:"
    got, missed = points(cells.values())
    assert got == dict.fromkeys(TASKS, 0) | {"seventh": 2}
    for task, reason in {"first": "computed for more than", "second": "cannot be opened", "third": "ended the program",
                         "fourth": "MemoryError", "fifth": "NameError", "sixth": "SyntaxError"}.items():  # fmt: skip
        assert reason in missed[task]


def test_an_answer_or_an_error_that_cannot_be_told_costs_one_task(points, cells):
    cells["second"]["source"] = "def second(x):\n    return 10**5000"
    cells["third"]["source"] = (
        "class Odd(Exception):\n    def __str__(self):\n        return 3\ndef third(x):\n    raise Odd"
    )
    got, missed = points(cells.values())
    assert got == FULL | {"second": 0, "third": 0}
    assert "ValueError" in missed["second"] and "Odd" in missed["third"]


def test_data_that_keep_a_hidden_test_busy_for_ever_are_given_up(source, cells):
    assignment = where_third(source, "sum(1 for _ in range(third(2))) == 4")
    assert {each.task: each.points for each in judge_alone(assignment, list(cells.values()))[0]} == FULL
    cells["third"]["source"] = "def third(x):\n    return x * 10**15"
    with pytest.raises(TimeoutError, match="judging it took more than 1 seconds of computing"):
        judge_alone(assignment, list(cells.values()), seconds=1)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_data_that_would_fill_the_memory_in_a_hidden_test_cost_their_point(source, cells):
    cells["third"]["source"] = "def third(x):\n    return x * 2 * 10**9"
    outcomes, _ = judge_alone(where_third(source, "len(bytes(third(2))) == 4"), list(cells.values()))
    assert {each.task: each.points for each in outcomes} == FULL | {"third": 1}
    assert "MemoryError" in " ".join(outcomes[2].missed)


def where_third(source, holds):
    """The assignment, where a hidden test of the third task computes on what it is given."""
    source.write_text(source.read_text().replace("third(2) == 4", holds))
    return read_assignment(source)


def test_of_a_duplicated_cell_both_run_and_the_last_one_counts(points, cells):
    again = cell("def third(x):\n    return x", "third")
    assert points([*cells.values(), again])[0] == FULL | {"third": 1}
    assert points([again, *cells.values()])[0] == FULL


def test_locked_cells_are_those_of_the_source(points, cells):
    cells["setup"]["source"] = "nothing = 1"
    cells["third-tests"]["source"] = "2"
    cells["third"]["source"] = "def third(x):\n    return 5"
    assert points(cells.values())[0] == FULL | {"third": 0}


@pytest.mark.parametrize("content", [
    b"", b"PK\x03\x04", b"[1, 2]", b"{}", b'{"cells": 3}', b'{"cells": [1]}', b'{"cells": [{"source": 3}]}',
    b"[" * 200_000, b"\xff\xfe",
])  # fmt: skip
def test_what_is_no_notebook_is_told_so_in_one_line(tmp_path, content):
    path = tmp_path / "homework.ipynb"
    path.write_bytes(content)
    with pytest.raises(Exception, match=r"^homework.ipynb is not a notebook \(.ipynb\): [^\n]*$"):
        read_cells(path)


def test_a_zip_and_a_notebook_that_is_too_large_say_what_to_do(tmp_path, monkeypatch):
    (tmp_path / "anna.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(UserError, match=r"^anna.zip is .* a zip: unpack it and hand in the notebook"):
        read_cells(tmp_path / "anna.zip")
    plot = cell("plot()") | {"outputs": ["1234567890"]}
    monkeypatch.setattr(assignment, "LARGEST", len(write(tmp_path / "ben.ipynb", [plot]).read_bytes()))
    assert read_cells(tmp_path / "ben.ipynb") == [plot]
    write(tmp_path / "ben.ipynb", [plot, plot])
    with pytest.raises(UserError, match="^ben.ipynb is too large: clear its outputs"):
        read_cells(tmp_path / "ben.ipynb")


def test_cells_of_any_form_are_no_reason_to_stop(points):
    strange = [
        {"cell_type": "code", "source": "x = 1", "metadata": 3},
        {"cell_type": "code", "source": "x = 1", "metadata": {"nbgrader": {"grade_id": ["first"]}}},
        {"source": "x = 1"},
        {"cell_type": "code", "source": "tests", "metadata": {"nbgrader": {"grade_id": "-tests"}}},
        {"cell_type": "code", "source": "\0" + "(" * 100_000},
    ]
    assert set(points(strange)[0].values()) == {0}
