"""The tables of the status page: what ran, how long it took, for each chapter, each part and the whole book."""

from types import SimpleNamespace

import nbformat

from nexttoken.site.status import parts, timed

TOC = """
root: index
parts:
  - caption: Tales
    chapters:
      - file: notebooks/01-crown
      - file: notebooks/02-river
  - caption: Songs
    chapters:
      - file: notebooks/03-wind
  - caption: To look up
    chapters:
      - file: glossary
"""


def chapter(tmp_path, name, seconds):
    """A chapter with a run of its cells, each of which took so long."""
    title = nbformat.v4.new_markdown_cell(f"# The {name[3:]}\n\nOf gold.")
    ran = SimpleNamespace(metadata={"run": {"seconds": seconds}})
    return SimpleNamespace(path=tmp_path / f"{name}.ipynb", notebook=nbformat.v4.new_notebook(cells=[title]), kept=ran)


def test_each_part_has_its_sum_below_its_chapters(tmp_path):
    (tmp_path / "_toc.yml").write_text(TOC)
    runs = {"01-crown": [1.5, 200.0], "02-river": [99.0], "03-wind": [1000.0, 3.0]}
    rows = timed([chapter(tmp_path, name, seconds) for name, seconds in runs.items()], parts(tmp_path))
    assert [[cell.astext() for cell in row] for row in rows] == [
        ["The crown", "2", "201.5", "200.0"],
        ["The river", "1", "99.0", "99.0"],
        ["Tales", "3", "300.5", "200.0"],
        ["The wind", "2", "1,003.0", "1,000.0"],
        ["Songs", "2", "1,003.0", "1,000.0"],
        ["All chapters", "5", "1,303.5", "1,000.0"],
    ]


def test_a_book_without_parts_has_the_sum_of_all_alone(tmp_path):
    (tmp_path / "_toc.yml").write_text("root: index\nchapters:\n  - file: notebooks/01-crown\n")
    rows = timed([chapter(tmp_path, "01-crown", [1.0])], parts(tmp_path))
    assert [row[0].astext() for row in rows] == ["The crown", "All chapters"]
