"""Nothing leaks: no canary, and no three lines of a solution or a hidden test, is where readers and students get it.

(Of a solution that is shorter, no line: there are some of one and two.)
"""

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
ENOUGH = 60  # characters, to be nobody else's: three lines such as `else: done.append(token)` are in many a program
TEXTS = {".py", ".ipynb", ".html", ".js", ".css", ".json", ".md", ".txt", ".svg", ".inv", ""}


def squeezed(text):
    """A text without what JSON and HTML add to it, and without white space and quotes."""
    text = html.unescape(re.sub(r"<[^<>]*>", "", text)).replace("\\n", "")
    return re.sub(r"[\s\"'\\,]+", "", text)


def code_in(region):
    """The lines of a region that a thief would take: without its marks and the canary."""
    return [line for line in region.splitlines() if line.strip() and "###" not in line and "# canary" not in line]


def secrets_in(region):
    """Every three lines of a region, or all where it has fewer, squeezed, if they are long enough."""
    lines = code_in(region)
    count = min(3, len(lines))
    windows = ["".join(lines[start : start + count]) for start in range(len(lines) - count + 1)]
    windows += [html.escape(window) for window in windows]  # in which `<|end|>` is not taken for a tag
    return {window for window in map(squeezed, windows) if len(window) > ENOUGH}


SECRETS = set().union(*map(secrets_in, REGIONS))


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


@pytest.mark.parametrize("region", REGIONS, ids=[re.search(f"{CANARY}: (.*)", region)[1] for region in REGIONS])
def test_a_leak_would_be_found(region):
    assert leaks("a.bin", region.encode()) == ["canary"]
    code = "\n".join(code_in(region))
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
