"""A model to hold in your hand: its tokenizer and its weights, and what they can be asked.

>>> import nexttoken
>>> model = nexttoken.load("base")
>>> print(model.complete("A long time ago, there were three princesses", max_tokens=20, seed=1))  # doctest: +SKIP

What this file does not do: know of messages, roles or tools (`nexttoken.chat`).
"""

import os
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from nexttoken import sampling, transformer, weights
from nexttoken.cache import prepare
from nexttoken.distribution import Distribution
from nexttoken.errors import UserError
from nexttoken.generation import Batch, check, generate
from nexttoken.logprobs import TokenLogprob
from nexttoken.settings import Settings
from nexttoken.tokenizer import Tokenizer

PRETRAINED = Path(__file__).parent / "pretrained"
SIDE_BY_SIDE = 32  # texts of `complete_many` in a batch; 64 gain a seventh more and want twice the memory


@dataclass(frozen=True)
class Completion:
    """What the model added to a prompt. Prints as its text.

    tokens: the ids chosen (those of a stop string are among them, the end of text is not).
    finish_reason: "stop" at the end of the text or a stop string, "length" at max_tokens or a full context.
    seed: gives the same text again. logprobs: one for each token, or None where they were not asked for.
    """

    text: str
    tokens: list[int]
    finish_reason: str
    seed: int
    logprobs: list[TokenLogprob] | None = None

    def __str__(self):
        return self.text


@dataclass(frozen=True, eq=False)
class Model:
    """A tokenizer and the weights that were trained with it."""

    name: str
    tokenizer: Tokenizer
    params: dict
    config: transformer.Config
    folder: Path | None = None  # where it was loaded from

    def __repr__(self):
        return f"<Model {self.name}: {self.config}>"

    @cached_property
    def prepared(self):
        """The weights as a step of generation wants them, made when the first text is asked for."""
        return prepare(self.params, self.config)

    def prompt_ids(self, prompt):
        """The ids of a document that begins with `prompt`: the end of the one before, then the text."""
        if not isinstance(prompt, str) or not prompt:
            raise UserError(f"the prompt is {prompt!r}: give the model a text to continue")
        return [self.tokenizer.end, *self.tokenizer.encode(prompt)]

    def next_token(self, prompt, temperature=1.0, top_k=None, top_p=1.0):
        """How probable each token of the vocabulary is after `prompt`: a `Distribution`."""
        ids = self.prompt_ids(prompt)
        check(ids, Settings(temperature=temperature, top_k=top_k, top_p=top_p), self)
        return Distribution(sampling.distribution(self.next_logits(ids), temperature, top_k, top_p), self.tokenizer)

    def next_logits(self, ids):
        """The logits (V,) of the token that follows `ids`, computed from the start: no cache, no batch."""
        vectors = transformer.hidden(self.params, np.array([ids]), self.config)  # (1, T, D)
        return transformer.logits(self.params, vectors[0, -1])

    def complete(self, prompt, **settings):
        """Continue `prompt`; the settings are those of `nexttoken.settings.Settings`. Returns a `Completion`.

        Raises UserError for an empty prompt, one beyond the context, or a setting out of range.
        """
        return self.complete_many([prompt], **settings)[0]

    def complete_many(self, prompts, **settings):
        """Continue every prompt, many at once. Prompt i gets seed + i: the text it would get alone with that seed."""
        settings = Settings(**settings)
        waiting = [(self.prompt_ids(p), replace(settings, seed=settings.seed + i)) for i, p in enumerate(prompts)]
        for ids, own in waiting:
            check(ids, own, self)
        return [completion(row) for row in generate(self, waiting, SIDE_BY_SIDE)]

    def stream(self, prompt, **settings):
        """Continue `prompt`: an iterator of pieces of text, each as soon as it is certain."""
        batch = Batch(self, size=1)
        batch.add(self.prompt_ids(prompt), Settings(**settings))
        return (piece for _, piece in batch.events() if piece)


def completion(row):
    """What a finished row of a batch amounts to."""
    logprobs = None if row.settings.logprobs is None else row.logprobs
    return Completion(row.text, row.tokens, row.finish_reason, row.settings.seed, logprobs)


def names():
    """The names of the pretrained models."""
    return sorted(path.parent.name for path in PRETRAINED.glob("*/config.json"))


def folder_of(model):
    """Where the model of that name is, or the folder itself. Raises UserError where there is none."""
    folder = PRETRAINED / model if model in names() else Path(model)
    if model == "" or not os.path.isdir(folder):  # Path("") is the folder that one is in; Path's is_dir can raise
        known = ", ".join(names()) or "none yet"
        raise UserError(f"no model {str(model)!r}: there is {known}; or name a folder that holds one")
    return folder


def load(model):
    """The model of that name in `nexttoken/pretrained`, or in a folder with config.json and model.safetensors.

    The tokenizer is the folder's `tokenizer.json` or else that of the pretrained models.
    Raises UserError for a model that is unknown, incomplete or damaged.
    """
    folder = folder_of(model)
    params, config = weights.load_model(folder)
    own = folder / "tokenizer.json"
    tokenizer = Tokenizer.load(own if own.exists() else PRETRAINED / "tokenizer.json")
    if tokenizer.vocab_size != config.vocab_size:
        raise UserError(
            f"{folder} has {config.vocab_size} tokens, its tokenizer {tokenizer.vocab_size}: "
            "put the tokenizer it was trained with beside it as tokenizer.json"
        )
    name = Path(os.path.abspath(folder)).name  # also of "."; a link has its own
    return Model(name, tokenizer, params, config, folder)
