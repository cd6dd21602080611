r"""The logprobs of a text's tokens, given out in step with the text, each with the place where its token begins.

>>> logprobs = TextLogprobs()
>>> for data in b"so ", b"\xc3", b"\xa9", b"TH", b"E":
...     logprobs.push(TokenLogprob(0, data, -1.0))
>>> [(start, entry.bytes) for start, entry in logprobs.release(4)]  # "so é" has been sent, "TH" waits
[(0, b'so '), (3, b'\xc3'), (3, b'\xa9')]
>>> [(start, entry.bytes) for start, entry in logprobs.finish(5)]   # and of "THE" only "T" is text
[(4, b'TH')]
"""

from collections import deque

from nexttoken.logprobs import TokenLogprob
from nexttoken.stopping import Decoder


class TextLogprobs:
    """Those of one text, which begins at the character `start` of what the client gets."""

    def __init__(self, start=0):
        self._decoder = Decoder()
        self._end, self._waiting = start, deque()

    def push(self, entry: TokenLogprob):
        """A token has come."""
        start = self._end + self._broken_off(entry.bytes)
        self._end += len(self._decoder.decode(entry.bytes))
        unfinished, _ = self._decoder.getstate()  # bytes of a character that is not yet there
        self._waiting.append((start, self._end + bool(unfinished), entry))

    def _broken_off(self, data):
        """How many characters, U+FFFD, are made of bytes before `data` that it does not complete."""
        before, _ = self._decoder.getstate()
        goes_on = not data or 0x80 <= data[0] < 0xC0
        return 0 if goes_on else len(before.decode(errors="replace"))

    def release(self, length):
        """(start, entry) of the tokens that are within the first `length` characters, which have been sent."""
        released = []
        while self._waiting and self._waiting[0][1] <= length:
            start, _, entry = self._waiting.popleft()
            released.append((start, entry))
        return released

    def finish(self, length=None):
        """The last ones: those that begin within the text, if its length is given because its end was cut off."""
        rest, self._waiting = self._waiting, deque()
        return [(start, entry) for start, end, entry in rest if length is None or start < length or end <= length]
