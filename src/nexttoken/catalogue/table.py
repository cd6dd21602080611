"""The list as CSV, read and checked: every row by itself, and no name or developer twice.

    read("id,aliases,developer,…\\ngpt-4o-mini,,Open AI,…\\n")     # [Entry(id="gpt-4o-mini", developer="OpenAI", …)]

What this file does not do: find the table (`snapshot.py`, `refresh.py`).
"""

import csv
from io import StringIO

from nexttoken.catalogue.developers import spelling
from nexttoken.catalogue.entry import COLUMNS, entry_of
from nexttoken.errors import UserError


def read(text):
    """The entries of a table in CSV whose columns are `COLUMNS`. Raises UserError, which names the line."""
    lines = csv.reader(StringIO(text, newline=""), strict=True)
    header, ids, developers, entries = None, {}, {}, []
    try:
        header = next(lines, [])
        demand_header(header)
        for cells in lines:
            entry = entry_of(row_of(cells))
            note_names(ids, entry, lines.line_num)
            note_developer(developers, entry, lines.line_num)
            entries.append(entry)
    except (csv.Error, UserError) as error:
        raise UserError(f"line {lines.line_num}: {error}") from None
    if not entries:
        raise UserError("there is no model in the table: give it a row for each")
    return entries


def demand_header(header):
    if tuple(header) != COLUMNS:
        raise UserError(f"the columns are {','.join(header)[:100]!r}: use {','.join(COLUMNS)}")


def row_of(cells):
    if len(cells) != len(COLUMNS):
        raise UserError(f"there are {len(cells)} cells: write {len(COLUMNS)}, with commas between them")
    return dict(zip(COLUMNS, cells))


def note_names(seen, entry, line):
    """Note the names of an entry, none of which may have been seen."""
    for name in (entry.id, *entry.aliases):
        if name in seen:
            raise UserError(f"{name} is on line {seen[name]} already: leave one of them out")
        seen[name] = line


def note_developer(seen, entry, line):
    """Note the developer of an entry, who may not have been seen in another spelling."""
    name, before = seen.setdefault(spelling(entry.developer), (entry.developer, line))
    if name != entry.developer:
        raise UserError(f"developer {entry.developer!r} is {name!r} on line {before}: decide in developers.py")
