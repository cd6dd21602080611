"""One model of the list, read from its row and checked.

>>> row = dict.fromkeys(COLUMNS, "") | {"id": "qwen-plus", "developer": "Open AI", "context_tokens": "131000"}
>>> entry = entry_of(row)
>>> entry.developer, entry.context_tokens, entry.chat_completions
('OpenAI', 131000, None)

What this file does not do: compare entries with each other (`table.py`).
"""

import re
from dataclasses import dataclass

from nexttoken.catalogue.developers import developer
from nexttoken.errors import UserError

FEATURES = ("chat_completions", "responses", "tools", "logprobs")
ROLES = ("system", "developer", "user", "assistant", "tool", "function")
COLUMNS = ("id", "aliases", "developer", "context_tokens", *FEATURES, "roles")
ANSWERS = {"yes": True, "no": False, "": None}
SMALLEST, LARGEST = 256, 100_000_000  # tokens of a context that can be believed
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}")


@dataclass(frozen=True)
class Entry:
    """A model of the list. Of a feature: True, False, or None where the documentation says nothing of it.

    as_written: the row that all of this was read from, {column: text}.
    """

    id: str
    aliases: tuple
    developer: str
    context_tokens: int
    chat_completions: bool | None
    responses: bool | None
    tools: bool | None
    logprobs: bool | None
    roles: tuple
    as_written: dict


def entry_of(row):
    """The `Entry` of a row, {column: text}. Raises UserError."""
    [id, *more] = names(row, "id") or [""]
    demand(id and not more, row, "id", "give one name")
    demand(row["developer"] and row["developer"].isprintable(), row, "developer", "say who has made the model")
    aliases, documented = tuple(names(row, "aliases")), answers(row)
    return Entry(id, aliases, developer(row["developer"]), context(row), **documented, as_written=row,
                 roles=roles(row, documented["chat_completions"]))  # fmt: skip


def answers(row):
    """{feature: True, False or None}"""
    for feature in FEATURES:
        demand(row[feature] in ANSWERS, row, feature, "use yes, no, or nothing where it is not documented")
    return {feature: ANSWERS[row[feature]] for feature in FEATURES}


def roles(row, chats):
    """The roles of its messages, in the order of `ROLES`."""
    found = row["roles"].split()
    demand(set(found) <= set(ROLES), row, "roles", f"there are {', '.join(ROLES)}")
    demand(len(found) == len(set(found)), row, "roles", "name each of them once")
    demand(chats or not found, row, "roles", "leave them out where the model does not chat")
    demand("user" in found or not chats, row, "roles", "whoever chats has a user")
    return tuple(role for role in ROLES if role in found)


def names(row, column):
    """The names in a cell; the documentation joins them with "or", which was sometimes copied too."""
    found = [word for word in row[column].split() if word != "or"]
    demand(all(NAME.fullmatch(name) for name in found), row, column, "a name has letters, digits and . _ : / @ + -")
    return found


def context(row):
    digits = row["context_tokens"]
    right = re.fullmatch("[0-9]{1,9}", digits) and SMALLEST <= int(digits) <= LARGEST
    demand(right, row, "context_tokens", f"write a whole number from {SMALLEST:,} to {LARGEST:,}")
    return int(digits)


def demand(fulfilled, row, column, remedy):
    if not fulfilled:
        raise UserError(f"{column} is {row[column][:100]!r}: {remedy}")
