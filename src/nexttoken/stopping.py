"""Text that is certain: bytes come in token by token, text goes out as soon as nothing can take it back.

Two things make text uncertain. A character can be spread over several tokens, so its first bytes wait for the rest.
And what looks like the beginning of a stop string waits until it is one (it is cut off) or is not (it goes out):

>>> text = CertainText(stops=["THE END"])
>>> [text.push(piece) for piece in [b"so ", b"THE", b" cat. ", b"THE", b" END of", b" it"]]
['so ', '', 'THE cat. ', '', '', '']
>>> text.stopped
True

What goes out in all does not depend on how the bytes were cut into tokens.
"""

import codecs


class Decoder(codecs.BufferedIncrementalDecoder):
    r"""Bytes to characters, each as soon as it is certain, and U+FFFD for what is none.

    So is half of a surrogate pair. Python's own decoder knows the bytes of one, but waits for another byte to say so:

    >>> Decoder().decode(b"\xed\xa9"), codecs.getincrementaldecoder("utf-8")("replace").decode(b"\xed\xa9")
    ('��', '')
    """

    def __init__(self):
        super().__init__("replace")

    def _buffer_decode(self, data, errors, final):
        text, used = codecs.utf_8_decode(data, errors, final)
        half = b"\xed\xa0" <= data[used:] < b"\xee"
        return codecs.utf_8_decode(data, errors, True) if half else (text, used)


class CertainText:
    """The text of one completion, cut before the first stop string to be complete."""

    def __init__(self, stops=()):
        self.stops = stops
        self.stopped = False
        self._decoder = Decoder()
        self._held = ""

    def push(self, data, final=False):
        """Take the bytes of a token and return the text that is certain by now. `final`: no more will come."""
        if self.stopped:
            return ""
        text = self._held + self._decoder.decode(data, final)
        if not self.stops:
            return text
        found = [(start + len(stop), start) for stop in self.stops if (start := text.find(stop)) >= 0]
        if found:
            self.stopped = True
            return text[: min(found)[1]]
        hold = 0 if final else max((overlap(text, stop) for stop in self.stops), default=0)
        self._held = text[len(text) - hold :]
        return text[: len(text) - hold]


def overlap(text, stop):
    """How many characters at the end of `text` are also the beginning of `stop`.

    >>> overlap("a tale of THE", "THE END")
    3
    """
    return next(n for n in range(min(len(text), len(stop) - 1), -1, -1) if text.endswith(stop[:n]))
