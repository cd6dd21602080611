"""From completion to chat: a small language model, all of it, in Python that is meant to be read."""

from nexttoken.errors import UserError
from nexttoken.model import load

__all__ = ["UserError", "load"]
