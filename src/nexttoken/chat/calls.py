"""Calls as the model writes them, recognised while it writes.

>>> text = CallText()
>>> [text.push(piece) for piece in ["wea", 'ther{"', 'city":"Os', 'lo"}']]  # can it still become a call?
[True, True, True, True]
>>> text.call()
Call(name='weather', arguments='{"city":"Oslo"}')
>>> prose = CallText()
>>> [prose.push(piece) for piece in ["weather", " in", " Oslo"]]
[True, False, False]

The arguments are kept to the letter. A name alone is a call too, with the arguments `{}`, where it has come to its end:
cut off, it may be half a name.

>>> name = CallText()
>>> name.push("delete")
True
>>> name.call(), name.call(cut_off=True)
(Call(name='delete', arguments='{}'), None)

What this file does not do: know which tools there are, or check arguments against their schemas.
"""

import re

from nexttoken.chat.fields import NAME
from nexttoken.chat.json_object import JsonObject
from nexttoken.chat.messages import Call

NAME_BEGINS = re.compile(r"[A-Za-z0-9_-]*")


class CallText:
    """Text that is a call, or may become one."""

    def __init__(self):
        self._pieces, self._name, self._arguments = [], "", None

    @property
    def text(self):
        return "".join(self._pieces)

    def push(self, text):
        """Take more text, and return whether all of it, continued in some way, is a call."""
        self._pieces.append(text)
        if self._arguments is None:
            so_far = self._name + text
            self._name = NAME_BEGINS.match(so_far)[0]
            text = so_far[len(self._name) :]
            if not text or not NAME.fullmatch(self._name):
                return bool(NAME.fullmatch(self._name))
            self._arguments = JsonObject()
        return self._arguments.push(text)

    def call(self, cut_off=False):
        """The call that it is by now, or None. To be asked only of what `push` has not refused."""
        if self._name and (self._arguments is None or self._arguments.blank):
            return None if cut_off else Call(self._name, "{}")
        return Call(self._name, self.text[len(self._name) :]) if self._arguments and self._arguments.whole else None
