"""The grader's end of a submission's process: asks, waits as long as it should, and starts again what died.

    with Session() as session:
        session.run("def double(x): return 2 * x")  # "" or, in words, what went wrong
        session.call("double", [4])                 # 8

A cell that does not come back in time, ends the process or fills its memory is left out when the process is started
again: the cells before it are run anew, and those after it can still be graded.

What this file does not do: judge. It runs on Linux and macOS.
"""

import json
import os
import select
import subprocess
import sys
import tempfile
import time

from nexttoken.exercises import limits, wire

WAIT, WAIT_IN_ALL = 120, 300  # seconds for a cell or a call, and for a submission, on a machine however busy
LARGEST = 4_000_000  # bytes of an answer
MOST = 10  # things that were refused; there are no more, but who is determined can say so
ONE_THREAD = dict.fromkeys(["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"], "1")
LATE = f"it kept the grader waiting for more than {WAIT} seconds, or the whole notebook did for more than {WAIT_IN_ALL}"
ENDED = "it computed for more than {seconds} seconds, or ended the program"
STRANGE = "it returned something that is not plain data"


class Failed(Exception):
    """The submission raised something, or returned what is not plain data."""


class Gone(Failed):
    """The process took too long, ended, or has no memory left."""


class Session:
    """One submission's process, or several, one after the other."""

    def __init__(self, seconds=limits.SECONDS):
        self.seconds = seconds  # of computing, for a cell or a call
        self.end = time.monotonic() + WAIT_IN_ALL
        self.ran = []  # the cells that were run and came back
        self.unlimited = []  # what this platform cannot limit
        self.refused = []  # what the submission tried, and is not allowed
        self.process = None

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        return self

    def __exit__(self, *exception):
        self.stop()
        self.folder.cleanup()

    def run(self, code, names=()):
        """Run a cell that is to define `names`; returns what went wrong, in words."""
        question = {"run": code, "names": names}
        try:
            self.ask(question)
        except Gone as error:
            return str(error)
        except Failed as error:
            self.ran.append(question)
            return str(error)
        self.ran.append(question)
        return ""

    def look(self, name):
        """The value of a variable. Raises Failed."""
        return self.ask({"look": name})

    def call(self, name, inputs):
        """What a function returns. Raises Failed."""
        return self.ask({"call": name, "inputs": [wire.encode(each) for each in inputs]})

    def ask(self, question):
        """The answer of the process, which is started where there is none."""
        if self.process is None:
            self.start()
        return self.exchange(question)

    def start(self):
        """Start the process and run again what it had run."""
        env = {"HOME": self.folder.name, "TMPDIR": self.folder.name, "LANG": "C.UTF-8", "MPLBACKEND": "agg"}
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "nexttoken.exercises.child", self.folder.name, str(self.seconds)],
            cwd=self.folder.name, env=env | ONE_THREAD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0,
            start_new_session=True,
        )  # fmt: skip
        os.set_blocking(self.process.stdin.fileno(), False)
        self.unlimited = self.receive()
        for question in list(self.ran):
            try:
                self.exchange(question)
            except Gone:  # it came back the first time
                self.ran.remove(question)
                return self.start()
            except Failed:
                pass

    def exchange(self, question):
        """Send one question and wait for its answer. Raises Failed, or Gone with the process stopped."""
        self.send(json.dumps(question).encode() + b"\n")
        answer = self.receive()
        try:
            told = [str(each)[:300] for each in answer.get("refused", [])]
            self.refused = list(dict.fromkeys(self.refused + told))[:MOST]
            if str(answer.get("error")).startswith("MemoryError"):  # what is held would be missing for later tasks
                self.stop()
                raise Gone(str(answer["error"]))
            if "error" in answer:
                raise Failed(str(answer["error"]))
            return wire.decode(answer["value"])
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise Failed(STRANGE) from None

    def send(self, line):
        """Write to the process, which need not be listening."""
        limit, pipe = self.limit(), self.process.stdin.fileno()
        while line:
            ready = select.select([], [pipe], [], max(0, limit - time.monotonic()))[1]
            try:
                line = line[os.write(pipe, line) :] if ready else self.gone(LATE)
            except OSError:
                self.gone(ENDED)

    def receive(self):
        """The next line of the process, as JSON."""
        limit, line, pipe = self.limit(), b"", self.process.stdout.fileno()
        while not line.endswith(b"\n"):
            ready = select.select([pipe], [], [], max(0, limit - time.monotonic()))[0]
            part = os.read(pipe, 1 << 16) if ready else self.gone(LATE)
            line += part
            if not part or len(line) > LARGEST:
                self.gone(ENDED)
        try:
            return json.loads(line)
        except (ValueError, RecursionError):
            raise Failed(STRANGE) from None

    def limit(self):
        """How long to wait, by the clock."""
        return min(time.monotonic() + WAIT, self.end)

    def gone(self, why):
        """Stop the process and raise Gone."""
        self.stop()
        raise Gone(why.format(seconds=self.seconds))

    def stop(self):
        """End the process, and what it started."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, 9)
            except ProcessLookupError:
                pass
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None
