"""`python -m nexttoken models`: what it lists, and that another table replaces the list only if all of it is right."""

import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from nexttoken import atomic, catalogue
from nexttoken.__main__ import main
from nexttoken.catalogue import refresh, snapshot

HEADER = ",".join(catalogue.COLUMNS)
OLD = f"{HEADER}\nlab/one,,Lab,4096,yes,no,yes,no,assistant user\nlab/two,,Lab,4096,no,yes,no,no,\n"
NEW = f"{HEADER}\nlab/one,,Lab,8192,yes,no,yes,no,assistant user\nlab/three,,Lab,4096,,,,,\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A list that was read on a day in 2026, in place of the one in the package."""
    monkeypatch.setattr(snapshot, "HERE", tmp_path / "package")
    snapshot.HERE.mkdir()
    (snapshot.HERE / "2026-08-21.csv").write_text(OLD)
    return snapshot.HERE


@pytest.fixture
def address():
    """An address that answers with `address.data`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(server.status)
            self.send_header("content-length", str(len(server.data) + server.missing))
            self.end_headers()
            self.wfile.write(server.data)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.status, server.data, server.missing = 200, NEW.encode(), 0
    server.url = f"http://127.0.0.1:{server.server_port}/models.csv"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def unchanged(folder):
    return {path.name: path.read_text() for path in folder.iterdir()} == {"2026-08-21.csv": OLD}


def refused(capsys, folder, *options):
    """The line that is said of options that are refused."""
    assert main(["models", *options]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("nexttoken: error: ") and err.count("\n") == 1 and unchanged(folder)
    return err


def test_the_list_is_shown_with_its_date_and_its_source(folder, capsys):
    assert main(["models"]) == 0
    first, _, _, one, two = capsys.readouterr().out.splitlines()
    assert first.startswith("2 text models, read on 2026-08-21 from the public documentation of AI/ML API")
    assert one.split() == ["lab/one", "4096", "yes", "no", "yes", "no", "Lab"]
    assert two.split() == ["lab/two", "4096", "no", "yes", "no", "no", "Lab"]


@pytest.mark.parametrize("where", ["path", "address"])
def test_another_table_takes_its_place_and_what_is_different_is_said(folder, tmp_path, address, where, capsys):
    (tmp_path / "new.csv").write_bytes(b"\xef\xbb\xbf" + NEW.replace("\n", "\r\n").encode())  # as spreadsheets save it
    source = {"path": str(tmp_path / "new.csv"), "address": address.url}[where]
    assert main(["models", "--refresh", source, "--read-on", "2026-09-01"]) == 0
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("2 text models, read on 2026-09-01")
    assert others == ["new: lab/three", "gone: lab/two", "changed: lab/one"]
    assert [path.name for path in folder.iterdir()] == ["2026-09-01.csv"]
    assert [entry.context_tokens for entry in catalogue.load().entries] == [8192, 4096]


def test_without_a_day_the_facts_are_of_today(folder, tmp_path, monkeypatch):
    (tmp_path / "new.csv").write_text(NEW)
    assert main(["models", "--refresh", str(tmp_path / "new.csv")]) == 0
    assert catalogue.load().read_on == date.today()


def test_the_same_day_again_replaces_it_too(folder, tmp_path):
    (tmp_path / "new.csv").write_text(NEW)
    assert main(["models", "--refresh", str(tmp_path / "new.csv"), "--read-on", "2026-08-21"]) == 0
    assert [path.name for path in folder.iterdir()] == ["2026-08-21.csv"]
    assert (folder / "2026-08-21.csv").read_text() == NEW


@pytest.mark.parametrize("text, named", [
    (NEW.replace("8192", "8k"), "line 2: context_tokens is '8k'"),
    (NEW.replace("three", "one"), "lab/one is on line 2 already"),
    ("<!doctype html>\n<title>Not found</title>", "line 1: the columns are"),
    ("", "the columns are"),
])  # fmt: skip
def test_a_table_that_is_wrong_replaces_nothing(folder, tmp_path, capsys, text, named):
    (tmp_path / "new.csv").write_text(text)
    line = refused(capsys, folder, "--refresh", str(tmp_path / "new.csv"))
    assert named in line and "new.csv" in line


@pytest.mark.parametrize("name", ["nowhere.csv", "", "ftp://127.0.0.1/models.csv", "http://[", "http://127.0.0.1:9/"])
def test_a_table_that_is_not_there_replaces_nothing(folder, capsys, name):
    assert f"{name} cannot be read: " in refused(capsys, folder, "--refresh", name)


def test_an_answer_that_is_not_the_table_replaces_nothing(folder, address, capsys, monkeypatch):
    address.status = 404
    assert "404" in refused(capsys, folder, "--refresh", address.url)
    address.status, address.missing = 200, 5
    assert address.url in refused(capsys, folder, "--refresh", address.url)
    address.missing, address.data = 0, b"\xff" + NEW.encode()
    assert "is not in UTF-8" in refused(capsys, folder, "--refresh", address.url)
    monkeypatch.setattr(refresh, "MOST_BYTES", 10)
    assert "has more than 10 bytes" in refused(capsys, folder, "--refresh", address.url)


@pytest.mark.parametrize("day, named", [
    ("yesterday", "write a day as"),
    ("2026-02-30", "write a day as"),
    (str(date.today() + timedelta(2)), "yet to come"),
    ("2026-08-20", "read on 2026-08-21, after 2026-08-20"),
])  # fmt: skip
def test_a_day_that_cannot_be_is_refused(folder, tmp_path, capsys, day, named):
    (tmp_path / "new.csv").write_text(NEW)
    assert named in refused(capsys, folder, "--refresh", str(tmp_path / "new.csv"), "--read-on", day)


def test_a_day_without_a_table_is_refused(folder, capsys):
    assert "--refresh" in refused(capsys, folder, "--read-on", "2026-09-01")


def test_a_full_disk_replaces_nothing(folder, tmp_path, capsys, monkeypatch):
    def fail(*args):
        raise OSError(28, "No space left on device")

    (tmp_path / "new.csv").write_text(NEW)
    monkeypatch.setattr(atomic.os, "replace", fail)
    assert "No space left" in refused(capsys, folder, "--refresh", str(tmp_path / "new.csv"))
