"""Files that are written whole or not at all, and the folders for them."""

import os
from contextlib import suppress
from pathlib import Path

from nexttoken.errors import UserError


def write_atomically(path, data):
    """All of `data` (bytes) or nothing: a full disk leaves the old file as it was. Raises UserError.

    What is no file, such as /dev/null, is refused, since a file would take its place. A link stays a link.
    """
    if os.path.exists(path) and not os.path.isfile(path):  # unlike Path's, they raise nothing
        raise UserError(f"cannot write {path}: it is no file, and stays as it is; choose another name")
    if "\0" in str(path):
        raise UserError(f"cannot write {path}: embedded null byte; choose another name")
    target = os.path.realpath(path)
    temporary = Path(f"{target}.part")
    try:
        temporary.write_bytes(data)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())  # or a power cut could leave the name without the bytes
        os.replace(temporary, target)
    except OSError as error:
        with suppress(OSError):  # it may never have been there
            temporary.unlink()
        raise UserError(f"cannot write {path}: {error.strerror}; free some space or choose another folder") from error


def make_folder(folder):
    """Make `folder`, and those that it is in, where it is not there yet. Raises UserError where that cannot be."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot make the folder {folder}: {error.strerror}; choose another folder") from error
