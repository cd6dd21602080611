"""An assignment with the released wheel and what the wheel itself asks for: NumPy and safetensors, and nothing else."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest
from solutions import ASSIGNMENTS

from nexttoken.exercises.assignment import cells_in
from nexttoken.exercises.release import release
from nexttoken.site.build import build_wheel
from nexttoken.site.install_cell import ID

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder of packages in which the wheel is installed."""
    folder, wheels = tmp_path_factory.mktemp("installed"), tmp_path_factory.mktemp("site")
    assert build_wheel(ROOT, wheels) == 0
    for wheel in wheels.rglob("*.whl"):
        ZipFile(wheel).extractall(folder)
    for name in ("numpy", "safetensors"):
        package = Path(find_spec(name).origin).parent
        (folder / name).symlink_to(package)
    return folder


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_it_runs_to_its_end(name, installed, tmp_path):
    cells = [cell for cell in cells_in(release(ASSIGNMENTS[name].text)) if cell["cell_type"] == "code"]
    code = "\n\n".join([*(cell["source"] for cell in cells if cell["id"] != ID), "print(nexttoken.__file__)"])
    alone = [sys.executable, "-S", "-c", code]  # without what is installed here
    done = subprocess.run(
        alone, cwd=tmp_path, env={"PYTHONPATH": installed}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("not there yet") == len(ASSIGNMENTS[name].tasks)
    assert Path(done.stdout.splitlines()[-1]).is_relative_to(installed)
