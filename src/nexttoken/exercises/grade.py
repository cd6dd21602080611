"""`make grade SUBMISSIONS=dir`: points for every task as CSV, and feedback for every student.

    python -m nexttoken.exercises.grade submissions
    python -m nexttoken.exercises.grade submitted 02-chat
    python -m nexttoken.exercises.grade submissions --variants

A student is a file or a folder in `submissions`: `anna.ipynb`, `anna/01-completion.ipynb`, or what nbgrader collects,
`anna/01-completion/01-completion.ipynb`. Where the folder has several assignments in it, name the one to grade; else it
is the one that most notebooks belong to. What comes out is beside it, in `submissions-graded`, or where an assignment
was named, `submitted-02-chat-graded`: `grades.csv`, `feedback/anna.md`, and `kept/anna.json`, by which a run that was
stopped goes on where it was. A submission is graded again when it, the assignment or this package has changed, and when
it could not be judged to its end, which may be for a machine that was too busy. With `--variants` each is graded by the
variant that the release had for the student of this name.

What this file does not do: decide about people. It reads what was handed in, and says what it found.
"""

import csv
import hashlib
import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict
from functools import cache
from pathlib import Path

from tqdm import tqdm

from nexttoken.cores import cores
from nexttoken.errors import UserError
from nexttoken.exercises.alone import judge_alone
from nexttoken.exercises.assignment import assignments, content_of, id_of, read_cells
from nexttoken.exercises.handed_in import LONGEST, students, to_grade
from nexttoken.exercises.judge import Outcome
from nexttoken.exercises.limits import in_reach
from nexttoken.exercises.session import LATE, Session
from nexttoken.exercises.variants import values_in, varied

VARIANTS = "--variants"
BY_HAND = "grade this one by hand"
AS_TEXT = {"encoding": "utf-8", "errors": "backslashreplace"}  # half a character in a name or a message stops nothing


def grade(submissions, exercises, wanted=None, variants=False):
    """Grade a folder of submissions, all to one assignment; returns the folder with the grades."""
    assignment, found = to_grade(students(submissions), assignments(exercises), wanted)
    target = submissions.with_name("-".join(filter(None, [submissions.name, wanted, "graded"])))
    (target / "kept").mkdir(parents=True, exist_ok=True)
    (target / "feedback").mkdir(exist_ok=True)
    print(f"{assignment.name}: {len(found)} submissions. {what_is_limited(exercises, submissions)}")
    with ThreadPoolExecutor(cores()) as pool:
        theirs = {name: varied(assignment, name) if variants else assignment for name in found}
        jobs = [pool.submit(one, name, each, theirs[name], target) for name, each in found.items()]
        try:
            for job in tqdm(as_completed(jobs), total=len(jobs), unit="submission"):
                job.result()
        except BaseException:
            print("\nStopping: what has begun is graded to its end, which may take minutes.", file=sys.stderr)
            pool.shutdown(cancel_futures=True)
            raise
    write_grades(target, assignment, found)
    return target


def what_is_limited(*private):
    """A sentence for the instructor: what a submission can and cannot do on this machine, to folders of ours too."""
    with Session() as session:
        session.run("")
        missing = [*session.unlimited, *(f"files in {folder}" for folder in private if in_reach(folder))]
    if not missing:
        return "They run without network, in memory and time that are limited, and can read what is installed alone."
    return f"NOT limited on this machine: {', '.join(missing)}. Grade in a container or an account of its own."


def one(student, submission, assignment, target):
    """Grade one submission and keep what came out, unless that has been done."""
    key = hashlib.sha256(package() + assignment.text.encode() + content(submission.path)).hexdigest()
    kept = target / "kept" / f"{student}.json"
    if key_in(kept) == key:
        return
    outcomes, note = outcomes_of(submission, assignment)
    text = feedback(submission.path, assignment, outcomes, note)
    (target / "feedback" / f"{student}.md").write_text(text, **AS_TEXT)
    key = key if lasting(outcomes, note) else ""  # the table needs what came out, the next run judges anew
    unfinished = kept.with_suffix(".tmp")
    unfinished.write_text(json.dumps({"key": key, "note": note, "outcomes": list(map(asdict, outcomes))}, indent=1))
    os.replace(unfinished, kept)


def key_in(kept):
    """By what a submission was graded before; "" where it was not, or what was kept is damaged, as by a power cut."""
    try:
        return json.loads(kept.read_text(encoding="utf-8"))["key"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""


@cache
def package():
    """A hash of this package with its models, which decide what is right."""
    files = [path for path in sorted(Path(__file__).parents[1].rglob("*")) if path.is_file() and path.suffix != ".pyc"]
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).digest()


def lasting(outcomes, note):
    """Will the same come out again? Not where a fault of ours, or waiting in vain, has cost something."""
    told = [note, *(text for each in outcomes for text in (each.failure, *each.missed))]
    return not any(BY_HAND in text or LATE in text for text in told)


def content(path):
    """What is in a file, or why it cannot be read, by which a submission is known that was graded before."""
    try:
        return content_of(path)
    except UserError as error:
        return str(error).encode(errors="replace")


def outcomes_of(submission, assignment):
    """(what each task came to, what the instructor should know)"""
    own = values_in(assignment.setup)
    try:
        cells = read_cells(submission.path)
        outcomes, refused = judge_alone(assignment, cells)
        if submission.to not in (None, assignment.name) and not any(each.points for each in outcomes):
            return outcomes, f"this is {submission.to}, not {assignment.name}"
        told = [whose(cells, own), *failures(outcomes), *tried(refused, outcomes), *repeated(cells, assignment)]
        return outcomes, "; ".join(filter(None, told))
    except UserError as error:
        note = str(error)
    except Exception as error:  # noqa: BLE001  a fault of ours is no reason to leave the others without grades
        note = f"the grader failed ({type(error).__name__}: {error}): {BY_HAND}"
    return [Outcome(task.name, 0, task.points, []) for task in assignment.tasks.values()], note


def failures(outcomes):
    """Cells that did not run to their end, for the instructor: a crash, an endless loop, a file that was not theirs."""
    return [f"{each.task}: {' '.join(each.failure.split())}" for each in outcomes if each.failure]


def tried(refused, outcomes):
    """What a submission is not allowed and has tried, for the instructor, where no failure says so."""
    told = [each.failure for each in outcomes]
    return [
        f"{task or 'a cell beside the tasks'}: tried in vain: {' '.join(why.split())}"
        for why, task in refused.items()
        if not any(why in failure for failure in told)
    ]


def repeated(cells, assignment):
    """Cells of a task that are there more than once, for the instructor."""
    count = Counter(id_of(cell) for cell in cells if cell.get("cell_type") == "code")
    more = [task for task in assignment.tasks if count[task] > 1]
    return [f"{task}: its cell is there more than once, the last one counts" for task in more]


def whose(cells, own):
    """A note where the numbers in a submission are others than this student's own; else ""."""
    setups = [cell["source"] for cell in cells if id_of(cell) == "setup" and len(cell["source"]) <= LONGEST]
    given = values_in(setups[0]) if setups else {}
    if all(given.get(name, value) == value for name, value in own.items()):
        return ""
    return "its numbers are not those it was graded by: was it released for another name, or is VARIANTS=yes missing?"


def feedback(path, assignment, outcomes, note):
    """What a student gets back, as Markdown."""
    total, of = sum(each.points for each in outcomes), sum(each.of for each in outcomes)
    lines = [f"# {assignment.name}", "", f"**{total:g} of {of} points** for `{path.name}`", ""]
    lines += [note, ""] if note else []
    for each in outcomes:
        lines.append(f"- **{each.task}**: {each.points:g} of {each.of}")
        lines += [f"  - no point for: {' '.join(reason.split())}" for reason in each.missed]
    return "\n".join(lines) + "\n"


def write_grades(target, assignment, found):
    """All points in one table."""
    as_sheet = AS_TEXT | {"encoding": "utf-8-sig"}  # without its first three bytes Excel does not read umlauts
    with open(target / "grades.csv", "w", newline="", **as_sheet) as file:
        table = csv.writer(file)
        table.writerow(["student", "assignment", *assignment.tasks, "points", "of", "note"])
        of = sum(task.points for task in assignment.tasks.values())
        for student in found:
            kept = json.loads((target / "kept" / f"{student}.json").read_text(encoding="utf-8"))
            points = [each["points"] for each in kept["outcomes"]]
            numbers = [f"{each:g}" for each in [*points, sum(points)]]
            table.writerow([said(student), assignment.name, *numbers, of, said(kept["note"])])


def said(text):
    """What a student has chosen, for a cell of a table: a spreadsheet is to compute nothing of it."""
    return "'" * text.startswith(("=", "+", "-", "@")) + text


def main(argv=None):
    given = sys.argv[1:] if argv is None else argv
    names = [each for each in given if each != VARIANTS]
    try:
        if len(names) not in (1, 2):
            raise UserError("name one folder with submissions: make grade SUBMISSIONS=folder")
        target = grade(Path(names[0]).expanduser().resolve(), Path("exercises"), *names[1:], variants=VARIANTS in given)
    except (UserError, OSError) as error:  # a folder that is closed, a disk that is full
        print(f"make grade: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    print(f"Points: {target / 'grades.csv'}\nFeedback: {target / 'feedback'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
