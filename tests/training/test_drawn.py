"""The stories that a model has met are those of its batches, and of the batches of the models that it came from."""

import json

import pytest

from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import base, chat, drawn, preferences, shares, struq

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
STAGES = {"base": base.batches(TOKENIZER, 40, 5, shares.later), "chat": chat.stage.batches(TOKENIZER, 5, 40),
          "aligned": preferences.stage.batches(TOKENIZER, 5, 40),
          "struq": struq.stage.batches(TOKENIZER, 5, 40)}  # fmt: skip


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
def test_the_stories_of_batches_are_told_again(stage, tmp_path):
    start = planned(tmp_path / "start", steps=0)
    plan = {"start": "start", "start_folder": str(start), "start_weights": 1}
    plan |= {"stage": stage} if stage != "base" else {}
    met = {story.text for story in drawn.stories_met(planned(tmp_path / "run", **plan))}
    batches = [STAGES[stage](step)["stories"] for step in range(40)]
    learned = set().union(*(texts(ids) for ids, *_ in batches))
    rows = shares.STORY_ROWS.get(stage, 3)
    assert learned <= met and len(met) >= 40 * (2 * rows - 1)
    assert stage == "aligned" or met == learned, "no more than those: what was drawn and left out was not learned"


def test_a_quarter_of_a_run_has_met_what_the_run_had_met_by_then(tmp_path):
    later = planned(tmp_path / "run", steps=8, of=40, start="base", start_folder=str(tmp_path), start_weights=1)
    met = {story.text for story in drawn.stories_met(later)}
    assert met == set().union(*(texts(STAGES["base"](step)["stories"][0]) for step in range(8)))


def test_what_its_start_met_later_does_not_count(tmp_path):
    gone_on = {"steps": 3, "seed": 6, "start": "base", "start_weights": 11}
    base = planned(tmp_path / "base", **gone_on, before=[{"steps": 2, "seed": 5}])
    old = planned(tmp_path / "old", stage="chat", start="base", start_folder=str(base), start_weights=11)
    new = planned(tmp_path / "new", stage="chat", start="base", start_folder=str(base), start_weights=12)
    assert [plan["steps"] for plan in drawn.lineage(old)] == [2, 40]
    assert [plan["steps"] for plan in drawn.lineage(new)] == [2, 3, 40]


def test_what_a_model_started_from_has_met_counts_too(tmp_path):
    first = planned(tmp_path / "first", steps=2)
    then = planned(tmp_path / "then", steps=3, seed=6, start="first", start_folder=str(first), start_weights=1)
    other = planned(tmp_path / "other", steps=1, stage="plain", start="then", start_folder=str(then))
    assert [plan["steps"] for plan in drawn.lineage(other)] == [2, 3, 1]
    met = {story.text for story in drawn.stories_met(other)}
    batches = [base.batches(TOKENIZER, 2, 5)(1)]  # it began with exercises alone
    batches += [base.batches(TOKENIZER, 3, 6, shares.later)(step) for step in range(3)]
    assert met == set().union(*(texts(batch["stories"][0]) for batch in batches))
    assert list(drawn.stories_met(tmp_path)) == []  # nobody knows how it was made
