"""The models that a server has: each with its engine, and with what it was trained for."""

import json
import time
from dataclasses import dataclass, field
from functools import cached_property

from openai.types import Model as ModelInfo

from nexttoken import model as models
from nexttoken.api.engine import Engine
from nexttoken.api.errors import ApiError
from nexttoken.errors import UserError

BEST_FIRST = ("aligned", "chat")  # then the others


@dataclass(frozen=True)
class Served:
    """A model. chats: was it trained to answer, or only to continue text?"""

    name: str
    model: models.Model
    chats: bool
    created: int = field(default_factory=lambda: int(time.time()))

    @cached_property
    def engine(self):
        return Engine(self.model)

    @property
    def info(self):
        return ModelInfo(id=self.name, created=self.created, object="model", owned_by="nexttoken")

    def close(self):
        if "engine" in vars(self):  # it was used
            self.engine.close()


def load(name):
    """The model of that name or in that folder. Raises UserError as `nexttoken.load` does."""
    model = models.load(name)
    return Served(model.name, model, chats(models.folder_of(name)))


def load_all():
    """Every pretrained model, those that answer best first."""
    names = sorted(models.names(), key=lambda name: (name not in BEST_FIRST, name))
    return [load(name) for name in names]


def chats(folder):
    """Was the model in this folder trained to answer? Its run says so."""
    run = folder / "run.json"
    try:
        return json.loads(run.read_bytes()).get("stage") in BEST_FIRST if run.exists() else False
    except (ValueError, AttributeError) as error:
        raise UserError(f"{run} does not say how the model was trained ({error}): restore it") from None


def find(served, name):
    """The model that a request names."""
    if name not in served:
        raise ApiError(f"there is no model {name[:100]!r}: use {', '.join(served)}", "model", "model_not_found", 404)
    return served[name]


def find_chat(served, name):
    """The same, for a request that wants an answer."""
    found = find(served, name)
    if not found.chats:
        others = ", ".join(one.name for one in served.values() if one.chats) or "one that was trained on conversations"
        raise ApiError(f"{name} continues text and was not trained to answer: ask it at /v1/completions, or use another "
                       f"model here: {others}", "model", "model_not_supported")  # fmt: skip
    return found
