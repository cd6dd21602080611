"""A toy project: a package `kingdom`, a model, and two chapters, of which only the first reads either."""

import nbformat

CROWN, RIVER = "01-crown.ipynb", "02-river.ipynb"


def write_notebook(path, *cells):
    """Cells that begin with # are prose."""
    kinds = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
    notebook = nbformat.v4.new_notebook(cells=[kinds[cell.startswith("#")](cell) for cell in cells])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def write_project(root):
    model = root / "src" / "nexttoken" / "pretrained" / "base"
    files = {
        "requirements.txt": "numpy==2\n",
        "src/kingdom/__init__.py": "",
        "src/kingdom/crown.py": "gold = 3\n",
        "src/kingdom/river.py": "wide = True\n",
        "src/nexttoken/pretrained/base/config.json": "{}",
        "src/nexttoken/pretrained/base/model.safetensors": "weights, which compiled code reads",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (root / "notebooks").mkdir()
    reads = ["from kingdom import crown\nprint(crown.gold, 'crowns')", f"open({str(model / 'config.json')!r}).read()"]
    write_notebook(root / "notebooks" / CROWN, "# The crown\n\nOf gold.", *reads)
    write_notebook(root / "notebooks" / RIVER, "# The river\n\nOf water.", "from kingdom import river\nriver.wide")
    return root


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
