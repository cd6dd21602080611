"""The list of models as a page has it where no script runs: all of it is there, and it says where it is from."""

from html.parser import HTMLParser

import pytest

from nexttoken import catalogue
from nexttoken.catalogue import Snapshot
from nexttoken.site import model_table
from nexttoken.site.model_table import HEADS


class Table(HTMLParser):
    """The cells of a table, row by row, and all of its text. HTML that does not close what it opens fails."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.text, self.open = [], "", []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if {"td", "th"} & set(self.open):
            self.rows[-1][-1] += data


def test_every_model_has_a_row_that_says_what_the_list_says():
    listed, (head, *rows) = catalogue.load(), Table(model_table.model_table()).rows
    assert head == list(HEADS.values()) and len(rows) == len(listed.entries)
    for entry, row in zip(listed.entries, rows):
        name, developer, context, *answers, roles = row
        assert name.startswith(entry.id) and all(alias in name for alias in entry.aliases)
        assert (developer, context, roles) == (entry.developer, f"{entry.context_tokens:,}", ", ".join(entry.roles))
        documented = {"yes": True, "no": False, "not documented": None}
        assert [documented[answer] for answer in answers] == [getattr(entry, name) for name in catalogue.FEATURES]


def test_it_says_whose_list_it_is_and_of_which_day():
    text = Table(model_table.model_table()).text
    assert "AI/ML API" in text and str(catalogue.load().read_on) in text


@pytest.mark.parametrize("developer", ["<script>", '"Lab" & sons'])
def test_no_text_of_the_list_is_html(monkeypatch, developer):
    [first, *_] = catalogue.load().entries
    row = first.as_written | {"developer": developer}
    entry = type(first)(**{**vars(first), "developer": developer, "as_written": row})
    monkeypatch.setattr(model_table.catalogue, "load", lambda: Snapshot(catalogue.snapshot.date.today(), [entry]))
    html = model_table.model_table()
    assert developer not in html and Table(html).rows[1][1] == developer
