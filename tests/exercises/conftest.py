import time
from functools import cache

import pytest
from short_assignment import tiny
from submissions import solved, write

import nexttoken
from nexttoken import inspection, model
from nexttoken.evaluation import chat as chats
from nexttoken.exercises import grade as grading
from nexttoken.exercises import session
from nexttoken.exercises.judge import Outcome

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


@pytest.fixture
def source(tmp_path):
    return tiny(tmp_path / "exercises")


@pytest.fixture
def hand_in(tmp_path, source):
    """A function that writes submissions by students into the folder "class": so many cells of all that is right."""

    def written(names, count=None):
        for name in names:
            write(tmp_path / "class" / f"{name}.ipynb", list(solved(source).values())[:count])
        return tmp_path / "class"

    return written


@pytest.fixture
def quickly(monkeypatch):
    """No submission runs: each gets a point for its first task; the list says which were judged."""
    judged = []

    def judge(assignment, cells):
        judged.append(len(cells))
        time.sleep(0.02)
        return [Outcome(task, int(task == "first"), 2, []) for task in assignment.tasks], {}

    monkeypatch.setattr(grading, "judge_alone", judge)
    monkeypatch.setattr(grading, "what_is_limited", lambda *folders: "")
    return judged
