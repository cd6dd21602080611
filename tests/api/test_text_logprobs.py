"""Logprobs in step with the text: S9 of the hard cases for chat systems, where tokens are parts of characters or none."""

from hypothesis import given, settings
from hypothesis import strategies as st

from nexttoken.api.text_logprobs import TextLogprobs
from nexttoken.logprobs import TokenLogprob
from nexttoken.stopping import CertainText

PIECES = [
    b"a",
    b"ab ",
    "é".encode(),
    b"\xc3",
    b"\xa9",
    b"\xf0\x9f",
    b"\x91\xa9",
    b"b\xc3",
    b"\xff",
    b"",
    b"THE",
    b" END",
]
STOPS = ["é", "ab", "THE END", "\ufffd", "👩"]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES)), st.lists(st.sampled_from(STOPS), max_size=2))
def test_S9_in_a_stream_or_at_once_the_same_tokens_have_the_same_places(pieces, stops):
    """A stop string's first byte may have come before anybody knew of it: it has no logprob in either."""
    text, streamed, whole, sent, found = CertainText(stops), TextLogprobs(), TextLogprobs(), 0, []
    for i, piece in enumerate(pieces):
        if text.stopped:
            break
        sent += len(text.push(piece))
        for each in streamed, whole:
            each.push(TokenLogprob(i, piece, -1.0))
        found += [] if text.stopped else streamed.release(sent)
    text.push(b"", final=True)
    cut = sent if text.stopped else None
    assert found + streamed.finish(cut) == whole.finish(cut)
    assert [start for start, _ in found] == sorted(start for start, _ in found)
