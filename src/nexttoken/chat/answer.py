r"""An answer: what the model writes after `<|assistant|>`, read while it writes.

>>> from nexttoken.tokenizer import Tokenizer
>>> tokenizer = Tokenizer([])
>>> call, end = tokenizer.control["<|call|>"], tokenizer.control["<|end|>"]
>>> answer = Answer(tokenizer)
>>> for token in [*tokenizer.encode("Hm."), call, *tokenizer.encode('clock{}'), end]:
...     for event in answer.push(token):
...         print(event)
Text(text='H')
Text(text='m')
Text(text='.')
Call(name='clock', arguments='{}')
>>> answer.finish_reason
'tool_calls'
>>> answer.message
Message(role='assistant', content='Hm.', calls=(Call(name='clock', arguments='{}'),), answers=None)

The answer ends at the first token that ends the assistant's turn. What comes after is not read: a user's turn or a
tool's result that a model goes on to invent is nobody's.

What this file does not do: run the model. `Settings(stop_tokens=stop_tokens(tokenizer))` makes generation stop where
an answer ends.
"""

from nexttoken.chat.messages import Call, Message
from nexttoken.chat.parser import Parser, Text
from nexttoken.stopping import CertainText

ENDS = ["endoftext", "system", "developer", "user", "assistant", "tool", "tools", "end"]


def stop_tokens(tokenizer):
    """The tokens that end an answer: all structure but `<|call|>`."""
    return [tokenizer.control[f"<|{name}|>"] for name in ENDS]


class Answer:
    """One answer, token by token.

    content, calls: what has been said so far. finish_reason: None while it grows; then "tool_calls" if it asks for
    tools, else "stop" at its end or at a stop string, and "length" where it was cut off.
    stop: strings; the content ends before the first that appears. Calls are not searched for them.
    """

    def __init__(self, tokenizer, stop=()):
        self.tokenizer = tokenizer
        self.calls, self.finish_reason = [], None
        self._pieces = []
        self._parser = Parser(tokenizer, answering=True)
        self._certain = CertainText(stop)
        self._read = 0  # how many tokens of a row `follow` has read

    @property
    def content(self):
        return "".join(self._pieces)

    @property
    def message(self):
        return Message("assistant", None if self.calls and not self.content else self.content, tuple(self.calls))

    def push(self, token):
        """Take a token and return what has become certain: a list of `Text` and `Call`."""
        return [] if self.finish_reason else self._take(self._parser.push(token))

    def finish(self, reason):
        """No more tokens will come, because of a "stop" or for "length": return the rest of the events."""
        if self.finish_reason:
            return []
        if reason == "stop":
            return self.push(self.tokenizer.control["<|end|>"])
        return self._take(self._parser.finish()) + self._end("length")

    def follow(self, row):
        """The events of what a `nexttoken.generation.Row` has said since the last time."""
        events = [event for token in row.tokens[self._read :] for event in self.push(token)]
        self._read = len(row.tokens)
        return events + self.finish(row.finish_reason) if row.finish_reason else events

    def _take(self, events):
        taken = []
        for event in events:
            if isinstance(event, Text):
                taken += self._say(event.text.encode())
                if self._certain.stopped:
                    return taken + self._end("stop")
            elif isinstance(event, Call):
                self.calls.append(event)
                taken.append(event)
            elif isinstance(event, Message):
                return taken + self._end("stop")
        return taken

    def _say(self, data, final=False):
        text = self._certain.push(data, final)
        self._pieces.append(text)
        return [Text(text)] if text else []

    def _end(self, reason):
        rest = self._say(b"", final=True)
        self.finish_reason = "tool_calls" if self.calls and reason == "stop" else reason
        return rest
