"""One choice of a completion while it grows, in the pieces that a client gets, with the logprobs of their tokens."""

import math
from itertools import chain

from openai.types.completion_choice import CompletionChoice, Logprobs

from nexttoken.api.text_logprobs import TextLogprobs


class Choice:
    """logprobs: how many alternatives to each token the client wants, None for no logprobs.

    prompt, entries: the text that the choice begins with if the client wants it echoed, and its tokens' logprobs.
    """

    def __init__(self, index, logprobs, tokenizer, prompt="", entries=()):
        self.index, self.finish_reason, self.tokens = index, None, 0
        self._alternatives, self._tokenizer, self._said, self._total = logprobs, tokenizer, len(prompt), 0.0
        self._prompt, self._entries = prompt, entries
        self._logprobs = TextLogprobs(start=len(prompt))

    def begin(self):
        """The prompt."""
        logprobs = TextLogprobs()
        for entry in self._entries:
            logprobs.push(entry)
        return self._piece(self._prompt, logprobs.finish())

    def take(self, events):
        """Take some `Event`s, and return what the choice has grown by."""
        text = "".join(event.text for event in events)
        for event in events:
            self.tokens += event.token is not None
            if event.logprob:
                self._total += event.logprob.logprob
                self._logprobs.push(event.logprob)
        self._said += len(text)
        self.finish_reason = events[-1].finish_reason
        cut = self.finish_reason == "stop" and events[-1].token is not None  # by a stop string
        ended = self._logprobs.finish(self._said if cut else None) if self.finish_reason else []
        return self._piece(text, self._logprobs.release(self._said) + ended)

    def mean_logprob(self):
        """Of its tokens; a text without any is the last that `best_of` would take."""
        return self._total / self.tokens if self.tokens else -math.inf

    def _piece(self, text, released):
        logprobs = None if self._alternatives is None else as_lists(released, self._alternatives, self._tokenizer)
        piece = CompletionChoice(index=self.index, text=text, finish_reason="stop")
        piece.logprobs, piece.finish_reason = logprobs, self.finish_reason  # null until the end: the type omits that
        return piece


def joined(index, pieces):
    """The whole choice that pieces make up."""
    text, logprobs = "".join(piece.text for piece in pieces), None
    if pieces[0].logprobs:
        lists = [vars(piece.logprobs) for piece in pieces]
        logprobs = Logprobs.construct(**{name: list(chain(*(each[name] for each in lists))) for name in lists[0]})
    return CompletionChoice(index=index, text=text, logprobs=logprobs, finish_reason=pieces[-1].finish_reason)


def as_lists(released, alternatives, tokenizer):
    """(start, entry) of tokens as the four lists of this API. The first token of a prompt has no logprob: None."""
    entries = [entry for _, entry in released]
    return Logprobs.construct(
        tokens=[name(entry, tokenizer) for entry in entries],
        token_logprobs=[entry.logprob for entry in entries],
        top_logprobs=[top(entry, alternatives, tokenizer) for entry in entries],
        text_offset=[start for start, _ in released],
    )


def top(entry, alternatives, tokenizer):
    """The likeliest tokens and the one that was chosen: logprobs by name."""
    if entry.logprob is None:
        return None
    return {name(one, tokenizer): one.logprob for one in [*entry.top[:alternatives], entry]}


def name(entry, tokenizer):
    """A token as text: a control token by its name, bytes that are no whole characters as OpenAI's API writes them."""
    try:
        return entry.bytes.decode() or tokenizer.tokens[entry.id].decode()
    except UnicodeDecodeError:
        return "bytes:" + "".join(f"\\x{byte:02x}" for byte in entry.bytes)
