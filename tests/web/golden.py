"""Golden texts: what a model most probably says, by Python, for JavaScript to say as well. Made anew whenever they are asked for.

    made = golden("aligned")
    made[0]     {"prompt": [2042, ...], "settings": {...}, "tokens": [311, ...], "certain": 23}

A model of stories continues their beginnings, a model of chat answers conversations of every skill, tools and system
messages among them; all are held out. Up to the token number `certain` no call was so close that rounding may decide it.

What this file does not do: keep a text, which would be wrong for the next weights.
"""

from itertools import islice

import numpy as np

import nexttoken
from nexttoken import transformer
from nexttoken.chat import render_prompt, stop_tokens
from nexttoken.close_calls import is_close_call
from nexttoken.corpus import dialogues, stories
from nexttoken.evaluation.chat import SKILLS
from nexttoken.evaluation.dialogues import prompt
from nexttoken.generation import generate
from nexttoken.settings import Settings

COUNT, LONGEST, SIDE_BY_SIDE = 50, 200, 32


def golden(name):
    """The golden texts of a pretrained model."""
    model = nexttoken.load(name)
    how = {"temperature": 0, "max_tokens": LONGEST, "seed": 0}
    if name != "base":
        how["stop_tokens"] = stop_tokens(model.tokenizer)
    prompts = beginnings(model) if name == "base" else conversations(model)
    rows = generate(model, [(ids, Settings(**how)) for ids in prompts], SIDE_BY_SIDE)
    return [
        {"prompt": ids, "settings": how, "tokens": row.tokens, "certain": certain(model, ids, row.tokens)}
        for ids, row in zip(prompts, rows)
    ]


def beginnings(model):
    return [model.prompt_ids(story.prompt) for story in stories.generate(COUNT, split="heldout")]


def conversations(model):
    """Of each skill as many, as far as that goes."""
    each = -(-COUNT // len(SKILLS))
    made = (one for skill in SKILLS for one in dialogues.generate(each, 0, "heldout", skill))
    return [render_prompt(prompt(one), model.tokenizer, one.tools) for one in islice(made, COUNT)]


def certain(model, ids, tokens):
    """How many tokens were said before the first close call, by logits that are computed in one piece."""
    vectors = transformer.hidden(model.params, np.array([ids + tokens]), model.config)[0, len(ids) - 1 :]
    for place, (vector, token) in enumerate(zip(vectors, tokens)):
        if is_close_call(transformer.logits(model.params, vector), None, token, None, 0):
            return place
    return len(tokens)
