r"""The parser: token ids back to messages, one token at a time.

>>> from nexttoken.chat.template import render
>>> from nexttoken.tokenizer import Tokenizer
>>> tokenizer = Tokenizer([])
>>> conversation = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}]
>>> ids, _ = render(conversation, tokenizer)
>>> for message in parse(ids, tokenizer):
...     print(message)
Message(role='user', content='Hi', calls=(), answers=None)
Message(role='assistant', content='Ho', calls=(), answers=None)

That is the same as feeding it token by token. It says at once what has become certain, and takes nothing back:

>>> parser = Parser(tokenizer)
>>> [parser.push(id) for id in ids[:4]]
[[], [Start(role='user', answers=None)], [Text(text='H')], [Text(text='i')]]

Control tokens are structure, everything else is text (`template.py` has the grammar). A model can write any row of
tokens, and none raises an error:

- Text is kept, all of it, in the turn where it stands. Bytes that are no UTF-8 become U+FFFD; a character that a
  control token cuts in two is not completed after it.
- Text outside a turn is the assistant's: so speaks a model that forgets the header.
- A turn that has no `<|end|>` ends where the next begins, at `<|endoftext|>`, or at the end of all. If it says nothing
  until there, it is no message.
- A control token that means nothing where it stands is passed over.
- A call is what `calls.py` says, from `<|call|>` to the next control token, in a turn that begins with
  `<|assistant|>`. Anything else there, prose or JSON that lacks a brace or is cut off, is text: nothing of a call is
  certain before its end, and half a call is never one. A name alone may be half a name, so it is a call only if
  `<|end|>` or the next `<|call|>` ends it. Calls that are whole stay so whatever stands between them.
- A result is a tool's if it has the number of a call that was made just before and has no result yet. Otherwise it is
  text of the assistant, and calls in it are none. So is every result in an answer, where nobody but the model speaks.

What this file does not do: end an answer (`answer.py`); look for structure in text, which is `transcript.py`'s.
"""

from itertools import chain
from typing import NamedTuple

from nexttoken.chat.calls import CallText
from nexttoken.chat.messages import Message
from nexttoken.stopping import Decoder

HEADERS = ["tools", "system", "developer", "user", "assistant"]  # that of a tool comes with a number


class Start(NamedTuple):
    """A turn begins. `answers` is as in `Message`; the role "tools" is that of a declaration, which is no message."""

    role: str
    answers: int | None = None


class Text(NamedTuple):
    """Some more content of the turn."""

    text: str


def parse(ids, tokenizer):
    """The messages that token ids stand for. Raises UserError for an id that is not in the vocabulary."""
    return [event for event in events(ids, tokenizer) if isinstance(event, Message)]


def events(ids, tokenizer):
    """The events that the tokens cause, one after the other."""
    parser = Parser(tokenizer)
    yield from chain.from_iterable(map(parser.push, ids))
    yield from parser.finish()


class Turn:
    """A turn that is being read."""

    def __init__(self, role, answers=None, can_call=False):
        self.role, self.answers, self.can_call = role, answers, can_call
        self.pieces, self.calls = [], []

    def message(self):
        content = "".join(self.pieces)
        return Message(self.role, None if self.calls and not content else content, tuple(self.calls), self.answers)


class Parser:
    """Takes tokens and returns events, in lists: `Start`, then `Text` and `Call` as they come, then the `Message`.

    answering: read what follows a prompt, the header of which began the assistant's turn. All of it is the model's, so
    no result in it is a tool's.
    """

    def __init__(self, tokenizer, answering=False):
        self._bytes_of = tokenizer.bytes_of
        self._control = {id: name[2:-2] for name, id in tokenizer.control.items()}
        self._decode = Decoder().decode
        self._answering, self._turn = answering, Turn("assistant", can_call=True) if answering else None
        self._call = None  # text that may be a call
        self._number = None  # text that may be the number of a result
        self._results = {}  # that number, for each call made just before -> the same as an int, None once it is there

    def push(self, token):
        """Take a token, and return the events that have become certain."""
        name = self._control.get(token)
        if name is None:
            text = self._decode(self._bytes_of(token))
            return self._read(text) if self._call or self._number is not None else self._say(text)
        events = self._settle(name)
        if name == "call" and self._turn and self._turn.can_call:
            self._call = CallText()
        elif name == "end":
            events += self._end()
        elif name in ("tool", "endoftext", *HEADERS):
            events += self._cut()
        if name == "tool":
            self._number = ""
        return events + self._begin(name, can_call=name == "assistant") if name in HEADERS else events

    def finish(self):
        """No more tokens will come: return the last events."""
        return self._settle(None) + self._cut()

    def _read(self, text):
        """Text, where it stands."""
        if self._call:
            if not text or self._call.push(text):
                return []
            text, self._call = self._call.text, None
        elif self._number is not None:
            self._number += text
            if not self._number or self._number in self._results:
                return []
            text, self._number = self._number, None
        return self._say(text)

    def _say(self, text):
        """Content."""
        if not text:
            return []
        if self._turn is None:
            return self._begin("assistant") + self._say(text)
        self._turn.pieces.append(text)
        return [Text(text)]

    def _settle(self, name):
        """Decide what the text was that a control token, or None at the end of all, has come after."""
        events = self._read(self._decode(b"", True))
        found, number, self._call, self._number = self._call, self._number, None, None
        if found:
            return events + self._settle_call(found, name)
        return events if number is None else events + self._settle_number(number, whole=name == "call")

    def _settle_call(self, found, name):
        call = None if name is None else found.call(cut_off=name not in ("end", "call"))
        if call is None:
            return self._say(found.text)
        self._turn.calls.append(call)
        return [call]

    def _settle_number(self, number, whole):
        answers = self._results.get(number) if whole else None
        if answers is None:
            return self._say(number)
        self._results[number] = None
        return self._begin("tool", answers)

    def _begin(self, role, answers=None, can_call=False):
        self._turn = Turn(role, answers, can_call)
        return [Start(role, answers)]

    def _cut(self):
        """The turn ends without an `<|end|>`, if there is one."""
        if self._turn and not self._turn.pieces and not self._turn.calls:
            self._turn = None
        return self._end()

    def _end(self):
        if self._turn is None:
            return []
        turn, self._turn = self._turn, None
        if turn.role != "tool" and not self._answering:
            self._results = {str(i): i for i in range(len(turn.calls))}
        return [] if turn.role == "tools" else [turn.message()]
