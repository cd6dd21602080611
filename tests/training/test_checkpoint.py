import errno
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexttoken.errors import UserError
from nexttoken.training import checkpoint

TREE = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": [np.float32(7), np.int32(8)]}


@pytest.fixture
def path(tmp_path):
    checkpoint.save(tmp_path / "checkpoint.npz", TREE, 5)
    return tmp_path / "checkpoint.npz"


def refused(path, like=TREE):
    with pytest.raises(UserError, match="remove it") as error:
        checkpoint.load(path, like)
    assert str(path) in str(error.value) and "\n" not in str(error.value)


def test_a_tree_comes_back_as_it_was(path):
    tree, done = checkpoint.load(path, TREE)
    assert done == 5 and tree["b"] == [7, 8] and tree["b"][1].dtype == np.int32
    assert (tree["a"] == TREE["a"]).all() and tree["a"].dtype == np.float32


@given(st.floats(0, 1, exclude_max=True))
def test_a_truncated_checkpoint_is_refused(tmp_path_factory, share):
    path = tmp_path_factory.getbasetemp() / "truncated.npz"
    checkpoint.save(path, TREE, 5)
    path.write_bytes(path.read_bytes()[: int(share * path.stat().st_size)])
    refused(path)


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"PK\x03\x04"])
def test_a_foreign_file_is_refused(path, content):
    path.write_bytes(content)
    refused(path)


def test_a_single_array_is_refused(path):
    with path.open("wb") as file:
        np.save(file, TREE["a"])
    refused(path)


def test_another_archive_is_refused(path):
    np.savez(path, weights=TREE["a"], bias=TREE["a"])
    refused(path)


def test_a_folder_is_refused(path, tmp_path):
    refused(tmp_path)


@pytest.mark.parametrize("like", [
    TREE | {"a": np.zeros((3, 3), np.float32)},
    TREE | {"c": np.float32(1)},
    {"a": TREE["a"]},
])  # fmt: skip
def test_a_checkpoint_of_another_model_is_refused(path, like):
    refused(path, like)


def test_a_full_disk_leaves_the_checkpoint_before(path, monkeypatch):
    def full(self, data):
        with open(self, "wb") as file:
            file.write(data[:100])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="No space left on device; free some space"):
        checkpoint.save(path, TREE, 6)
    assert checkpoint.load(path, TREE)[1] == 5 and list(path.parent.iterdir()) == [path]
