"""The skills of a chat model: what it says is read from tokens, judged and counted."""

from types import SimpleNamespace

import pytest
from small import random_params

from nexttoken.chat import render, render_prompt
from nexttoken.corpus.dialogues import generate
from nexttoken.evaluation import chat
from nexttoken.evaluation.chat import SKILLS, answer, chat_skills, reply
from nexttoken.evaluation.dialogues import judge, prompt
from nexttoken.generation import Row
from nexttoken.model import PRETRAINED, Model
from nexttoken.tokenizer import Tokenizer
from nexttoken.transformer import Config

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")


def row(made, cut=1):
    """What a model that knows the answer has generated: without the last `cut` tokens, of which one is `<|end|>`."""
    asked = render_prompt(prompt(made), TOKENIZER, made.tools)
    whole, _ = render(made.messages[: made.facts["judged"] + 1], TOKENIZER, made.tools)
    assert whole[: len(asked)] == asked
    end = (
        {"finish_reason": "stop", "ended_by": whole[-1]} if cut == 1 else {"finish_reason": "length", "ended_by": None}
    )
    return SimpleNamespace(tokens=whole[len(asked) : -cut], model=SimpleNamespace(tokenizer=TOKENIZER), **end)


@pytest.mark.parametrize("skill", SKILLS)
def test_the_right_tokens_are_the_right_reply(skill):
    for made in generate(50, 3, "heldout", skill):
        assert judge(made, reply(row(made))) == (True, "")


def test_a_model_that_knows_every_answer_has_every_skill(monkeypatch):
    monkeypatch.setattr(chat, "answer", lambda _, asked: [row(made) for made in asked])
    skills = chat_skills("perfect", 20, seed=3)
    assert list(skills) == [*SKILLS, "stops"] and {skill["rate"] for skill in skills.values()} == {1}
    assert [skill["count"] for skill in skills.values()] == [20] * len(SKILLS) + [20 * len(SKILLS)]


def test_an_answer_that_is_cut_off_has_not_stopped(monkeypatch):
    monkeypatch.setattr(chat, "answer", lambda _, asked: [row(made, cut=3) for made in asked])
    skills = chat_skills("endless", 10)
    assert skills["stops"]["rate"] == 0 and skills["tool_call"]["rate"] == 0


@pytest.mark.parametrize("token, stops", [("<|end|>", 1), ("<|user|>", 0), ("<|tool|>", 0), ("<|endoftext|>", 0)])
def test_an_answer_also_ends_where_the_model_begins_a_turn_but_has_not_stopped(monkeypatch, token, stops):
    monkeypatch.setattr(Row, "choose", lambda row, logits: (TOKENIZER.control[token], logits))
    assert [row.tokens for row in answer(random_model(), list(generate(3, 0, "heldout", "facts")))] == [[]] * 3
    assert chat_skills(random_model(), 1)["stops"]["rate"] == stops


def random_model():
    config = Config(
        TOKENIZER.vocab_size, hidden_size=16, intermediate_size=16, num_hidden_layers=1, num_attention_heads=1
    )
    return Model("random", TOKENIZER, random_params(config), config)


def test_each_dialogue_is_answered_where_its_message_stands():
    model = random_model()
    asked = list(generate(3, 0, "heldout", "tool_call"))
    rows = answer(model, asked)
    assert [one.prompt_ids for one in rows] == [render_prompt(prompt(made), TOKENIZER, made.tools) for made in asked]
    assert all(one.finish_reason for one in rows)
    assert [one.tokens for one in rows] == [answer(model, [made])[0].tokens for made in asked]
