"""The book without a network: a service worker that keeps all pages once a reader has seen one.

`service-worker.js` beside this file is the worker; in the built site three lines stand before it:

    const BUILD = "9f86d081884c7d65";
    const MODELS = "60303ae22b998861";
    const FILES = ["./", "_static/book.css", "index.html", "notebooks/01-next-token.html", …];

BUILD differs as soon as any file that `make book` writes does, so the browser sees another worker, which keeps
everything anew and drops what the last one kept. FILES is what is read in the book, a megabyte or two as it is sent.
The models are larger: they are not listed, and kept once a reader has used them, for as long as MODELS, which differs
as soon as they do.
"""

import hashlib
import json
from pathlib import Path

WORKER = Path(__file__).with_name("service-worker.js")
NAME = WORKER.name
READ = {".html", ".css", ".js", ".json", ".svg", ".png", ".ttf"}
NOT_READ = ("_sources/", "pretrained/", "wheels/", "card.png")


def write_worker(folder):
    """Put the worker into the folder of the built site, complete but for this."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    paths.pop(NAME, None)
    models = {name: path for name, path in paths.items() if name.startswith("pretrained/")}
    files = ["./", *(name for name in paths if paths[name].suffix in READ and not name.startswith(NOT_READ))]
    known = {"BUILD": digest(paths | {NAME: WORKER}), "MODELS": digest(models), "FILES": files}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    (folder / NAME).write_text(f"{head}\n{WORKER.read_text()}")


def digest(paths):
    """A number for files, {name: path}, that differs as soon as one of them does."""
    found = hashlib.sha256()
    for name, path in paths.items():
        found.update(name.encode() + path.read_bytes())
    return found.hexdigest()[:16]
