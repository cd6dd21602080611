"""Nothing leaks: no canary, and no three lines of a solution or a hidden test, is where readers and students get it."""

import html
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from nexttoken.exercises.assignment import read_cells
from nexttoken.exercises.release import HIDDEN, SOLUTION, write_all

ROOT = Path(__file__).parents[2]
CANARY = "6f1d93b8"
REGIONS = [
    region[0]
    for path in sorted((ROOT / "exercises").glob("*/*.ipynb"))
    for cell in read_cells(path)
    for pattern in (SOLUTION, HIDDEN)
    for region in pattern.finditer(cell["source"])
]
TEXTS = {".py", ".ipynb", ".html", ".js", ".css", ".json", ".md", ".txt", ".svg", ".inv", ""}


def squeezed(text):
    """A text without what JSON and HTML add to it, and without white space and quotes."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", text)).replace("\\n", "")
    return re.sub(r"[\s\"'\\,]+", "", text)


def secrets():
    """Every three lines of every region, squeezed, where they are long enough to be nobody else's."""
    for region in REGIONS:
        lines = [line for line in region.splitlines() if "###" not in line and line.strip()]
        yield from (squeezed("".join(lines[start : start + 3])) for start in range(len(lines) - 2))


SECRETS = {secret for secret in secrets() if len(secret) > 60}


def leaks(name, content):
    """What leaks from a file: "canary", or the code that was found."""
    found = ["canary"] if CANARY.encode() in content else []
    if Path(name).suffix in TEXTS:
        text = squeezed(content.decode(errors="replace"))
        found += [secret for secret in SECRETS if secret in text]
    return found


def files(folder):
    """{name: content} of all files in a folder, and of those in its zips and wheels."""
    found = {path.as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in [path for path in found if path.endswith((".zip", ".whl"))]:
        with ZipFile(path) as archive:
            found |= {f"{path}/{name}": archive.read(name) for name in archive.namelist()}
    return found


def test_every_solution_and_hidden_test_carries_a_canary():
    assert len(REGIONS) >= 16 and len(SECRETS) > 50
    assert all(f"# canary {CANARY}: " in region for region in REGIONS)


def test_a_leak_would_be_found():
    region = max(REGIONS, key=len)
    assert leaks("a.bin", region.encode())
    code = region.replace(CANARY, "")
    for text in (code, html.escape(code), code.replace("\n", "\\n").replace('"', '\\"'), f"<p>{code}</p>"):
        assert leaks("a.html", text.encode())


def test_nothing_leaks_into_releases_and_zips(tmp_path):
    zips = [*write_all(ROOT / "exercises", tmp_path / "all"), *write_all(ROOT / "exercises", tmp_path / "anna", "anna")]
    assert len(files(tmp_path)) == 3 * len(zips)  # a notebook, its zip, and what is in it
    assert {name: leaks(name, content) for name, content in files(tmp_path).items() if leaks(name, content)} == {}


def test_nothing_leaks_into_the_wheel(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    [wheel] = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert "nexttoken/exercises/check.py" in contents
    assert {name: leaks(name, content) for name, content in contents.items() if leaks(name, content)} == {}


@pytest.mark.parametrize("folder", ["notebooks", "web", "_build/html", "_build/singlehtml"])  # the last one is printed
def test_nothing_leaks_into_the_pages_and_what_colab_opens(folder):
    if not (ROOT / folder).exists():
        pytest.skip(f"{folder} is not built")
    found = {name: leaks(name, content) for name, content in files(ROOT / folder).items()}
    assert {name: secret for name, secret in found.items() if secret} == {}
