"""The stories that a model has met are those of its batches, and of the batches of the models that it came from."""

import json

import pytest

from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import base, chat, drawn, preferences

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
STAGES = {"base": base.batches(TOKENIZER, 40, 5), "chat": chat.batches(TOKENIZER, 5),
          "aligned": preferences.stage.batches(TOKENIZER, 5)}  # fmt: skip


def planned(folder, **plan):
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps({"steps": 40, "seed": 5} | plan))
    return folder


def texts(ids):
    """The documents of a batch's rows."""
    return {TOKENIZER.decode(part) for row in ids for part in split(row.tolist())} - {""}


def split(row):
    while row:
        end = row.index(TOKENIZER.end) if TOKENIZER.end in row else len(row)
        yield row[:end]
        row = row[end + 1 :]


@pytest.mark.parametrize("stage", STAGES)
def test_the_stories_of_a_batch_are_among_those_that_are_told_again(stage, tmp_path):
    start = planned(tmp_path / "start", steps=0)
    plan = {"start": "start", "start_folder": str(start)} | ({"stage": stage} if stage != "base" else {})
    met = {story.text for story in drawn.stories_met(planned(tmp_path / "run", **plan))}
    assert len(met) == 40 * drawn.PER_STEP[stage]
    for step in (0, 39):
        told = texts(STAGES[stage](step).get("stories", ([], []))[0])
        assert told <= met and (told or step == 0)


def test_what_a_model_started_from_has_met_counts_too(tmp_path):
    first = planned(tmp_path / "first", steps=2)
    then = planned(tmp_path / "then", steps=3, seed=6, start="first", start_folder=str(first))
    other = planned(tmp_path / "other", steps=1, stage="plain", start="then", start_folder=str(then))
    assert [plan["steps"] for plan in drawn.lineage(other)] == [2, 3, 1]
    assert len(list(drawn.stories_met(other))) == 5 * 36
    assert list(drawn.stories_met(tmp_path)) == []  # nobody knows how it was made
