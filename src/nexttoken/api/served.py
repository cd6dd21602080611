"""The models that a server has: each with its engine, and with what it was trained for."""

import time
from dataclasses import dataclass, field
from functools import cached_property

from openai.types import Model as ModelInfo

from nexttoken import model as models
from nexttoken.api.engine import Engine
from nexttoken.api.errors import ApiError
from nexttoken.training.plan import answers_in_template


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
    return Served(model.name, model, answers_in_template(models.folder_of(name)))


def load_all():
    """Every pretrained model, those that answer first, and of these the aligned one."""
    return sorted(map(load, models.names()), key=lambda served: (not served.chats, served.name))


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
