"""The answers to a chat request while they grow, whichever of the two APIs for chats they are sent in."""

import asyncio
from dataclasses import replace

import numpy as np

from nexttoken.api.chat_choice import Choice
from nexttoken.api.chat_request import check
from nexttoken.api.engine import Wanted
from nexttoken.api.errors import ApiError, too_long
from nexttoken.chat import render_prompt, stop_tokens
from nexttoken.chat.template import TooLong


class Talk:
    """choices: one `Choice` for each answer. prompt_ids: what the model reads."""

    def __init__(self, asked, served):
        check(asked)
        self.asked, self._served, model = asked, served, served.model
        self.prompt_ids = prompt_ids(asked, model)
        settings, constraints = settings_of(asked, model), constraints_of(asked, model)
        self._wanted = [Wanted(self.prompt_ids, replace(settings, seed=settings.seed + i), constraint)
                        for i, constraint in enumerate(constraints)]  # fmt: skip
        self.choices = [Choice(i, model.tokenizer, asked.stop, bool(asked.named)) for i in range(asked.n)]

    @classmethod
    async def start(cls, asked, served):
        """The same, made beside the event loop: to read a long prompt or a large schema takes its time."""
        return await asyncio.to_thread(cls, asked, served)

    @property
    def completion_tokens(self):
        return sum(choice.tokens for choice in self.choices)

    async def grown(self):
        """Lists of (choice, what it has grown by), until all choices are finished."""
        with self._served.engine.job(self._wanted) as job:
            while not all(choice.finish_reason for choice in self.choices):
                grown = await job.events()
                growing = [i for i in grown if not self.choices[i].finish_reason]  # a step may precede the stop
                yield [(self.choices[i], self._take(i, grown[i], job)) for i in growing]

    def _take(self, index, events, job):
        choice = self.choices[index]
        grown = choice.take(events)
        if choice.finish_reason:
            job.stop(index)  # at a stop string, which the engine does not know of
            if getattr(self._wanted[index].allowed, "too_complex", False):
                raise ApiError("the schema is too complex to be kept to", code="invalid_schema")
        return grown


def prompt_ids(asked, model):
    """The messages as tokens that leave room for the answer."""
    context, tokenizer = model.config.max_position_embeddings, model.tokenizer
    try:
        ids = render_prompt(asked.messages, tokenizer, asked.declared, context)
    except TooLong as error:
        raise ApiError(str(error), "messages", "context_length_exceeded") from None
    if asked.longest and len(ids) + asked.longest > context:
        raise too_long(len(ids), asked.longest, context, "messages")
    return ids


def settings_of(asked, model):
    logprobs = (asked.top_logprobs or 0) if asked.logprobs else None
    return asked.settings(model, max_tokens=asked.longest, stop_tokens=stop_tokens(model.tokenizer), logprobs=logprobs)


def constraints_of(asked, model):
    """For each choice, which tokens may come next: those of its grammar, or all but a call."""
    schema, choice = asked.response_format.schema_of_content, asked.tool_choice or "auto"
    tools = [] if choice == "none" else asked.tools or []
    if schema is None and not tools:
        no_call = np.arange(model.config.vocab_size) != model.tokenizer.control["<|call|>"]
        return [lambda tokens: no_call] * asked.n
    from nexttoken.api import grammar  # its library is loaded when it is needed

    if schema is not None:
        param = "response_format.json_schema.schema"
        schema = grammar.with_end(schema, param)
    declared = [(tool.function.name, grammar.arguments(tool.function, f"tools[{i}].function.parameters"))
                for i, tool in enumerate(tools) if asked.named in (None, tool.function.name)]  # fmt: skip
    choice = "one" if asked.named else choice if tools else "none"
    text = grammar.lark(schema, declared, choice, parallel=asked.parallel_tool_calls is not False)
    whole = grammar.Grammar(text, model.tokenizer)
    return [whole.allowed() for _ in range(asked.n)]
