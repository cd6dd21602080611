from functools import cache

import pytest

import nexttoken
from nexttoken import inspection, model
from nexttoken.evaluation import chat as chats
from nexttoken.exercises import session

# A busy machine is no failure: computing is limited as ever, waiting is not.
session.WAIT = session.WAIT_IN_ALL = 3600

load, known = cache(nexttoken.load), {}  # for all modules, which ask the same


@pytest.fixture(scope="module")
def read_once():
    """All answers ask the same models about the same few texts: each text is read, or answered, once."""
    surprises, next_logits, answer = inspection.surprises, model.Model.next_logits, chats.answer

    def kept(key, read, *given):
        if key not in known:
            known[key] = read(*given)
        return known[key].copy()

    with pytest.MonkeyPatch.context() as patch:
        for module in (nexttoken, model):
            patch.setattr(module, "load", load)
        patch.setattr(inspection, "surprises", lambda params, ids, config: kept(
            (id(params), ids.shape, ids.tobytes()), surprises, params, ids, config))  # fmt: skip
        patch.setattr(chats, "answer", lambda model, made: kept(repr((model.name, made)), answer, model, made))
        patch.setattr(model.Model, "next_logits", lambda self, ids: kept((self.name, *ids), next_logits, self, ids))
        yield
