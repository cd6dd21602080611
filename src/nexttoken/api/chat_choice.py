"""One choice of a chat while it grows: what it says and calls, and the logprobs of its tokens in step with that."""

import uuid
from typing import NamedTuple

from nexttoken.api.text_logprobs import TextLogprobs
from nexttoken.chat import Answer, Call
from nexttoken.chat.parser import Text
from nexttoken.logprobs import TokenLogprob


class Said(NamedTuple):
    """Some more content."""

    text: str


class Called(NamedTuple):
    """A whole call, number `index` of the choice, with an id for its result."""

    index: int
    id: str
    call: Call


class Grown(NamedTuple):
    """What a choice has grown by."""

    parts: list[Said | Called]
    logprobs: list[TokenLogprob]


class Choice:
    """finish_reason: None while it grows. tokens: how many were chosen.

    named: the call is the one that the client named; then OpenAI's API says "stop" and not "tool_calls".
    """

    def __init__(self, index, tokenizer, stop=(), named=False):
        self.index, self.tokens, self.parts, self.logprobs = index, 0, [], []
        self.tokenizer, self._answer, self._named = tokenizer, Answer(tokenizer, stop), named
        self._logprobs, self._length, self._calls = TextLogprobs(), 0, 0

    @property
    def finish_reason(self):
        reason = self._answer.finish_reason
        return "stop" if reason == "tool_calls" and self._named else reason

    def take(self, events):
        """Take some `Event`s, and return the `Grown`. After the end of the answer no more is taken."""
        parts, logprobs = [], []
        for event in events:
            if self.finish_reason:
                break
            parts += self._take(event)
            logprobs += self._in_step(event)
        grown = Grown(merged(parts), [entry for _, entry in logprobs])
        self.parts = merged(self.parts + grown.parts)
        self.logprobs += grown.logprobs
        return grown

    def _take(self, event):
        self.tokens += event.token is not None
        said = self._answer.push(event.token) if event.token is not None else []
        if event.finish_reason:
            said += self._answer.finish(event.finish_reason)
        return [self._part(one) for one in said]

    def _part(self, one):
        if isinstance(one, Text):
            self._length += len(one.text)
            return Said(one.text)
        self._calls += 1
        return Called(self._calls - 1, f"call_{uuid.uuid4().hex[:24]}", one)

    def _in_step(self, event):
        """The logprobs of tokens that have been sent; those of calls are sent with the calls."""
        if event.logprob:
            self._logprobs.push(event.logprob)
        if not self.finish_reason:
            return self._logprobs.release(self._length) if not self._calls else self._logprobs.finish()
        cut = self.finish_reason == "stop" and event.token is not None and not self._calls  # by a stop string
        return self._logprobs.finish(self._length if cut else None)


def merged(parts):
    """The same parts, neighbouring texts in one."""
    found = []
    for part in parts:
        if isinstance(part, Said) and found and isinstance(found[-1], Said):
            part = Said(found.pop().text + part.text)
        found.append(part)
    return found
