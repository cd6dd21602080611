"""`make pack VERSION=0.2.0`: what students get, the answers, and what has changed, in one file for an instructor.

    python -m nexttoken.exercises.pack 0.2.0 --before _build/packs/assignments-0.1.0-with-answers.zip

writes `_build/packs/assignments-0.2.0-with-answers.zip`, which holds

    students/01-completion/01-completion.ipynb    as `make assignments` makes it
    answers/01-completion/01-completion.ipynb     the source, with solutions and hidden tests
    changes.txt                                   the tasks that are new, gone or changed since the pack before

A pack is frozen: the same sources make the same file, and a pack that is there is not replaced by a different one.

What this file does not do: tag a release, or put a pack where readers and students are.
"""

import argparse
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from nexttoken.atomic import write_atomically
from nexttoken.errors import UserError
from nexttoken.exercises.assignment import TESTS, assignments, id_of, read_cells
from nexttoken.exercises.release import HIDDEN, SOLUTION, add, release

ANSWERS = "answers"
KINDS = ("what is asked", "its points", "the answer", "the hidden tests")


def write_pack(exercises, version, before, target):
    """Write the pack of a version into the folder `target`; returns its path. `before` is an earlier pack, or None."""
    name = f"assignments-{version}-with-answers"
    if Path(name).name != name or not version:
        raise UserError(f"the version is {version!r}: give one that can be in the name of a file, such as 0.2.0")
    files = {"changes.txt": f"Assignments, {version}\n\n{since(before, exercises)}"}
    for assignment in assignments(exercises).values():
        path = f"{assignment.name}/{assignment.name}.ipynb"
        files |= {f"students/{path}": release(assignment.text), f"{ANSWERS}/{path}": assignment.text}
    return freeze(target / f"{name}.zip", files)


def freeze(path, files):
    """Write files, {name: text}, into a zip, if there is none. Raises UserError where there is a different one."""
    if path.exists():
        with ZipFile(path) as archive:
            if {name: archive.read(name).decode() for name in archive.namelist()} != files:
                raise UserError(f"{path} is there already and differs: give another VERSION, or remove it")
        return path
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, text in files.items():
            add(archive, name, text)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, packed.getvalue())
    return path


def since(before, exercises):
    """What has changed since an earlier pack, as text."""
    if before is None:
        return "No pack before this one was given to compare with.\n"
    with TemporaryDirectory() as folder:
        try:
            with ZipFile(before) as archive:
                archive.extractall(folder)
        except (OSError, BadZipFile) as error:
            raise UserError(f"{before} cannot be read ({error}): give a pack that `make pack` wrote") from None
        if not (Path(folder) / ANSWERS).is_dir():
            raise UserError(f"{before} holds no {ANSWERS}: give a pack that `make pack` wrote")
        return f"Since {before.stem}:\n\n" + "\n".join(changes(Path(folder) / ANSWERS, exercises)) + "\n"


def changes(old, new):
    """Lines that say which assignments of two folders, and which of their tasks, differ."""
    old, new = ({path.stem: pieces(path) for path in folder.glob("*/*.ipynb")} for folder in (old, new))
    for name in sorted(old | new):
        if name not in old or name not in new:
            yield f"{name}: {'new' if name in new else 'gone'}"
            continue
        found = list(differences(old[name], new[name]))
        yield f"{name}: {'changed' if found else 'as it was'}"
        yield from (f"  {line}" for line in found)


def differences(old, new):
    """A line for each task that is not as it was."""
    for task in new | old:
        if task not in old or task not in new:
            yield f"{task}: {'new' if task in new else 'gone'}"
        elif found := [kind for kind in KINDS if old[task][kind] != new[task][kind]]:
            yield f"{task}: {', '.join(found)}"


def pieces(path):
    """{task: {kind: text}} of a source; what all tasks share, such as the setup, counts as tasks too."""
    tasks, words = {}, ""
    for cell in read_cells(path):
        source = cell["source"]
        if cell["cell_type"] != "code":
            words += source
            continue
        name = id_of(cell).removesuffix(TESTS) or cell["id"]
        task = tasks.setdefault(name, dict.fromkeys(KINDS, ""))
        points = str(cell["metadata"].get("nbgrader", {}).get("points", ""))
        answer, tests = ("".join(found[0] for found in region.finditer(source)) for region in (SOLUTION, HIDDEN))
        for kind, text in zip(KINDS, (words + HIDDEN.sub("", SOLUTION.sub("", source)), points, answer, tests)):
            task[kind] += text
        words = ""
    return tasks


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="make pack", description="Pack the assignments of a version, with answers.")
    parser.add_argument("version", help="of the release, such as 0.2.0")
    parser.add_argument("--before", type=Path, help="an earlier pack, to say what has changed")
    args = parser.parse_args(arguments)
    try:
        print(write_pack(Path("exercises"), args.version, args.before, Path("_build/packs")))
    except UserError as error:
        print(f"make pack: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
