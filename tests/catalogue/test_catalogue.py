"""The list of models: every row of it fits a schema of its own, nothing is there twice, and what is wrong is said."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from nexttoken import UserError, catalogue
from nexttoken.catalogue import snapshot
from nexttoken.catalogue.developers import NAMES

ANSWER = {"enum": ["yes", "no", ""]}
NAMES_WITH_OR = {"type": "string", "pattern": r"^([A-Za-z0-9._/-]+( (?!$)|$))*$"}
SCHEMA = {
    "type": "object",
    "properties": {
        "id": NAMES_WITH_OR | {"minLength": 1},
        "aliases": NAMES_WITH_OR,
        "developer": {"type": "string", "pattern": r"^\w[\w ]*\w$", "maxLength": 40},
        "context_tokens": {"type": "integer", "minimum": 1_000, "maximum": 10_000_000},
        "chat_completions": ANSWER,
        "responses": ANSWER,
        "tools": ANSWER,
        "logprobs": ANSWER,
        "roles": {
            "type": "array",
            "items": {"enum": ["assistant", "developer", "function", "system", "tool", "user"]},
            "uniqueItems": True,
        },
    },
    "additionalProperties": False,
    "minProperties": 9,
    "if": {"properties": {"chat_completions": {"const": "yes"}}},
    "then": {"properties": {"roles": {"contains": {"const": "user"}}}},
    "else": {"properties": {"roles": {"maxItems": 0}}},
}
HEADER = ",".join(catalogue.COLUMNS)
ROW = "lab/one,,Lab,4096,yes,no,yes,no,assistant user"


@pytest.fixture(scope="module")
def rows():
    """The rows as they lie there, read without our reader."""
    with snapshot.newest().open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def listed():
    return catalogue.load()


def table(*rows):
    return "\n".join([HEADER, *rows, ""])


def test_every_row_fits_the_schema(rows):
    check = Draft202012Validator(SCHEMA)
    for row in rows:
        typed = row | {"context_tokens": int(row["context_tokens"]), "roles": row["roles"].split()}
        assert [error.message for error in check.iter_errors(typed)] == [], row["id"]


def test_the_list_is_dated_and_names_its_source(listed):
    assert date(2026, 8, 21) <= listed.read_on <= date.today()
    assert str(listed.read_on) in str(listed) and "AI/ML API" in str(listed) and "https://" in str(listed)


def test_no_name_is_there_twice(listed):
    names = [name for entry in listed.entries for name in (entry.id, *entry.aliases)]
    assert len(names) == len(set(names)) and "or" not in names
    assert all(name == name.strip() and " " not in name for name in names)


def test_a_developer_has_one_name_and_the_one_that_was_written_is_kept(rows, listed):
    developers = {entry.developer for entry in listed.entries}
    assert len({"".join(name.lower().split()) for name in developers}) == len(developers)
    assert [entry.as_written for entry in listed.entries] == rows
    assert developers.isdisjoint(NAMES) and set(NAMES) <= {row["developer"] for row in rows}
    assert {"OpenAI", "xAI", "Zhipu AI"} <= developers


def test_entries_say_what_the_rows_say(rows, listed):
    words = {True: "yes", False: "no", None: ""}
    for row, entry in zip(rows, listed.entries, strict=True):
        assert row["id"].startswith(entry.id) and entry.context_tokens == int(row["context_tokens"])
        assert sorted(entry.roles) == row["roles"].split()
        assert all(words[getattr(entry, feature)] == row[feature] for feature in catalogue.FEATURES)


@pytest.mark.parametrize("cell, wrong, named", [
    (0, "", "id is ''"),
    (0, "two names", "id is 'two names'"),
    (0, "<b>", "id is '<b>'"),
    (1, "one, two", "aliases is 'one, two'"),
    (2, "", "developer is ''"),
    (2, "La\tb", "developer is"),
    (3, "12k", "context_tokens is '12k'"),
    (3, "-1", "context_tokens is '-1'"),
    (3, "12.5", "context_tokens is '12.5'"),
    (3, "٤٠٩٦", "context_tokens is"),
    (3, "0", "context_tokens is '0'"),
    (3, "9999999999", "context_tokens is '9999999999'"),
    (4, "maybe", "chat_completions is 'maybe'"),
    (5, "YES", "responses is 'YES'"),
    (6, "true", "tools is 'true'"),
    (7, " ", "logprobs is ' '"),
    (8, "assistant king user", "roles is 'assistant king user'"),
    (8, "user user", "roles is 'user user'"),
    (8, "", "roles is ''"),
    (8, "assistant", "roles is 'assistant'"),
])  # fmt: skip
def test_a_wrong_cell_is_named_with_its_line(cell, wrong, named):
    cells = ROW.split(",")
    cells[cell] = f'"{wrong}"'
    with pytest.raises(UserError) as error:
        catalogue.read(table(ROW.replace("one", "first"), ",".join(cells)))
    assert str(error.value).startswith("line 3: ") and named in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("text, named", [
    ("", "line 0: the columns are ''"),
    (ROW, "line 1: the columns are"),
    (HEADER, "no model"),
    (table(ROW, ROW), "line 3: lab/one is on line 2 already"),
    (table(ROW, ROW.replace("one,", "two,lab/one")), "line 3: lab/one is on line 2 already"),
    (table(ROW + ",more"), "line 2: there are 10 cells"),
    (table(ROW, ROW.replace("one", "two").replace("Lab", "LAB AI")), "line 3: developer 'LAB AI' is 'Lab' on line 2"),
    (table(ROW, '"lab'), "line 3: "),
    (table(ROW.replace("yes,no,yes", "no,no,yes")), "line 2: roles is"),
])  # fmt: skip
def test_a_wrong_table_is_one_line(text, named):
    with pytest.raises(UserError) as error:
        catalogue.read(text)
    assert named in str(error.value) and "\n" not in str(error.value)


@given(st.one_of(st.text(), st.text(alphabet=',"\n\r lab/oneyuser4096').map(lambda rows: table(ROW, rows))))
def test_any_text_is_read_or_refused_in_one_line(text):
    try:
        assert catalogue.read(text)
    except UserError as error:
        assert "\n" not in str(error)
