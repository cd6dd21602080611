"""The wheel that a reader installs."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from nexttoken.catalogue.snapshot import newest

ROOT = Path(__file__).parents[1]


def test_the_wheel_carries_the_package_the_models_and_the_list_of_models(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    [wheel] = tmp_path.glob("*.whl")
    names = set(ZipFile(wheel).namelist())
    pretrained = ROOT / "src" / "nexttoken" / "pretrained"
    models = {path.relative_to(ROOT / "src").as_posix() for path in pretrained.rglob("*") if path.is_file()}
    others = {"nexttoken/__init__.py", "nexttoken/site/theme/book.css", f"nexttoken/catalogue/{newest().name}"}
    assert models | others <= names
    count = len(list(pretrained.glob("*/model.safetensors")))
    assert wheel.stat().st_size < 1_000_000 + 6_500_000 * count  # what a model may take, and the code


def test_requirements_are_exact_and_name_no_place_to_get_them_from():
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if not line.startswith("#")]
    assert len(lines) > 100
    assert all("==" in line and "://" not in line and "--" not in line for line in lines)


def test_requirements_name_all_that_is_needed():
    """They are installed as they are, without a look at what they need."""
    subprocess.run([sys.executable, "-m", "pip", "check"], check=True)
