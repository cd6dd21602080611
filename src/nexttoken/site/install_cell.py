"""The cell of a chapter, or an assignment, that installs this package where it is missing, as in Colab.

    python -m nexttoken.site.install_cell    # write it into every one of them that has none, or another

It is the first code cell. In a clone and in the book's own build the package is there, and the cell does nothing; the
pages leave it out. Elsewhere pip fetches the wheel that the published site carries. What pip finds there already, and
new enough, it leaves alone: NumPy, JAX and Matplotlib stay as Colab has them.

No notebook in Colab can read `_config.yml`, so the address of the site stands in the cell; `wheel_address` makes it,
and `make test` finds a cell that differs. What this file does not do: make the wheel (`build.py`), or keep those of
earlier releases in the site, which notebooks that were handed out still name (`.github/workflows/book.yml`).
"""

import re
import tomllib
from pathlib import Path

import nbformat

from .published import address

ID = "install"
SOME_NEED = {  # an extra of the package: how the code of a chapter shows its need, and a module that comes with it
    "api": (r"\bnexttoken\.(api|client|chat\.tools)\b", "llguidance"),
    "export": (r"\bgguf\b", "gguf"),
}
SOURCE = """\
# Where the package of this book is not installed, as in Colab, this installs it from the book's site.
from importlib.util import find_spec

if {missing}:
    %pip install --quiet "nexttoken[{extras}] @ {address}"
"""


def install_cell(notebook, root):
    """The cell, for this notebook of the project at `root`."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code" and cell.id != ID)
    more = {extra: module for extra, (asks, module) in SOME_NEED.items() if re.search(asks, code)}
    missing = " or ".join(f'not find_spec("{name}")' for name in ["nexttoken", *more.values()])
    extras = ",".join(["figures", "train", *more])
    source = SOURCE.format(missing=missing, extras=extras, address=wheel_address(root)).strip()
    return nbformat.v4.new_code_cell(source, id=ID, metadata={"tags": ["remove-cell"]})


def wheel_address(root):
    """Where the published site has the wheel: https://…/wheels/nexttoken-0.1.0-py3-none-any.whl"""
    version = tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"]
    return f"{address(root)}wheels/nexttoken-{version}-py3-none-any.whl"


def write_cell(path, root):
    """Put the cell into the notebook at `path`, after its title, in the place of an older one."""
    notebook = nbformat.read(path, as_version=4)
    cell = install_cell(notebook, root)
    title, *others = [other for other in notebook.cells if other.id != ID]
    if notebook.cells != [title, cell, *others]:
        notebook.cells = [title, cell, *others]
        nbformat.write(notebook, path)


if __name__ == "__main__":
    for path in sorted([*Path("notebooks").glob("*.ipynb"), *Path("exercises").glob("*/*.ipynb")]):
        write_cell(path, Path.cwd())
