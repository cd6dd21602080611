"""Another table in the place of the list: fetched whole, checked whole, and only then put there.

What this file does not do: read web pages. Somebody has to make the table of them, with the columns of `COLUMNS`.
"""

from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from nexttoken.catalogue.snapshot import load, replace
from nexttoken.errors import UserError

MOST_BYTES = 10_000_000
SECONDS = 30


def refresh(source, read_on):
    """Replace the list by the table at `source`, a path or an address, whose facts were read on that day.

    Returns what is different, as lines of text. Raises UserError, and then nothing has changed.
    """
    text, before = fetch(source), load()
    try:
        return [str(after := replace(text, read_on)), *differences(before.entries, after.entries)]
    except UserError as error:
        raise UserError(f"{source}: {error}") from None


def fetch(source):
    """The text of a table. Raises UserError."""
    try:
        with open_bytes(source) as stream:
            data = stream.read(MOST_BYTES + 1)
            missing = getattr(stream, "length", 0)  # of an answer that was cut short, of which urllib says nothing
    except (OSError, HTTPException, ValueError) as error:  # ValueError: no address, no path
        raise UserError(f"{source} cannot be read: {' '.join(str(error).split())}") from None
    if len(data) > MOST_BYTES:
        raise UserError(f"{source} has more than {MOST_BYTES:,} bytes: that is no list of models")
    if missing:
        raise UserError(f"{source} ended {missing} bytes too early: try again")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{source} is not in UTF-8: save it so") from None


def open_bytes(source):
    return urlopen(source, timeout=SECONDS) if source.startswith(("http://", "https://")) else Path(source).open("rb")


def differences(before, after):
    """Which models are new, gone or changed, a line for each kind; no line where there are none."""
    old, new = ({entry.id: entry for entry in entries} for entries in (before, after))
    kinds = {"new": new.keys() - old.keys(), "gone": old.keys() - new.keys(),
             "changed": {id for id in old.keys() & new.keys() if old[id] != new[id]}}  # fmt: skip
    return [f"{kind}: {', '.join(sorted(ids))}" for kind, ids in kinds.items() if ids]
