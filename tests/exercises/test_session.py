"""What a submission can and cannot do to the machine it is graded on."""

import os
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from nexttoken.exercises import wire
from nexttoken.exercises.session import Failed, Gone, Session

plain = some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text() | some.binary()
values = some.recursive(
    plain, lambda inner: some.lists(inner) | some.tuples(inner) | some.dictionaries(some.text(), inner)
)


@given(values)
def test_plain_data_comes_back_as_it_was(value):
    assert wire.decode(wire.encode(value)) == value


def test_sets_and_arrays_come_back_and_anything_else_is_a_name_only():
    assert wire.decode(wire.encode({1, "a"})) == {1, "a"}
    assert (wire.decode(wire.encode(np.eye(2))) == np.eye(2)).all()
    assert repr(wire.decode(wire.encode([Path("x"), ...]))[1]) == "a ellipsis"


def test_other_numbers_and_what_is_yielded_come_back_as_plain_data():
    assert wire.decode(wire.encode([Fraction(1, 4), Decimal("0.5")])) == [0.25, 0.5]
    assert wire.decode(wire.encode(number for number in (1, 2))) == [1, 2]


@pytest.fixture(scope="module")
def session():
    with Session(seconds=1) as session:
        session.run("import os, sys\nkept = [1, 2]\ndef double(x): return [each * 2 for each in x]")
        session.run("from functools import cache\n@cache\ndef half(x): return x / 2")
        yield session


def test_variables_and_calls_cross_over(session):
    assert session.look("kept") == [1, 2]
    assert session.call("double", [[3, 4]]) == [6, 8]
    assert session.look("half").kind == "function" and session.call("half", [3]) == 1.5
    assert session.run("1 / 0") == "ZeroDivisionError: division by zero"
    with pytest.raises(Failed, match="TypeError"):
        session.call("double", [3])


def test_a_cell_may_have_the_magics_of_notebooks(session):
    assert session.run("%matplotlib inline\n!pip list\nmagic = 1") == "" and session.look("magic") == 1


@pytest.mark.parametrize(
    "code", ["while True: pass", "os._exit(0)", "os.kill(os.getpid(), 9)", "import ctypes; ctypes.string_at(0)"]
)
def test_a_cell_that_does_not_come_back_is_left_out_and_the_rest_goes_on(session, code):
    assert "it computed for more than 1 seconds, or ended the program" in session.run(code)
    assert session.look("kept") == [1, 2]


def test_a_call_that_does_not_come_back_is_gone_and_the_rest_goes_on(session):
    session.run("def forever(): \n  while True: pass")
    with pytest.raises(Gone):
        session.call("forever", [])
    assert session.look("kept") == [1, 2]


def test_memory_is_limited(session):
    if "memory" in session.unlimited:
        pytest.skip("not on this platform")
    assert session.run("hog = bytearray(1 << 40)").startswith("MemoryError")
    assert session.run("hog = []\nwhile True: hog.append(bytes(1 << 24))").startswith("MemoryError")
    assert session.run("another = bytes(1 << 30)") == "" and session.look("kept") == [1, 2]


@pytest.mark.parametrize("code", [
    f"open({str(__file__)!r}).read()",
    "open('/etc/passwd').read()",
    "open('/tmp/grades.csv', 'w')",
    "import subprocess; subprocess.run(['true'])",
    "os.system('true')",
    "import socket; socket.create_connection(('127.0.0.1', 9), timeout=1)",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
])  # fmt: skip
def test_other_files_programs_and_the_network_are_out_of_reach(session, code):
    assert "not possible while this is graded" in session.run(code) or "cannot be opened" in session.run(code)


def test_what_a_submission_tried_is_known_but_not_what_a_module_does_that_it_imports():
    tries = "try: open('/etc/passwd')\nexcept OSError: pass"
    with Session(seconds=1) as session:
        session.run(f"import sys\nsys.path.append('.')\nopen('mine.py', 'w').write({tries!r})")
        assert session.run("import mine") == ""
        assert session.refused == []
        assert session.run(f"{tries}\n{tries}") == "" and len(session.refused) == 1


def test_they_are_out_of_reach_too_for_who_goes_around_python(session):
    """Python's hook sees nothing of what C does."""
    if session.unlimited:
        pytest.skip("not on this platform")
    libc = "import ctypes; libc = ctypes.CDLL(None, use_errno=True)\n"
    assert session.run(libc + f"got = libc.open({str(__file__).encode()!r}, 0)") == ""
    assert session.look("got") == -1
    assert session.run(libc + f"got = libc.kill({os.getpid()}, 0)") == ""
    assert session.look("got") == -1
    assert not session.run(
        libc
        + "got = libc.socket(2, 1, 0), libc.connect(libc.socket(2, 1, 0), b'\\2\\0\\0\\x09\\x7f\\0\\0\\1' + bytes(8), 16)"
    )
    assert session.look("got")[1] == -1


def test_a_folder_of_its_own_can_be_written_to(session):
    assert session.run("open('mine.txt', 'w').write('x')\nmine = open('mine.txt').read()") == ""
    assert session.look("mine") == "x"
    assert session.run("open('large', 'wb').write(bytes(1 << 26))") != ""


def test_no_key_of_the_instructor_is_in_its_environment(session, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    session.stop()
    session.run("there = dict(os.environ)")
    assert "secret" not in session.look("there").values()


@pytest.mark.parametrize("junk", ["b'{}'", "b'[' * 100000", 'b\'{"value": ["dict", [["list"], 1]]}\'', "b'\\xff'"])
def test_forged_answers_are_no_more_than_wrong_answers(junk):
    with Session(seconds=1) as session:
        session.run(
            f"import os\nfor number in range(3, 20):\n  try: os.write(number, {junk} + b'\\n')\n  except OSError: pass"
        )
        with pytest.raises(Failed):
            session.look("kept")
            session.look("kept")
