"""What students handed in: a folder of files and folders to one notebook each, all to one assignment.

    assignment, found = to_grade(students(folder), assignments(exercises))
    found["anna"].path, found["anna"].to

Everybody who is there by name is in it, also with a folder that is empty or may not be read: reading that says so.

What this file does not do: read more of a notebook than to which assignment it belongs.
"""

import os
import stat
import unicodedata
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from nexttoken.errors import UserError
from nexttoken.exercises.assignment import defined_in, id_of, read_cells

LONGEST = 100_000  # characters of a cell that is parsed here, where memory is not limited


class Submission(NamedTuple):
    """The file of a student's that counts, and the name of the assignment to which it belongs, or None."""

    path: Path
    to: str | None


def students(folder):
    """{student: the files of theirs}, the one that was changed last at the end, notebooks after all others."""
    if not folder.is_dir():
        raise UserError(f"no folder {str(folder)!r}: name one with submissions, SUBMISSIONS=folder")
    found = {}
    for path in filter(counts, folder.iterdir()):
        name = path.name if path.is_dir() else path.stem
        found.setdefault(unicodedata.normalize("NFC", name), []).extend(files_in(path))
    if not found:
        raise UserError(f"nothing in {str(folder)!r}: put each submission there, as a file or in a folder")
    return {name: sorted(found[name], key=order) for name in sorted(found)}


def counts(path):
    """Is it a student's, file or folder? A link may lead anywhere."""
    return not path.name.startswith(".") and not path.is_symlink() and (path.is_dir() or is_file(path))


def files_in(path):
    """The files in a folder, and the folders in it that may not be read; a path where there is none is all there is."""
    if not path.is_dir():
        return [path]
    found, closed = [], []
    walk = os.walk(path, onerror=lambda error: closed.append(Path(error.filename)))
    for where, folders, names in walk:
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(where, name) for name in names if not name.startswith(".")]
    return [*filter(is_file, found), *closed] or [path]


def is_file(path):
    """Is it a file, and no link to one? What may not be asked for is taken for one: reading it says why not."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return True


def order(path):
    """By what the files of a student are put in their order: is it a notebook, and when was it saved?"""
    try:
        return path.suffix == ".ipynb", path.lstat().st_mtime
    except OSError:
        return path.suffix == ".ipynb", 0


def to_grade(files, known, wanted=None):
    """(the assignment, {student: `Submission`}); without a wanted one it is that of most notebooks."""
    if wanted and wanted not in known:
        raise UserError(f"no assignment {wanted!r}: use one of {', '.join(known)}")
    belongs = {path: assignment_of(path, known) for paths in files.values() for path in paths}
    votes = Counter(filter(None, belongs.values()))
    if not (votes or wanted):
        raise UserError(f"no submission is to one of {', '.join(known)}: are they notebooks that students were given?")
    name = wanted or votes.most_common(1)[0][0]
    own = {student: [path for path in paths if belongs[path] == name] for student, paths in files.items()}
    chosen = {student: (own[student] or paths)[-1] for student, paths in files.items()}
    return known[name], {student: Submission(path, belongs[path]) for student, path in chosen.items()}


def assignment_of(path, known):
    """The name of the assignment of which a file has most tasks, or, without metadata, most names; or None."""
    try:
        cells = read_cells(path)
    except UserError:
        return None
    ids = {id_of(cell) for cell in cells}
    return with_most({name: len(ids & set(each.tasks)) for name, each in known.items()}) or by_names(cells, known)


def by_names(cells, known):
    """The name of the assignment of whose names cells define most, and at least half: a few are in anybody's notes."""
    code = [cell["source"] for cell in cells if cell.get("cell_type") == "code" and len(cell["source"]) <= LONGEST]
    theirs = {name for source in code for name in defined_in(source)}
    asked = {name: {each for task in one.tasks.values() for each in task.names} for name, one in known.items()}
    shared = {name: len(theirs & names) for name, names in asked.items()}
    return with_most({name: count for name, count in shared.items() if 2 * count >= len(asked[name])})


def with_most(counts):
    """The name with the highest count, or None where there is nothing to count."""
    name = max(counts, key=counts.get, default=None)
    return name if counts.get(name) else None
