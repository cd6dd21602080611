"""Which models support chat completion: one provider's list, as its public documentation had it on one day.

    listed = catalogue.load()
    listed.read_on                                      # datetime.date(2026, 8, 21)
    [entry.id for entry in listed.entries if entry.chat_completions is False]

The facts lie beside this file as they were written there, `2026-08-21.csv`, and are put in order when they are read.
`python -m nexttoken models --refresh CSV` takes others in their place.

What this package does not do: ask a model. `api/probe.py` does, of any server.
"""

from nexttoken.catalogue.entry import COLUMNS, FEATURES, ROLES
from nexttoken.catalogue.snapshot import Snapshot, load
from nexttoken.catalogue.table import read

__all__ = ["COLUMNS", "FEATURES", "ROLES", "Snapshot", "load", "read"]
