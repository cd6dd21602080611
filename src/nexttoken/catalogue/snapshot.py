"""The list that this package carries: a table beside this file, whose name is the day on which its facts were read.

What this file does not do: check the facts (`table.py`, `entry.py`).
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nexttoken.atomic import write_atomically
from nexttoken.catalogue.table import read
from nexttoken.errors import UserError

SOURCE = "the public documentation of AI/ML API: its model database and the request schema of each model"
SOURCE_URL = "https://docs.aimlapi.com"
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Snapshot:
    """read_on: a date. entries: a list of `Entry`."""

    read_on: date
    entries: list

    def __str__(self):
        return f"{len(self.entries)} text models, read on {self.read_on} from {SOURCE} ({SOURCE_URL})"


def load():
    """The `Snapshot` that is here."""
    path = newest()
    return Snapshot(date.fromisoformat(path.stem), read(path.read_text(encoding="utf-8")))


def newest():
    found = max(HERE.glob("????-??-??.csv"), default=None)
    if found is None:
        raise UserError(f"{HERE} has no list of models: install the package anew")
    return found


def replace(text, read_on):
    """Put another table in the place of the one that is here; either of them is whole at any time.

    Returns the new `Snapshot`. Raises UserError, and then nothing has changed.
    """
    old, new = newest(), HERE / f"{read_on}.csv"
    if new.stem < old.stem:
        raise UserError(f"the list here was read on {old.stem}, after {read_on}: give a list that is newer")
    snapshot = Snapshot(read_on, read(text))
    write_atomically(new, text.encode())
    if old != new:
        old.unlink()
    return snapshot
