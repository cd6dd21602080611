"""What the workflow publishes besides the wheel of today: those of earlier releases, which handed-out notebooks name."""

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
import yaml
from test_build import PYPROJECT

from nexttoken.site.build import build_wheel

WORKFLOW = Path(__file__).parents[2] / ".github" / "workflows" / "book.yml"
STEPS = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["book"]["steps"]
ME = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="tags are Git's, which is not installed")


@pytest.fixture
def book(tmp_path):
    """A repository with two releases, the version of the last of which is still the one of today."""
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / ".gitignore").write_text(".venv\n_build/\n")
    git(tmp_path, "init", "--quiet")
    for version in ("3.0", "3.1"):
        write_package(tmp_path, version, f"released = {version}\n")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "--quiet", "--message", version)
        git(tmp_path, "tag", f"v{version}")
    write_package(tmp_path, "3.1", "since = True\n")
    return tmp_path


def git(folder, *command):
    subprocess.run(["git", *ME, *command], cwd=folder, check=True, capture_output=True)


def write_package(folder, version, code):
    (folder / "src" / "kingdom").mkdir(parents=True, exist_ok=True)
    (folder / "src" / "kingdom" / "__init__.py").write_text(code)
    (folder / "pyproject.toml").write_text(PYPROJECT.replace('version = "3.1"', f'version = "{version}"'))


def published(book):
    """What the code in each wheel of the site says, after the workflow has added those of earlier releases."""
    assert build_wheel(book, book / "_build" / "html") == 0
    [step] = [step for step in STEPS if "git archive" in step.get("run", "")]
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=book, check=True)
    return {path.name: code_in(path) for path in (book / "_build" / "html" / "wheels").iterdir()}


def code_in(wheel):
    with ZipFile(wheel) as archive:
        return archive.read("kingdom/__init__.py").decode()


def test_the_wheel_of_an_earlier_release_stays_and_that_of_today_is_not_replaced(book):
    assert published(book) == {
        "nexttoken-3.0-py3-none-any.whl": "released = 3.0\n",
        "nexttoken-3.1-py3-none-any.whl": "since = True\n",
    }


def test_before_the_first_release_there_is_the_wheel_of_today(book):
    git(book, "tag", "--delete", "v3.0", "v3.1")
    assert published(book) == {"nexttoken-3.1-py3-none-any.whl": "since = True\n"}


def test_the_workflow_has_all_tags_at_hand_and_adds_the_wheels_before_it_publishes():
    [checkout] = [step for step in STEPS if step.get("uses", "").startswith("actions/checkout")]
    assert checkout["with"]["fetch-depth"] == 0
    runs = [step.get("run") or step["uses"] for step in STEPS]
    book, wheels, upload = (
        next(i for i, run in enumerate(runs) if what in run) for what in (".ci/run", "git archive", "upload-pages")
    )
    assert book < wheels < upload
