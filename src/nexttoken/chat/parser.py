r"""The parser: token ids back to messages, one token at a time.

>>> from nexttoken.chat.template import render
>>> from nexttoken.tokenizer import Tokenizer
>>> tokenizer = Tokenizer([])
>>> ids, _ = render([{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}], tokenizer)
>>> parse(ids, tokenizer)
[Message(role='user', content='Hi', calls=(), answers=None), Message(role='assistant', content='Ho', calls=(), answers=None)]

Fed token by token, it says what has become certain with each, and takes nothing back. Reading all at once is the same:

>>> parser = Parser(tokenizer)
>>> [event for id in ids[:3] for event in parser.push(id)]
[Start(role='user', answers=None), Text(text='H')]

Control tokens are structure, everything else is text. A model can write any tokens at all, and none of them raise:

- Text is kept, every character of it, in the turn where it stands. Bytes that are no UTF-8 are U+FFFD, and never wait
  across a control token for the rest of a character.
- Text outside a turn is the assistant's: it is what a model says that forgets the header.
- A header ends a turn that has no `<|end|>`; so does `<|endoftext|>`. A turn that is cut off before it says anything
  is none. A control token that means nothing where it stands is passed over.
- A call is a name and the text of a JSON object (none is `{}`), ended by a control token. What is not, because it is
  cut off, misses a brace, or is prose, is text. So only whole calls are calls. Which tools there are is not known here.
- A tool's result answers a call that was made just before and has no result yet. What does not is the assistant's text.

What this file does not do: end an answer (`answer.py`), or look for structure in text.
"""

import codecs
import re
from typing import NamedTuple

from nexttoken.chat.fields import FieldError
from nexttoken.chat.messages import ROLES, Call, Message, read_arguments

CALL = re.compile(r"([A-Za-z0-9_-]{1,64})(\s*|\s*\{.*)", re.DOTALL)


class Start(NamedTuple):
    """A turn begins; answers is a tool's: which of the calls made just before."""

    role: str
    answers: int | None = None


class Text(NamedTuple):
    """More of the content of the message."""

    text: str


def parse(ids, tokenizer):
    """The messages that token ids stand for."""
    parser = Parser(tokenizer)
    events = [event for id in ids for event in parser.push(id)] + parser.finish()
    return [event for event in events if isinstance(event, Message)]


class Parser:
    """Reads tokens. Each gives a list of events: `Start`, `Text` and `Call` as they come, then the whole `Message`.

    answering: the first tokens are what the assistant says, as after the header that ends a prompt.
    """

    def __init__(self, tokenizer, answering=False):
        self.tokenizer = tokenizer
        self._control = {id: name for name, id in tokenizer.control.items()}
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._waiting = {}  # the number of each call without a result, as text -> the same as a number
        self._message = Draft("assistant") if answering else None  # the one whose turn it is
        self._held = None  # text that may become something else than content: a call, the number of a result
        self._place = Parser._content  # what text is, where we are

    def push(self, token):
        """Take a token and return the events that have become certain."""
        name = self._control.get(token)
        if name is None:
            text = self._decoder.decode(self.tokenizer.decode_bytes([token]))
            return self._place(self, text) if text else []
        events = self._settle(name)
        if name == "<|call|>":
            if self._message and self._message.role == "assistant":
                self._hold(Parser._keep)
        elif name == "<|end|>":
            events += self._close()
        elif not name.startswith("<|reserved"):
            events += self._cut() + self._begin(name[2:-2])
        return events

    def finish(self):
        """No more tokens will come: return the rest of the events."""
        return self._settle(None) + self._cut()

    # What text is where it stands

    def _content(self, text):
        events = [] if self._message else self._start("assistant")
        self._message.pieces.append(text)
        return [*events, Text(text)]

    def _keep(self, text):
        self._held.append(text)
        return []

    def _hold(self, place):
        self._held, self._place = [], place

    # What happens at a control token

    def _settle(self, name):
        """Decide what the text before a control token was; there is none at the end of all."""
        rest = self._decoder.decode(b"", True)
        events = self._place(self, rest) if rest else []
        if self._held is None:
            return events
        text, self._held, self._place = "".join(self._held), None, Parser._content
        if self._message is None:  # the number of a result
            if name == "<|call|>" and text in self._waiting:
                return self._start("tool", self._waiting.pop(text))
        elif self._message and name and (call := read_call(text)):
            self._message.calls.append(call)
            return [call]
        return self._content(text) if text else []

    def _begin(self, role):
        if role in ROLES and role != "tool":
            return self._start(role)
        if role == "tool":
            self._hold(Parser._keep)
        return []

    def _start(self, role, answers=None):
        self._message = Draft(role, answers)
        return [Start(role, answers)]

    def _cut(self):
        """End a turn that has no `<|end|>`."""
        if self._message and not self._message.pieces and not self._message.calls:
            self._message = None
        return self._close()

    def _close(self):
        if self._message is None:
            return []
        message, self._message = self._message.finished(), None
        if message.role != "tool":
            self._waiting = {str(i): i for i in range(len(message.calls))}
        return [message]


class Draft:
    """A message that is being read."""

    def __init__(self, role, answers=None):
        self.role, self.answers = role, answers
        self.pieces, self.calls = [], []

    def finished(self):
        content = "".join(self.pieces)
        return Message(self.role, None if self.calls and not content else content, tuple(self.calls), self.answers)


def read_call(text):
    """The call that a text is, or None.

    >>> read_call('weather{"city":"Oslo"}')
    Call(name='weather', arguments='{"city":"Oslo"}')
    >>> read_call("clock")
    Call(name='clock', arguments='{}')
    >>> read_call('weather{"city":"Oslo"')
    """
    match = CALL.fullmatch(text)
    if not match:
        return None
    name, arguments = match.groups()
    try:
        return Call(name, read_arguments(arguments, "arguments") if arguments.strip() else "{}")
    except FieldError:
        return None
