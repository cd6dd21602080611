r"""An answer: what the model writes after `<|assistant|>`, read while it writes.

>>> from nexttoken.tokenizer import Tokenizer
>>> tokenizer = Tokenizer([])
>>> call, end = tokenizer.control["<|call|>"], tokenizer.control["<|end|>"]
>>> answer = Answer(tokenizer)
>>> for token in [*tokenizer.encode("Hm."), call, *tokenizer.encode("clock{}"), end]:
...     for event in answer.push(token):
...         print(event)
Text(text='H')
Text(text='m')
Text(text='.')
Call(name='clock', arguments='{}')
>>> answer.message
Message(role='assistant', content='Hm.', calls=(Call(name='clock', arguments='{}'),), answers=None)
>>> answer.finish_reason
'tool_calls'

With a model it is the same, for one answer or for many side by side:

>>> settings = Settings(stop_tokens=stop_tokens(tokenizer))
>>> row = batch.add(render_prompt(messages, tokenizer), settings)            # doctest: +SKIP
>>> answer = Answer(tokenizer)                                               # doctest: +SKIP
>>> for _ in batch.events():                                                 # doctest: +SKIP
...     for event in answer.follow(row):
...         print(event)

An answer ends at the first token that ends the assistant's turn. What comes after it is not read: the user's next
question, or the tool's result, that a model goes on to invent is nobody's.

What this file does not do: run the model, or the tools.
"""

from nexttoken.chat.messages import Call
from nexttoken.chat.parser import HEADERS, Parser, Text, Turn
from nexttoken.settings import Settings
from nexttoken.stopping import CertainText


def stop_tokens(tokenizer):
    """The tokens that end an answer: all structure but `<|call|>`."""
    return [tokenizer.control[f"<|{name}|>"] for name in ["end", "endoftext", "tool", *HEADERS]]


class Answer:
    """One answer; `push` and its like return what has become certain, a list of `Text` and `Call`.

    content, calls: what has been said until now. finish_reason: None while it grows; then "length" where it was cut
    off, else "tool_calls" if it has calls, else "stop".
    stop: a string or several; the content ends before the first that appears. Calls are not searched for them, so
    give them here and not to the row that is followed, which does not know what a call is.
    """

    def __init__(self, tokenizer, stop=()):
        self.finish_reason = None
        self._said = Turn("assistant")
        self._parser = Parser(tokenizer, answering=True)
        self._ends, self._cut = stop_tokens(tokenizer), tokenizer.end
        self._certain = CertainText(Settings(stop=stop).stop)
        self._followed = 0

    @property
    def content(self):
        return "".join(self._said.pieces)

    @property
    def calls(self):
        return self._said.calls

    @property
    def message(self):
        return self._said.message()

    def push(self, token):
        """Take a token. After the end of the answer nothing is taken."""
        if self.finish_reason:
            return []
        return self.finish("stop", token) if token in self._ends else self._take(self._parser.push(token))

    def finish(self, reason, ended_by=None):
        """No more tokens will come, because of "length", or because the answer has ended: "stop".

        ended_by: the token that ended it, where that is known. Only after `<|end|>` is a name alone a call.
        """
        if self.finish_reason:
            return []
        end = ended_by if ended_by in self._ends else self._cut  # nobody knows what came: it makes nothing whole
        last = self._parser.push(end) if reason == "stop" else self._parser.finish()
        return self._say_all(last) + self._end(reason)

    def follow(self, row):
        """Take what a `nexttoken.generation.Row` has said since the last time."""
        new, self._followed = row.tokens[self._followed :], len(row.tokens)
        events = [event for token in new for event in self.push(token)]
        return events + self.finish(row.finish_reason, row.ended_by) if row.finish_reason else events

    def _take(self, events):
        taken = self._say_all(events)
        return taken + self._end("stop") if self._certain.stopped else taken

    def _say_all(self, events):
        taken = []
        for event in events:
            if isinstance(event, Text):
                taken += self._say(event.text)
            elif isinstance(event, Call):
                self.calls.append(event)
                taken.append(event)
        return taken

    def _say(self, text, final=False):
        if self._certain.stops:
            text = self._certain.push(text.encode(), final)
        self._said.pieces.append(text)
        return [Text(text)] if text else []

    def _end(self, reason):
        if self.finish_reason:
            return []
        self.finish_reason = "tool_calls" if self.calls and reason == "stop" else reason
        return self._say("", final=True)
