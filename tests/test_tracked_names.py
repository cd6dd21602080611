"""The names in the repository: what Windows cannot check out, nobody there can clone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REFUSED = re.compile(r'[<>:"|?*\\]|[. ](/|$)')  # and a name, or a folder's, that ends in a dot or a space


def refused(names):
    return [name for name in names if REFUSED.search(name)]


@pytest.mark.parametrize("name", ['""', "why?", "a:b", "web/a|b.js", "back\\slash", "notes.", "notes /a.txt", "a./b"])
def test_a_name_that_windows_refuses_is_found(name):
    assert refused(["README.md", ".github/workflows/book.yml", "my talk.json", name]) == [name]


@pytest.mark.skipif(not (shutil.which("git") and (ROOT / ".git").exists()), reason="this is no clone of the repository")
def test_every_tracked_file_can_be_checked_out_anywhere():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode().split("\0")[:-1]
    assert "pyproject.toml" in names and refused(names) == []
