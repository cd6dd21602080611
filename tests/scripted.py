"""A model that says what a test wrote down for it. All else is real: choosing, stopping, the parser, the loop."""

from types import SimpleNamespace
from unittest import mock

import numpy as np
from conversations import TOKENIZER, ids

from nexttoken import generation
from nexttoken.chat.template import show
from nexttoken.chat.tools import run_tools

USER = {"role": "user", "content": "Hi"}
[END] = ids("<|end|>")


class Scripted:
    """The n-th time that it is asked, it says the n-th of `answers`, and later the last. It is its own cache."""

    tokenizer = TOKENIZER

    def __init__(self, *answers, context=512):
        self.answers, self.prompts = answers, []
        self.config = SimpleNamespace(max_position_embeddings=context, vocab_size=TOKENIZER.vocab_size)

    def prefill(self, prompt_ids, row):
        self.prompts.append(prompt_ids)
        return self.logits(0)

    def step(self, ids, positions):
        return self.logits(positions[0] + 1 - len(self.prompts[-1]))[None]

    def logits(self, place):
        """The token that is written down, or else `<|end|>`."""
        answer = self.answers[min(len(self.prompts), len(self.answers)) - 1]
        logits = np.zeros(TOKENIZER.vocab_size, np.float32)
        logits[END] = 10
        logits[answer[place] if place < len(answer) else END] = 20
        return logits

    def shown(self):
        """The last prompt."""
        return show(self.prompts[-1], TOKENIZER)


def run(model, tools, messages=(USER,), **settings):
    with mock.patch.object(generation, "Cache", lambda *_: model):
        return run_tools(model, list(messages), tools, **settings)
