"""Golden texts: what a model says, by Python, for JavaScript to say as well. Made anew whenever they are asked for.

    made = golden("aligned")
    made[0]     {"prompt": [2042, ...], "settings": {...}, "tokens": [311, ...], "certain": 23}

A model of stories continues their beginnings, a model of chat answers conversations of every skill, tools and system
messages among them; all are held out. `golden` are what it most probably says, `longer` the same to LONGEST tokens,
which answers do not reach, and `seeded` are chosen by lot, one in each of the ways HOWS. Up to the token number
`certain` no call was so close that rounding may decide it.

`scored` are prompts and their logits; `spelled` are texts that a tokenizer may stumble over, NASTY, and their ids.

What this file does not do: keep a text, which would be wrong for the next weights.
"""

from itertools import islice

import numpy as np
from agreement import is_close

import nexttoken
from nexttoken import transformer
from nexttoken.chat import render_prompt, stop_tokens
from nexttoken.corpus import dialogues, stories
from nexttoken.evaluation.chat import SKILLS
from nexttoken.evaluation.dialogues import prompt
from nexttoken.generation import generate
from nexttoken.settings import Settings
from nexttoken.tokenizer import CONTROL

COUNT, LONGEST, SIDE_BY_SIDE, SCORED = 50, 200, 32, 10
HOWS = [{"temperature": 0.8}, {"temperature": 1.3, "top_p": 0.9}, {"temperature": 1, "top_k": 20},
        {"temperature": 0.7, "top_k": 50, "top_p": 0.95, "frequency_penalty": 0.3, "presence_penalty": 0.2}]  # fmt: skip
NASTY = ["a" * 5000, " " * 5000, "\n" * 5000, "é👩‍🚀" * 2000, "".join(CONTROL), "", " \r\n\t\0\x0b\x7f\x85\u00a0\u2028",
         "e\u0301 日本 \U0010fffd\ufeff", "they'd 's'' 7 42 !? ( [INST]_\\"]  # fmt: skip


def golden(name):
    """What a pretrained model most probably says."""
    model = nexttoken.load(name)
    return told(model, [(ids, {"temperature": 0}) for ids in prompts(model)])


def longer(name, count):
    """What it most probably says after beginnings of stories: LONGEST tokens each, because it may not end."""
    model = nexttoken.load(name)
    never = dict.fromkeys({model.tokenizer.end, *stop_tokens(model.tokenizer)}, -100)
    return told(model, [(ids, {"temperature": 0, "logit_bias": never}) for ids in beginnings(model, count)])


def seeded(name):
    """What it says by lot, one text for each of HOWS."""
    model = nexttoken.load(name)
    return told(model, list(zip(prompts(model)[:: COUNT // len(HOWS)], HOWS)))


def scored(name):
    """[[ids of a prompt, logits (V)], ...]"""
    model = nexttoken.load(name)
    return [[ids, model.next_logits(ids).tolist()] for ids in prompts(model)[:: COUNT // SCORED]]


def spelled():
    """[[a text, its ids], ...]"""
    tokenizer = nexttoken.load("base").tokenizer  # of all models
    return [[text, tokenizer.encode(text)] for text in NASTY]


def told(model, asked):
    """Golden texts for pairs of a prompt and settings."""
    ends = [] if model.name == "base" else stop_tokens(model.tokenizer)
    common = {"max_tokens": LONGEST, "seed": 7, "stop_tokens": ends}
    asked = [(ids, common | how) for ids, how in asked]
    rows = generate(model, [(ids, Settings(**how)) for ids, how in asked], SIDE_BY_SIDE)
    return [
        {"prompt": ids, "settings": how, "tokens": row.tokens, "certain": certain(model, ids, row)}
        for (ids, how), row in zip(asked, rows)
    ]


def prompts(model):
    return beginnings(model) if model.name == "base" else conversations(model)


def beginnings(model, count=COUNT):
    return [model.prompt_ids(story.prompt) for story in stories.generate(count, split="heldout")]


def conversations(model):
    """Of each skill as many, as far as that goes."""
    each = -(-COUNT // len(SKILLS))
    made = (one for skill in SKILLS for one in dialogues.generate(each, 0, "heldout", skill))
    return [render_prompt(prompt(one), model.tokenizer, one.tools) for one in islice(made, COUNT)]


def certain(model, ids, row):
    """How many tokens were said before the first close call, by logits that are computed in one piece."""
    tokens = row.tokens
    vectors = transformer.hidden(model.params, np.array([ids + tokens]), model.config)[0, len(ids) - 1 :]
    for place, (vector, token) in enumerate(zip(vectors, tokens)):
        if is_close(transformer.logits(model.params, vector), row.settings, tokens[:place], token):
            return place
    return len(tokens)
