import pytest
from hypothesis import given
from hypothesis import strategies as st

from nexttoken.stopping import CertainText

letters = st.text("ab.é👩", max_size=12)
stop_lists = st.lists(st.text("ab.é👩", min_size=1, max_size=4), max_size=3)


def cut_at_first_complete_stop(text, stops):
    """What should come out, found the slow way: read on, letter by letter, until a stop string stands at the end."""
    for end in range(1, len(text) + 1):
        starts = [end - len(stop) for stop in stops if text[:end].endswith(stop)]
        if starts:
            return text[: min(starts)], True
    return text, False


@given(letters, stop_lists, st.data())
def test_the_text_does_not_depend_on_how_it_was_cut_into_tokens(text, stops, data):
    raw = text.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=6)))
    certain, pieces = CertainText(stops), []
    for start, end in zip([0, *cuts], [*cuts, len(raw)]):
        pieces.append(certain.push(raw[start:end]))
    pieces.append(certain.push(b"", final=True))
    assert ("".join(pieces), certain.stopped) == cut_at_first_complete_stop(text, stops)


@given(letters, stop_lists)
def test_no_more_is_held_back_than_could_still_become_a_stop(text, stops):
    certain, out = CertainText(stops), ""
    for i, letter in enumerate(text, 1):
        out += certain.push(letter.encode())
        held = text[len(out) : i]
        assert certain.stopped or not held or any(stop.startswith(held) for stop in stops)


@pytest.mark.parametrize("broken, shown", [
    (b"\xed\xa0", "\ufffd\ufffd"), (b"\xed\xbf", "\ufffd\ufffd"), (b"a\xed\xa9", "\ufffd\ufffd"), (b"\xe0\x80", "\ufffd\ufffd"),
    (b"\xc0\x80", "\ufffd"), (b"\xf4\x90", "\ufffd\ufffd"), (b"\xed\x9f", ""), (b"\xed", ""), (b"\xf0\x9f\x91", ""),
])  # fmt: skip
def test_bytes_that_no_character_begins_with_are_told_at_once(broken, shown):
    """Not with the byte after them, for which nobody has to wait: half of a surrogate pair never is a character."""
    certain = CertainText()
    *_, last = [certain.push(bytes([byte])) for byte in broken]
    assert last == shown


@given(st.lists(st.binary(max_size=4), max_size=6))
def test_any_bytes_come_out_as_the_whole_would_decode(pieces):
    certain = CertainText()
    out = [certain.push(piece) for piece in pieces] + [certain.push(b"", final=True)]
    assert "".join(out) == b"".join(pieces).decode(errors="replace")
