"""The trained arms: which words each learns, and that each is a stage of its own that goes on from a chat model."""

import itertools
import json
from dataclasses import replace

import pytest
from test_train_chat import TOKENIZER, learned, spoken

from nexttoken import load
from nexttoken.__main__ import main
from nexttoken.corpus.attacks import KINDS, generate
from nexttoken.training import chat, plain, secalign, struq
from nexttoken.training.plan import read_plan
from nexttoken.weights import fingerprint


def first(count, seed):
    return list(itertools.islice(struq.items(seed), count))


def test_in_plain_text_the_assistants_words_count_and_what_ends_them():
    messages = next(generate(1, 0, "train", "clean")).dialogue.messages
    call = next(one.dialogue for one in generate(9, 0, "train", "ignore") if one.dialogue.tools)
    for made in (replace(call, messages=[*call.messages, *messages]), call):
        ids, counted = plain.document(made.messages, TOKENIZER, made.tools)
        said = "".join(TOKENIZER.decode([i]) for i, counts in zip(ids, counted) if counts)
        roles = [f"{m['role'].upper()}{' 0' * (m['role'] == 'tool')}:" for m in made.messages] + [""]
        words = [f" {m['content']}\n" if m["content"] else call_text(m) for m in made.messages]
        ends = zip(made.messages, words, roles[1:])
        assert said == "".join(text + role for message, text, role in ends if message["role"] == "assistant")
        assert ids.count(TOKENIZER.end) == 1 and ids[-1] == TOKENIZER.end and counted[-1]


def call_text(message):
    [call] = [call["function"] for call in message["tool_calls"]]
    return f"\nCALL: {call['name']}{call['arguments']}\n"


def test_the_kinds_of_items_take_turns():
    turns, made = len(struq.IN_TURN), first(2 * len(struq.IN_TURN), 5)
    assert {*struq.IN_TURN} == {*KINDS}
    assert [one.dialogue.skill for one in made] == [struq.IN_TURN[(5 + i) % turns] for i in range(2 * turns)]
    assert len({json.dumps(one.dialogue.messages) for one in made}) == len(made)
    assert {first(1, seed)[0].dialogue.skill for seed in range(turns)} == {*KINDS}


def test_struq_learns_the_right_answers():
    found = sorted(learned(*struq.rows(TOKENIZER, 5)["attacks"]))
    assert len(found) > len(KINDS)
    assert found == sorted("".join(spoken(made.dialogue)) for made in first(len(found), 5))
    assert {*struq.rows(TOKENIZER, 5)["attacks"][1].flat} == {0, 1, chat.TIMES}, "what must be right counts more"


def test_struq_keeps_dialogues_stories_and_exercises():
    sizes = {kind: len(ids) for kind, (ids, _) in struq.rows(TOKENIZER, 5).items()}
    assert all(sizes.values()) and {*sizes} == {"attacks", "exercises", "dialogues", "stories"}
    exercises = chat.dialogue_rows(TOKENIZER, sizes["exercises"], 5, skills=chat.IN_TURN)
    assert (struq.rows(TOKENIZER, 5)["exercises"][0] == exercises[0]).all()
    assert sum(sizes.values()) == chat.ROWS


def test_secalign_prefers_the_right_answer_to_the_injected_one():
    for made in first(2 * len(KINDS), 6):
        if made.wanted:
            ids, counted = secalign.document(made, TOKENIZER)
            better, worse = spoken_in(ids, counted)
            [right] = spoken(replace(made.dialogue, messages=made.dialogue.messages[-1:]))
            assert (better, worse) == (right.rstrip("\n"), made.injected)


def test_secalign_keeps_the_answers_where_nobody_attacks():
    ids, counted = secalign.rows(TOKENIZER, 6)["clean"]
    clean = (made for made in first(1000, 6) if not made.wanted)
    assert len(ids) == secalign.CLEAN_ROWS
    found = sorted(learned(ids, counted))
    assert found == sorted([*spoken(made.dialogue)][-1] for made in itertools.islice(clean, len(found)))


def spoken_in(ids, counted):
    """The two answers of a pair; both come after the same prompt."""
    half = ids.index(TOKENIZER.end)
    parts = (ids[:half], counted[:half]), (ids[half + 1 : -1], counted[half + 1 : -1])
    asked = [[i for i, counts in zip(*part) if not counts] for part in parts]
    assert asked[0] == asked[1]
    return [TOKENIZER.decode([i for i, counts in zip(*part) if counts]) for part in parts]


@pytest.mark.parametrize("stage, kind", [("plain", "dialogues"), ("struq", "attacks"), ("secalign", "pairs")])
def test_each_is_a_stage_that_starts_from_a_chat_model(tmp_path, capsys, start, monkeypatch, stage, kind):
    for module, rows in (plain, 1), (secalign, 2), (struq, 4):
        monkeypatch.setattr(module, "ROWS", rows)
    monkeypatch.setattr(secalign, "CLEAN_ROWS", 1)
    monkeypatch.setattr(struq, "DIALOGUE_ROWS", 1)
    monkeypatch.setattr(struq, "STORY_ROWS", 1)
    folder = tmp_path / "run"
    assert main(["train", stage, "--steps", "1", "--chat", str(start), "--out", str(folder)]) == 0
    assert f"{kind}_loss" in json.loads(capsys.readouterr().out)
    plan = {"steps": 1, "seed": 0, "stage": stage, "start": "tiny", "start_weights": fingerprint(load(start).params)}
    assert read_plan(folder) == plan | {"start_folder": str(start)}
