"""Runs a chapter cell by cell and keeps the outputs, so that one run serves the tests and the book.

    chapter = Chapter(Path("notebooks/02-tokens.ipynb"))
    chapter.fresh()          # True: the kept run is of these cells and of these files; nothing needs to run
    chapter.run_through(3)   # runs those of code cells 0 to 3 that have not run yet; raises what a failing one raises
    chapter.shown()          # the notebook with its outputs, for the book

A run is kept in _build/executed/ once its last cell has passed: never a failure, never half a chapter. It counts as
long as the code cells, the Python version, requirements.txt and every file of the project that the run read are
unchanged. Prose is no part of that: outputs are merged into the notebook as it is now.

What this file does not do: notice what a chapter reads outside the project (the clock, the network, other folders).
"""

import ast
import hashlib
import json
import os
import platform
import re
import time
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.util import run_sync

CELL_SECONDS = 900
READS = Path(__file__).with_name("reads.py")
START = f"""
import sys, types
reads = types.ModuleType("chapter_reads")
exec({READS.read_text()!r}, reads.__dict__)
sys.modules["chapter_reads"] = reads
"""
REPORT = "__import__('sys').modules['chapter_reads'].report()"


class Chapter:
    """One notebook of the project, the kernel that runs it, and the run that is kept of it."""

    def __init__(self, path):
        self.path = Path(path).resolve()
        self.root = self.path.parent.parent
        self.kept_at = self.root / "_build" / "executed" / self.path.name
        self.notebook = nbformat.read(self.path, as_version=4)
        self.code = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self.seconds = []
        self.failed = None  # the number of the cell that failed, once one has
        self._kernel = ExitStack()

    @cached_property
    def kept(self):
        """The kept run (a notebook with outputs), or None."""
        return nbformat.read(self.kept_at, as_version=4) if self.kept_at.exists() else None

    def fresh(self):
        """Does the kept run still stand for this chapter?"""
        if self.kept is None:
            return False
        run = self.kept.metadata["run"]
        return run["key"] == self._key() and run["files"] == fingerprints(self.root, run["files"])

    def shown(self):
        """The notebook as it is now, with the outputs of the kept run, which must be fresh."""
        ran = [cell for cell in self.kept.cells if cell.cell_type == "code"]
        for cell, done in zip(self.code, ran, strict=True):
            cell.outputs, cell.execution_count = [printable(output) for output in done.outputs], done.execution_count
        return self.notebook

    def run_through(self, number):
        """Run the code cells up to and including `number`, from where the last call ended.

        Raises nbclient's CellExecutionError.
        """
        for index in range(len(self.seconds), number + 1):
            self.failed = index  # until it has passed
            if index == 0:
                self._start()
            began = time.perf_counter()
            self._client.execute_cell(self.code[index], self.notebook.cells.index(self.code[index]))
            self.seconds.append(round(time.perf_counter() - began, 2))
            self.failed = None
        if len(self.seconds) == len(self.code):
            self._keep()

    def close(self):
        """Stop the kernel, if one was started."""
        self._kernel.close()

    def _key(self):
        cells = json.dumps([platform.python_version(), *(cell.source for cell in self.code)])
        return hashlib.sha256(cells.encode()).hexdigest()

    def _start(self):
        self._client = NotebookClient(
            self.notebook,
            timeout=CELL_SECONDS,
            startup_timeout=CELL_SECONDS,
            kernel_name="python3",
            extra_arguments=["--log-level=ERROR"],
            coalesce_streams=True,  # the pages would lose empty lines where a stream came in parts
            resources={"metadata": {"path": str(self.path.parent)}},
        )
        self._began = time.time()
        self._client.reset_execution_trackers()
        env = dict(os.environ, PYDEVD_DISABLE_FILE_VALIDATION="1")
        self._kernel.enter_context(self._client.setup_kernel(env=env))
        self._ask(f"exec({START!r}, {{}})", {})

    def _ask(self, code, expressions):
        """Run `code` unseen: no output, no execution count, nothing in the history."""
        request = self._client.kc.execute(code, silent=True, store_history=False, user_expressions=expressions)
        reply = None
        while reply is None or reply["parent_header"].get("msg_id") != request:
            reply = run_sync(self._client.kc.get_shell_msg)(timeout=CELL_SECONDS)
        assert reply["content"]["status"] == "ok", reply["content"]
        return reply["content"]["user_expressions"]

    def _keep(self):
        read = json.loads(ast.literal_eval(self._ask("", {"read": REPORT})["read"]["data"]["text/plain"]))
        files = project_files(self.root, read["files"], everything=read["children"])
        if any((self.root / name).stat().st_mtime > self._began for name in files):
            return  # edited meanwhile: nobody knows which of the two texts ran
        run = {"key": self._key(), "seconds": self.seconds, "files": fingerprints(self.root, files)}
        self.notebook.metadata["run"] = run
        self.kept_at.parent.mkdir(parents=True, exist_ok=True)
        scratch = self.kept_at.with_suffix(f".{os.getpid()}")
        nbformat.write(self.notebook, scratch)
        os.replace(scratch, self.kept_at)


def printable(output):
    """An output as a page can show it: a model may print any byte, so control characters become their pictures."""
    if output.output_type == "stream":
        output.text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda found: chr(0x2400 + ord(found[0])), output.text)
    return output


def project_files(root, read, everything=False):
    """What of the project a run depended on: the files it read below `root`, as sorted names relative to it.

    Weights are read by compiled code that no hook sees: whoever reads another file of a model depends on them too.
    """
    package = root / "src" / "nexttoken"
    paths = {root / "requirements.txt"}
    for path in map(Path, read):
        hidden = path.is_relative_to(root) and path.relative_to(root).parts[0].startswith((".", "_"))
        if path.is_relative_to(root) and not hidden and "__pycache__" not in path.parts:
            paths |= {path, *path.parent.glob("*.safetensors")}
    if everything:
        paths.update(path for path in package.rglob("*") if "__pycache__" not in path.parts)
    return sorted(path.relative_to(root).as_posix() for path in paths if path.is_file())


def fingerprints(root, names):
    """{name: SHA-256 of the file, or None where it is gone}"""
    paths = {name: root / name for name in names}
    return {name: hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else None for name, p in paths.items()}


def chapters(root):
    """The chapters of the project at `root`, in order."""
    return [Chapter(path) for path in sorted((root / "notebooks").glob("*.ipynb"))]
