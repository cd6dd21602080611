"""Files that are written whole or not at all."""

import os
from pathlib import Path

from nexttoken.errors import UserError


def write_atomically(path, data):
    """All of `data` (bytes) or nothing: a full disk leaves the old file as it was. Raises UserError."""
    temporary = Path(f"{path}.part")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise UserError(f"cannot write {path}: {error.strerror}; free some space or choose another folder") from error
