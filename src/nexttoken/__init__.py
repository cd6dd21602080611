"""From completion to chat: a small language model, all of it, in Python that is meant to be read."""

import importlib

from nexttoken.errors import UserError
from nexttoken.model import load

__all__ = ["UserError", "client", "load", "serve"]
LATER = {"serve": "nexttoken.api.server", "client": "nexttoken.api.client"}


def __getattr__(name):
    """What runs no model is imported when it is first used, since it needs more than NumPy."""
    if name not in LATER:
        raise AttributeError(f"module 'nexttoken' has no attribute {name!r}")
    try:
        return getattr(importlib.import_module(LATER[name]), name)
    except ModuleNotFoundError as error:
        raise UserError(f"{error.name} is not installed: pip install 'nexttoken[api]'") from None
