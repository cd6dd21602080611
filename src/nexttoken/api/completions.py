"""`POST /v1/completions`: continue a text, as OpenAI's first API did.

- A prompt of text is the beginning of a document, and the empty one is before its beginning; the names of control
  tokens in it are text. A prompt of token ids is taken as it is.
- Choice i of a request with a seed is what a request for it alone gets with the seed `seed + i`.
- `usage` counts what the model read, the end of the document before a text included, and the tokens it chose: those of
  a stop string, and for `best_of` all texts; not the end of the text.
"""

import asyncio
import time
import uuid
from contextlib import aclosing
from dataclasses import replace
from typing import Annotated, Any

from openai.types import Completion, CompletionUsage
from pydantic import BeforeValidator, Field, WithJsonSchema
from starlette.responses import Response

from nexttoken.api import sse
from nexttoken.api.completion_choice import Choice, joined
from nexttoken.api.engine import Wanted
from nexttoken.api.errors import ApiError, too_long
from nexttoken.api.prompt_logprobs import prompt_logprobs
from nexttoken.api.requests import MOST_CHOICES, Sampling, check_stream_options, check_token, read
from nexttoken.api.served import find
from nexttoken.chat.template import least_tokens


def is_ids(value):
    return isinstance(value, list) and bool(value) and all(type(token) is int for token in value)


def prompts(value):
    """The prompts that the field stands for, each a text or a list of ids."""
    found = [value] if isinstance(value, str) or is_ids(value) else value
    if not (isinstance(found, list) and found and all(isinstance(one, str) or is_ids(one) for one in found)):
        raise ValueError("give a text, a list of token ids, or a list of either, none of them empty")
    if any(isinstance(one, str) and one.encode("utf-8", "replace").decode() != one for one in found):
        raise ValueError("half a surrogate pair is no character: remove or replace it")
    return found


IDS = {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 1}
PROMPT = {"anyOf": [{"type": "string"}, IDS, {"type": "array", "items": {"type": "string"}, "minItems": 1},
                    {"type": "array", "items": IDS, "minItems": 1}]}  # fmt: skip


class CompletionRequest(Sampling):
    prompt: Annotated[list[Any], BeforeValidator(prompts), WithJsonSchema(PROMPT)]
    max_tokens: Annotated[int, Field(ge=0)] = 16
    best_of: Annotated[int, Field(ge=1, le=20)] | None = None
    echo: bool = False
    logprobs: Annotated[int, Field(ge=0, le=5)] | None = None

    @property
    def tries(self):
        return self.best_of or self.n


def check(asked):
    """What is wrong with fields that are fine one by one."""
    check_stream_options(asked)
    if asked.best_of and asked.best_of < asked.n:
        raise ApiError(f"best_of is {asked.best_of}, less than n, which is {asked.n}", "best_of", "invalid_value")
    if (asked.best_of or 1) > 1 and asked.stream:
        raise ApiError("best_of is not known before the end: leave out stream", "best_of", "invalid_value")
    if len(asked.prompt) * asked.tries > MOST_CHOICES:
        raise ApiError(f"{len(asked.prompt)} prompts with {asked.tries} texts each are more than {MOST_CHOICES}: send "
                       "them in several requests", "prompt", "invalid_value")  # fmt: skip


def prompt_ids(prompt, asked, model):
    """The ids of a prompt that leaves room for the completion."""
    context = model.config.max_position_embeddings
    if isinstance(prompt, str):
        least = least_tokens([("", prompt)], model.tokenizer)  # megabytes are refused before they are encoded
        if least > context:
            raise too_long(f"{least} or more", asked.max_tokens, context, "prompt")
        ids = [model.tokenizer.end, *model.tokenizer.encode(prompt)]
    else:
        ids = prompt
        for token in ids:
            check_token(token, model, "prompt")
    least = 0 if asked.echo else 1  # without a token of either there would be no answer
    if len(ids) + max(asked.max_tokens, least) > context:
        raise too_long(len(ids), asked.max_tokens, context, "prompt")
    return ids


def wanted(asked, model):
    """The texts to generate: all tries of the first prompt, then of the next."""
    logprobs = asked.logprobs if asked.logprobs is not None or not asked.best_of else 0
    settings = asked.settings(model, max_tokens=asked.max_tokens, stop=asked.stop, logprobs=logprobs)
    ids = [each for each in (prompt_ids(prompt, asked, model) for prompt in asked.prompt) for _ in range(asked.tries)]
    return [Wanted(one, replace(settings, seed=settings.seed + i)) for i, one in enumerate(ids)]


async def complete(request):
    """The route."""
    asked = await read(request, CompletionRequest)
    check(asked)
    served = find(request.app.state.served, asked.model)
    texts = wanted(asked, served.model)
    choices = await sse.unless_gone(request, begin(asked, texts, served.model))
    if choices is None:
        return Response()
    answer = Answering(asked, served, texts, choices)
    if asked.stream:
        return sse.response(answer.chunks())
    return await sse.unless_gone(request, answer.whole()) or Response()


async def begin(asked, texts, model):
    """A `Choice` for each text, with the prompt in it if that is to be echoed.

    Prompts are scored one by one, so that for a client that is gone no further one is.
    """
    if not asked.echo:
        return [Choice(i, asked.logprobs, model.tokenizer) for i in range(len(texts))]
    choices = []
    for i, prompt in enumerate(asked.prompt):
        ids = texts[i * asked.tries].prompt_ids
        shown = len(ids) - isinstance(prompt, str)  # not the end of the document before a text
        text = prompt if isinstance(prompt, str) else model.tokenizer.decode(ids)
        entries = []
        if asked.logprobs is not None:
            entries = await asyncio.to_thread(prompt_logprobs, model, ids, shown, asked.logprobs)
        numbers = range(i * asked.tries, (i + 1) * asked.tries)
        choices += [Choice(number, asked.logprobs, model.tokenizer, text, entries) for number in numbers]
    return choices


class Answering:
    """The answer to a request, sent piece by piece or whole."""

    def __init__(self, asked, served, texts, choices):
        self.asked, self.served, self.texts, self.choices = asked, served, texts, choices
        self.head = {"id": f"cmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": served.name}

    def completion(self, choices, **more):
        return Completion(**self.head, object="text_completion", choices=choices, **more)

    async def pieces(self):
        """Lists of what the choices have grown by, (choice, piece)."""
        with self.served.engine.job(self.texts) as job:
            yield [(choice, choice.begin()) for choice in self.choices if self.asked.echo]
            while not all(choice.finish_reason for choice in self.choices):
                grown = await job.events()
                yield [(self.choices[index], self.choices[index].take(events)) for index, events in grown.items()]

    async def chunks(self):
        usage = {"usage": None} if self.asked.include_usage else {}
        async with aclosing(self.pieces()) as growing:
            async for grown in growing:
                yield [self.completion([piece], **usage) for _, piece in grown if piece]
        if usage:
            yield [self.completion([], usage=self.usage())]

    async def whole(self):
        pieces = {choice: [] for choice in self.choices}
        async for grown in self.pieces():
            for choice, piece in grown:
                pieces[choice].append(piece)
        choices = [joined(i, pieces[choice]) for i, choice in enumerate(self.best())]
        body = self.completion(choices, usage=self.usage()).model_dump_json(exclude_unset=True, warnings=False)
        return Response(body, media_type="application/json")

    def best(self):
        """The choices to send, of each prompt in turn: all, or those of `best_of` with the highest mean logprob."""
        tries, n = self.asked.tries, self.asked.n
        for start in range(0, len(self.choices), tries):
            found = self.choices[start : start + tries]
            yield from sorted(found, key=Choice.mean_logprob, reverse=True)[:n] if self.asked.best_of else found

    def usage(self):
        prompt = sum(len(self.texts[i].prompt_ids) for i in range(0, len(self.texts), self.asked.tries))
        completion = sum(choice.tokens for choice in self.choices)
        return CompletionUsage(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)
