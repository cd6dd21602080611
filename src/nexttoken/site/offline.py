"""The book without a network: a service worker that keeps all pages once a reader has seen one.

`service-worker.js` beside this file is the worker; in the built site two lines stand before it:

    const BUILD = "9f86d081884c7d65";
    const FILES = ["./", "_static/book.css", "index.html", "notebooks/01-next-token.html", …];

BUILD differs as soon as any file of the site does, so the browser sees another worker, which keeps everything anew and
drops what the last one kept. FILES is what is read in the book, a megabyte or two as it is sent. The models are larger:
they are not listed, and kept once a reader has used them.
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
    digest = hashlib.sha256(WORKER.read_bytes())
    for name, path in paths.items():
        digest.update(name.encode() + path.read_bytes())
    files = ["./", *(name for name in paths if paths[name].suffix in READ and not name.startswith(NOT_READ))]
    head = f"const BUILD = {json.dumps(digest.hexdigest()[:16])};\nconst FILES = {json.dumps(files)};\n\n"
    (folder / NAME).write_text(head + WORKER.read_text())
