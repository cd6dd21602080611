"""What somebody sees who types the commands in another order than the README's."""

import subprocess
from pathlib import Path

MAKEFILE = Path(__file__).parents[1] / "Makefile"


def make(folder, *arguments):
    """`make` in a folder whose environment is there and new enough."""
    command = ["make", "-f", MAKEFILE, "--old-file=.venv/ready", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_make_alone_prints_what_there_is(tmp_path):
    done = make(tmp_path)
    assert done.returncode == 0
    for target in ("book", "test", "serve", "lab", "train", "bench", "assignments"):
        assert f"  make {target} " in done.stdout


def test_serving_a_book_that_is_not_built_says_how_to_build_it(tmp_path):
    done = make(tmp_path, "serve")
    assert done.returncode == 2 and "build it with make book" in done.stdout
