"""Submissions to an assignment, made from its source."""

import csv
import json
from pathlib import Path

EXERCISES = Path(__file__).parents[2] / "exercises"


def solved(source):
    """The notebook of a student who has solved everything: {grade_id or cell id: cell}, which can be changed."""
    cells = json.loads(source.read_text(encoding="utf-8"))["cells"]
    cells = [cell | {"source": "".join(cell["source"])} for cell in cells]
    return {cell["metadata"].get("nbgrader", {}).get("grade_id", cell.get("id")): cell for cell in cells}


def run(code, names):
    """Run code of ours, which defines and changes `names`."""
    exec(code, names)  # noqa: S102


def cell(source, grade_id=None, **nbgrader):
    """A code cell, of the student's own where it has no `grade_id`."""
    metadata = {"nbgrader": {"grade_id": grade_id, **nbgrader}} if grade_id else {}
    return {"cell_type": "code", "metadata": metadata, "source": source}


def write(path, cells):
    """A notebook of these cells at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return path


def table(folder):
    """{student: row} of what came out of grading."""
    with open(folder / "grades.csv", newline="", encoding="utf-8-sig") as file:
        return {row["student"]: row for row in csv.DictReader(file)}
