"""A chapter alone in an empty folder, where nothing of ours is installed, as in Colab: its first cell is enough.

What .venv has, but for our own package, stands for what Colab has installed. EVERY_CHAPTER=1 tries every chapter, in
minutes; without it, the first stands for all.
"""

import os
import subprocess
import sysconfig
import threading
import venv
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from nexttoken.site.build import build_wheel
from nexttoken.site.install_cell import install_cell, wheel_address

ROOT = Path(__file__).parents[2]
CHAPTERS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TRIED = CHAPTERS if os.environ.get("EVERY_CHAPTER") else CHAPTERS[:1]
SITE, WHEEL = wheel_address(ROOT).split("wheels/")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a site that has the wheel, and nothing else."""
    html = tmp_path_factory.mktemp("html")
    assert build_wheel(ROOT, html) == 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=html))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def machine(tmp_path):
    """An environment that has what ours has, but not our package: its interpreter, and where it installs."""
    preinstalled = tmp_path / "preinstalled"
    preinstalled.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if "nexttoken" not in entry.name:
            (preinstalled / entry.name).symlink_to(entry)
    venv.create(tmp_path / "machine", symlinks=True)
    python = tmp_path / "machine/bin/python"
    where = [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    installed = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    (installed / "preinstalled.pth").write_text(str(preinstalled))
    return python, installed


@pytest.mark.parametrize("path", TRIED, ids=lambda path: path.stem)
def test_it_runs_alone_and_changes_nothing_that_is_installed(path, site, machine, tmp_path):
    python, installed = machine
    before = {entry.name for entry in installed.iterdir()}
    alone = tmp_path / "empty" / path.name
    alone.parent.mkdir()
    text = path.read_text(encoding="utf-8")
    assert text.count(SITE) == 1
    alone.write_text(text.replace(SITE, site), encoding="utf-8")

    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment["PIP_NO_INDEX"] = "1"  # whatever else pip wanted, it could not have
    environment["OPENBLAS_NUM_THREADS"] = "1"  # threads that wait for a core that another test has take minutes
    patience = ("--timeout=900", "--startup_timeout=900")
    command = [python, "-c", "from nbclient.cli import main; main()", *patience, alone.name]
    ran = subprocess.run(command, cwd=alone.parent, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    package = WHEEL.split("-py3")[0]
    assert {entry.name for entry in installed.iterdir()} - before == {"nexttoken", f"{package}.dist-info"}


def test_where_the_package_is_installed_the_cell_does_nothing(capfd):
    cell = install_cell(nbformat.v4.new_notebook(), ROOT)
    done = InteractiveShell.instance().run_cell(cell.source)
    assert done.success and done.result is None
    assert "".join(capfd.readouterr()) == ""
