import os

import pytest

from nexttoken.atomic import make_folder, write_atomically
from nexttoken.errors import UserError


def test_all_is_written_and_nothing_is_left_beside_it(tmp_path):
    for data in (b"old", b"new"):
        write_atomically(tmp_path / "a", data)
    assert os.listdir(tmp_path) == ["a"] and (tmp_path / "a").read_bytes() == b"new"


def test_what_is_no_file_is_not_replaced_by_one(tmp_path):
    """Or else root would lose /dev/null to whoever asks for a tokenizer there."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "folder", "link"):
        with pytest.raises(UserError, match=f"cannot write .*{name}: it is no file"):
            write_atomically(tmp_path / name, b"data")
    assert sorted(os.listdir(tmp_path)) == ["folder", "link", "pipe"] and not (tmp_path / "pipe").is_file()


def test_a_name_that_no_file_can_have_is_one_line(tmp_path):
    with pytest.raises(UserError, match="cannot write .*: File name too long"):
        write_atomically(tmp_path / ("a" * 300), b"data")
    with pytest.raises(UserError, match="cannot write .*: embedded null byte"):
        write_atomically(f"{tmp_path}/a\0b", b"data")


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "a").read_bytes() == b"new"


def test_a_folder_that_is_not_there_or_none_is_named(tmp_path):
    (tmp_path / "file").touch()
    for name, problem in (("nowhere/a", "No such file or directory"), ("file/a", "Not a directory")):
        with pytest.raises(UserError, match=f"cannot write .*{name}: {problem}; .*choose another folder"):
            write_atomically(tmp_path / name, b"data")


def test_a_folder_is_made_with_those_it_is_in(tmp_path):
    for _ in range(2):
        make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    for name, problem in (("file", "File exists"), ("file/a", "Not a directory"), ("a" * 300, "File name too long")):
        with pytest.raises(UserError, match=f"cannot make the folder .*{name}: {problem}; choose another folder"):
            make_folder(tmp_path / name)
