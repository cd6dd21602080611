"""A training run on disk, so that one that was killed goes on as if nothing had happened.

A checkpoint is one `.npz` file with the leaves of a JAX tree in order and the number of steps done. It is written
whole or not at all: a full disk or a power cut leaves the one before.
"""

import io
import zipfile

import jax
import numpy as np

from nexttoken.atomic import write_atomically
from nexttoken.errors import UserError


def save(path, tree, done):
    """Write `tree` (parameters and the optimiser's state) after `done` steps."""
    buffer = io.BytesIO()
    np.savez(buffer, done=done, **{f"leaf{i}": leaf for i, leaf in enumerate(jax.tree.leaves(tree))})
    write_atomically(path, buffer.getvalue())


def load(path, like):
    """(tree, done) with the structure of `like`. Raises UserError for a file that is not such a checkpoint."""
    leaves, structure = jax.tree.flatten(like)
    try:
        with np.load(path) as saved:
            found = [saved[f"leaf{i}"] for i in range(len(saved.files) - 1)]
            done = int(saved["done"])
    except (ValueError, TypeError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise UserError(f"{path} is no checkpoint of this run ({error}); remove it to start anew") from error
    if [x.shape for x in found] != [np.shape(x) for x in leaves]:
        raise UserError(f"{path} belongs to a model of another size; remove it or choose another folder")
    return jax.tree.unflatten(structure, found), done
