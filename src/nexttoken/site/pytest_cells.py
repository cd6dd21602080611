"""A pytest plugin: every code cell of a chapter is a test, `notebooks/02-tokens.ipynb::cell-07`.

Cells are counted from 1, code cells only: in an unfailing run cell-07 is the cell that shows [7]. A cell passes if it
runs and if each picture it shows has alternative text. The first failing cell shows its source and its traceback; the
chapter's later cells are skipped. Asking for one cell runs those before it too. A chapter whose kept run is fresh is
not run again: its cells pass from what was kept (see execution.py), and the summary names it.
"""

import re

import pytest

PICTURES = {"image/png", "image/jpeg", "image/svg+xml"}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def pytest_collect_file(file_path, parent):
    if file_path.suffix == ".ipynb" and file_path.parent.name == "notebooks":
        return ChapterFile.from_parent(parent, path=file_path)


class ChapterFile(pytest.File):
    """One notebook: it holds the kernel from its first cell to its last."""

    def collect(self):
        from .execution import Chapter  # here, so that tests without notebooks need no Jupyter

        self.chapter = Chapter(self.path)
        for index, _ in enumerate(self.chapter.code):
            yield Cell.from_parent(self, name=f"cell-{index + 1:02}", index=index)

    def setup(self):
        self.fresh = self.chapter.fresh()
        if self.fresh:
            self.chapter.shown()

    def teardown(self):
        self.chapter.close()


class Cell(pytest.Item):
    """One code cell."""

    def __init__(self, index, **kwargs):
        super().__init__(**kwargs)
        self.index, self.file = index, self.parent

    def runtest(self):
        chapter = self.file.chapter
        if self.file.fresh:
            self.user_properties.append(("unchanged", True))
        elif chapter.failed is not None:
            pytest.skip(f"cell-{chapter.failed + 1:02} failed")
        else:
            chapter.run_through(self.index)
        check_pictures(chapter.code[self.index])

    def repr_failure(self, excinfo, style=None):
        source = self.file.chapter.code[self.index].source
        error = excinfo.value
        traceback = COLOUR.sub("", getattr(error, "traceback", repr(error))).strip("-\n ")
        return f"{traceback.splitlines()[-1]}\n\n{source}\n\n{traceback}"

    def reportinfo(self):
        return self.path, None, f"{self.path.name}, {self.name}"


def check_pictures(cell):
    """Every picture needs words for readers who cannot see it."""
    alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
    shows = any(PICTURES & set(output.get("data", {})) for output in cell.outputs)
    assert alt.strip() or not shows, (
        'the cell shows a picture without alternative text: give it the metadata {"mystnb": {"image": {"alt": "…"}}}'
    )


def pytest_terminal_summary(terminalreporter):
    passed = terminalreporter.getreports("passed")
    unchanged = {report.location[0] for report in passed if ("unchanged", True) in report.user_properties}
    for path in sorted(unchanged):
        terminalreporter.write_line(f"{path}: unchanged, not run again")
