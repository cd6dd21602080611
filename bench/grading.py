"""What grading a class takes: 60 submissions by the clock, and what stopping half way costs.

    .venv/bin/python bench/grading.py [--students 12] [--assignments 04-api 05-project]

Twelve students hand in the five assignments, in a folder as nbgrader collects them: what `make assignments` releases,
with an answer to every task. Every other student has all solutions. The others have wrong answers alone, those by which
`tests/exercises` grades the graders, each student the next one of every task. Each assignment is graded by the command
behind `make grade`, with a process for each core, as ever. Solutions must have all their points, and a wrong answer
never all of its task's: a grader that does nothing is not quick.

Then all is graded once more, but stopped half way, as by Ctrl-C, and started again. The tables have to be the same, so
two wrong answers that leave their points to chance are not handed in.

Time on the clock is what counts, from the start of each command to its end: run this on a machine that is quiet, and
leave the package alone meanwhile, since whatever changes in it has everything graded again.

What this file does not do: say where the time goes, or grade by numbers of each student's own, which takes as long.
"""

import argparse
import importlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from common.measure import print_machine

from nexttoken.cores import cores
from nexttoken.exercises.assignment import assignments, cells_in, id_of
from nexttoken.exercises.release import release

ROOT = Path(__file__).parents[1]
SECONDS = 10  # that a submission may take: 60 of them in ten minutes
BY_CHANCE = ("by chance", "no seed")  # wrong answers with other points each time
sys.path.append(str(ROOT / "tests" / "exercises"))


def collect(folder, tried, students):
    """Write what all students hand in."""
    for assignment in tried:
        for number in range(students):
            path = folder / f"student-{number:02}" / assignment.name / f"{assignment.name}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(notebook(assignment, number), encoding="utf-8")


def notebook(assignment, number):
    """What one student hands in: right where the number is even."""
    handed_in, wrong = json.loads(release(assignment.text)), wrong_answers(assignment)
    solved = {id_of(cell): cell["source"] for cell in cells_in(assignment.text)}
    for cell in handed_in["cells"]:
        if (task := id_of(cell)) in assignment.tasks:
            cell["source"] = wrong[task][number // 2 % len(wrong[task])] if number % 2 else solved[task]
    return json.dumps(handed_in)


def wrong_answers(assignment):
    """{task: the code of each wrong answer}, for 01-completion from `completion_answers.py`."""
    tasks = importlib.import_module(assignment.name[3:].replace("-", "_") + "_answers").ANSWERS
    named = {task: answers["wrong"].items() for task, answers in tasks.items()}
    return {task: [code for name, (code, _) in each if name not in BY_CHANCE] for task, each in named.items()}


def start(folder, name):
    """`make grade SUBMISSIONS=folder ASSIGNMENT=name` as a process; of what it says, the progress bar is shown."""
    command = [sys.executable, "-m", "nexttoken.exercises.grade", str(folder), name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)


def grade(folder, name):
    """Grade an assignment to its end; returns the seconds that it took."""
    begin = time.perf_counter()
    if status := start(folder, name).wait():
        sys.exit(f"grading {name} ended with status {status}")
    return time.perf_counter() - begin


def grade_in_two(folder, name, half):
    """Stop when half are graded, and start again; returns (how many were kept, how many of them not graded twice).

    Whatever judges a submission is in a session of its own: on a terminal too, Ctrl-C reaches the grader alone.
    """
    process = start(folder, name)
    while process.poll() is None and len(kept(folder, name)) < half:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    if process.wait() != 130:
        sys.exit(f"grading {name} was not stopped half way: it ended with status {process.returncode}")
    written = {path: path.stat().st_mtime_ns for path in kept(folder, name)}
    grade(folder, name)
    return len(written), sum(path.stat().st_mtime_ns == then for path, then in written.items())


def kept(folder, name):
    """The files with what came out, in the order of the students."""
    return sorted(folder.with_name(f"{folder.name}-{name}-graded").glob("kept/*.json"))


def table(folder, name):
    return folder.with_name(f"{folder.name}-{name}-graded").joinpath("grades.csv").read_bytes()


def as_they_should_be(folder, name):
    """How many students were judged, and have all points for solutions, or for no wrong answer all of them."""
    fine = 0
    for number, path in enumerate(kept(folder, name)):
        one = json.loads(path.read_text(encoding="utf-8"))
        whole = [each["points"] == each["of"] for each in one["outcomes"]]
        fine += bool(one["key"]) and (not any(whole) if number % 2 else all(whole))  # no key: it could not be judged
    return fine


def measure(folder, names, students):
    """Print what it takes to grade all that a folder has, and whether the points are right."""
    seconds, fine, count = 0, 0, students * len(names)
    for name in names:
        seconds += (took := grade(folder, name))
        fine += as_they_should_be(folder, name)
        print(f"{name:20} {students} submissions {took:8.1f} seconds", flush=True)
    print(f"{count} submissions, {cores()} at once: {seconds:.0f} seconds, {seconds / count:.1f} each")
    print(f"limit of {SECONDS * count} seconds: {'met' if seconds < SECONDS * count else 'NOT MET'}")
    print(f"points as they should be, all for solutions and never all for a wrong answer: {fine} of {count}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    known = assignments(ROOT / "exercises")
    parser.add_argument("--students", type=int, default=12, help="twice as many as cores, or more")
    parser.add_argument("--assignments", nargs="+", choices=known, default=list(known))
    args = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has what runs in the background ignore it
    print_machine()
    with TemporaryDirectory() as temporary:
        once, twice = Path(temporary, "once"), Path(temporary, "twice")
        for folder in (once, twice):
            collect(folder, [known[name] for name in args.assignments], args.students)
        measure(once, args.assignments, args.students)
        counts = [grade_in_two(twice, name, args.students // 2) for name in args.assignments]
        same = sum(table(once, name) == table(twice, name) for name in args.assignments)
    stopped, spared = map(sum, zip(*counts))
    print(f"stopped with {stopped} graded and started again: {spared} of them not graded twice")
    print(f"tables the same as without a stop: {same} of {len(args.assignments)}")


if __name__ == "__main__":
    main()
