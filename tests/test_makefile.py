"""What somebody sees who types the commands in another order than the README's."""

import os
import subprocess
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parents[1] / "Makefile"


def make(folder, *arguments):
    """`make` in a folder whose environment is there and new enough, as if no other `make` ran these tests."""
    command = ["make", "-f", MAKEFILE, "--old-file=.venv/ready", *arguments]
    env = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_make_alone_prints_what_there_is(tmp_path):
    done = make(tmp_path)
    assert done.returncode == 0
    for target in ("book", "test", "serve", "lab", "train", "bench", "assignments"):
        assert f"  make {target} " in done.stdout


def test_serving_a_book_that_is_not_built_says_how_to_build_it(tmp_path):
    done = make(tmp_path, "serve")
    assert done.returncode == 2 and "build it with make book" in done.stdout


@pytest.fixture
def echo(tmp_path):
    """A folder where the environment's Python prints each of its arguments on a line of its own."""
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    python.chmod(0o755)
    return tmp_path


def test_names_of_students_are_names_and_no_commands(echo):
    (echo / "x1").touch()  # which `x*` is not to become
    names = ["O'Brien", "anna;touch", "gone", "x*", '"ben"', "`touch", "gone`", "&", "|", ">out", "a$b",
             "$(shell touch out)", "cleo"]  # fmt: skip
    done = make(echo, "assignments", f"VARIANT=  {' '.join(names[:5])}\n{' '.join(names[5:])}\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["-m", "nexttoken.exercises.release", "--variant", *" ".join(names).split()]
    assert sorted(path.name for path in echo.iterdir()) == [".venv", "x1"]


def test_names_may_stand_in_a_file_one_a_line(echo):
    """VARIANT="$(cat class.txt)": no name is taken for a command."""
    done = make(echo, "assignments", "VARIANT=anna\nben")
    assert done.stdout.splitlines() == ["-m", "nexttoken.exercises.release", "--variant", "anna", "ben"]


@pytest.mark.parametrize("variant", [[], ["VARIANT="]])
def test_without_names_there_is_one_release_for_all(echo, variant):
    assert make(echo, "assignments", *variant).stdout.splitlines() == ["-m", "nexttoken.exercises.release"]


@pytest.mark.parametrize("given", ["true", "1", "no"])
def test_variants_are_graded_where_it_says_yes_and_what_else_is_said_is_refused(echo, given):
    assert make(echo, "grade", "SUBMISSIONS=class", "VARIANTS=yes").stdout.splitlines()[-1] == "--variants"
    done = make(echo, "grade", "SUBMISSIONS=class", f"VARIANTS={given}")
    assert done.returncode == 2 and done.stdout == "" and "VARIANTS=yes" in done.stderr


@pytest.mark.parametrize("flags, precision", [("fma avx512_bf16 amx_bf16", "bfloat16"), ("fma avx2", "")])
def test_training_takes_short_numbers_where_the_processor_is_quick_at_them(echo, flags, precision):
    """That is how the published models were trained."""
    (echo / ".venv/bin/python").write_text('#!/bin/sh\necho "$JAX_DEFAULT_MATMUL_PRECISION: $*"\n')
    (echo / "cpuinfo").write_text(f"flags\t\t: {flags}\n" * 2)
    said = make(echo, "train", "CPUINFO=cpuinfo").stdout.splitlines()
    trained = [line for line in said if "publish" not in line]
    assert trained == [f"{precision}: -m nexttoken train {stage} --minutes {minutes}"
                       for stage, minutes in (("base", 150), ("chat", 120), ("aligned", 25))]  # fmt: skip


def test_training_takes_long_numbers_where_nobody_knows_the_processor(echo):
    """As on a Mac."""
    (echo / ".venv/bin/python").write_text('#!/bin/sh\necho "$JAX_DEFAULT_MATMUL_PRECISION: $*"\n')
    done = make(echo, "train", "CPUINFO=none")
    assert done.stdout.startswith(": -m nexttoken train base") and done.stderr == ""
