"""`make assignments`: what students get, without solutions and hidden tests, and a zip of each.

    python -m nexttoken.exercises.release

writes _build/assignments/01-completion/01-completion.ipynb and _build/assignments/01-completion.zip. The regions are
nbgrader's, from `### BEGIN SOLUTION` and `### BEGIN HIDDEN TESTS` to their ends, and so is what becomes of them.

    python -m nexttoken.exercises.release --variant anna ben

writes a variant for each student, with texts, numbers and faults of their own (`variants.py`), into
_build/variants/anna and _build/variants/ben.

What this file does not do: number versions (`pack.py`), or send anything to anybody.
"""

import argparse
import json
import re
import shutil
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from nexttoken.errors import UserError
from nexttoken.exercises.assignment import assignments, joined
from nexttoken.exercises.variants import varied

STUB = "# Write your answer here."
REGION = r"^([ \t]*)### BEGIN {0}\n.*?^[ \t]*### END {0}[^\n]*(\n|\Z)"
SOLUTION, HIDDEN = (re.compile(REGION.format(name), re.DOTALL | re.MULTILINE) for name in ("SOLUTION", "HIDDEN TESTS"))
DATE = (2026, 1, 1, 0, 0, 0)  # of every file in a zip, so that the same release is the same file


def release(text):
    """A notebook for students, from the text of its source. Raises UserError where a region has no end."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        source = SOLUTION.sub(rf"\1{STUB}\2", joined(cell["source"]))
        cell["source"] = HIDDEN.sub("", source).rstrip("\n")
        if "### BEGIN" in cell["source"] or "### END" in cell["source"]:
            raise UserError(
                f"cell {cell.get('id')} has a region that is not closed, or not well: students would see it"
            )
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def write_all(exercises, target, student=None):
    """Release every assignment of one folder into another, as this student gets it; yields the zips."""
    shutil.rmtree(target, ignore_errors=True)
    for assignment in assignments(exercises).values():
        assignment = varied(assignment, student) if student else assignment
        name, text = f"{assignment.name}/{assignment.name}.ipynb", release(assignment.text)
        path = target / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        zipped = target / f"{assignment.name}.zip"
        with ZipFile(zipped, "w") as archive:
            add(archive, name, text)
        yield zipped


def add(archive, name, text):
    """Put a file with this text into a zip."""
    info = ZipInfo(name, DATE)
    info.external_attr = 0o644 << 16  # who unpacks it may read it
    archive.writestr(info, text, ZIP_DEFLATED)


def targets(students):
    """{the folder that is written: whose it is}: one for each student, or one for all of them."""
    strange = [name for name in students if not name or name.startswith(".") or Path(name).name != name]
    if strange:
        raise UserError(f"no folder of a student's is called {strange[0]!r}: give names such as anna")
    return {Path("_build/variants") / name: name for name in students} or {Path("_build/assignments"): None}


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="make assignments", description="Write what students get of each assignment.")
    parser.add_argument("--variant", nargs="+", metavar="STUDENT", default=[], help="a variant for each")
    args = parser.parse_args(arguments)
    try:
        for target, student in targets(args.variant).items():
            for path in write_all(Path("exercises"), target, student):
                print(f"{path.with_suffix('')}/ and {path}")
    except UserError as error:
        print(f"make assignments: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
