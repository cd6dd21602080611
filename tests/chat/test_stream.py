"""The group *Stream* of the hard cases for chat systems, as far as a parser can get them wrong; S1 to S25, named.

Those of the server's events are its own tests: S10, S11, S14, S17 to S22 and S27 (what an event looks like on the wire,
when the stream begins and ends, and what happens when nobody listens any more), and S9 (log probabilities, which
`test_generation.py` holds against the tokens). S13's indices of calls are the server's; that calls come in order is here.
"""

import pytest
from conversations import LOOKALIKES, TOKENIZER, AnyPieces, cut_anywhere, ids, messages, tokens
from hypothesis import given, settings
from hypothesis import strategies as st

from nexttoken.chat import Answer, Call, Message, parse, render
from nexttoken.chat.parser import Parser, Text, events
from nexttoken.tokenizer import Tokenizer

BYTES, PIECES = Tokenizer([]), AnyPieces()


def streamed(row, tokenizer=TOKENIZER):
    """What is said after each token, and at the end."""
    parser = Parser(tokenizer)
    return [*(parser.push(id) for id in row), parser.finish()]


def joined(events):
    """Events with neighbouring pieces of text made one, so that the cuts between tokens do not show."""
    whole = []
    for event in events:
        if whole and isinstance(event, Text) and isinstance(whole[-1], Text):
            event = Text(whole.pop().text + event.text)
        whole.append(event)
    return whole


def answered(*parts, stop=(), reason="length"):
    """The events of each token of an answer and of its end, and the answer."""
    answer = Answer(TOKENIZER, stop)
    return [*(answer.push(id) for id in ids(*parts)), answer.finish(reason)], answer


def texts_of(said):
    return ["".join(event.text for event in events if isinstance(event, Text)) for events in said]


def cuts(data):
    """Where a text of some length is cut, at random."""
    return lambda length: data.draw(st.lists(st.integers(0, length), max_size=4))


def all_told(row, answering, tokenizer=PIECES):
    """The events of a row of tokens, without the cuts between these."""
    parser = Parser(tokenizer, answering)
    return joined(event for events in [*map(parser.push, row), parser.finish()] for event in events)


@settings(max_examples=500)
@given(tokens(), st.booleans(), st.data())
def test_S1_S2_S3_S12_the_same_events_for_any_tokens_however_their_text_is_cut(row, answering, data):
    """Whatever a model writes, a token for every byte of it or for pieces of any length."""
    expected = all_told(row, answering, TOKENIZER)
    for cut in range, cuts(data):
        assert all_told(cut_anywhere(row, cut), answering) == expected
    if not answering:
        assert [event for event in expected if isinstance(event, Message)] == parse(row, TOKENIZER)


stop_strings = st.lists(st.sampled_from(["{}", "0", "Hi", " ", "é", '":', "weather", "iH", "r{", "\ufffd"]), max_size=2)
reasons = st.sampled_from(["stop", "length"])


def in_the_end(row, stop, reason, tokenizer=PIECES):
    """What an answer is, and what was told of it, without the cuts."""
    answer = Answer(tokenizer, stop)
    told = [event for id in row for event in answer.push(id)] + answer.finish(reason)
    return joined(told), answer.message, answer.finish_reason


@settings(max_examples=500)
@given(tokens(), stop_strings, reasons, st.data())
def test_S1_S7_S8_S16_the_same_answer_and_reason_however_its_text_is_cut(row, stop, reason, data):
    expected = in_the_end(row, stop, reason, TOKENIZER)
    for cut in range, cuts(data):
        assert in_the_end(cut_anywhere(row, cut), stop, reason) == expected


@settings(max_examples=500)
@given(messages())
def test_S1_the_same_events_however_the_text_is_cut_into_tokens(conversation):
    """One letter a token, or the tokens of the model: apart from where pieces of text begin and end, all is the same."""
    letters, words = render(conversation, BYTES)[0], render(conversation, TOKENIZER)[0]
    assert joined(events(letters, BYTES)) == joined(events(words, TOKENIZER))


@given(st.text(max_size=20))
def test_a_character_is_told_with_its_last_byte(text):
    """Not later, and no part of it before."""
    data = text.encode()
    _, *said = streamed([BYTES.control["<|user|>"], *data], BYTES)
    for k in range(1, len(data) + 1):
        assert "".join(texts_of(said[:k])) == data[:k].decode(errors="ignore")


@pytest.mark.parametrize("emoji", ["👩", "é", "日", "\U0010ffff"])
def test_S5_a_character_over_several_tokens_comes_in_one_piece(emoji):
    first, *middle, last = (bytes([byte]) for byte in emoji.encode())
    _, *said = streamed(ids("<|user|>", first, *middle, last, "<|end|>"))
    assert texts_of(said[: len(middle) + 2]) == ["", *("" for _ in middle), emoji]


def test_S6_a_replacement_character_that_was_written_is_told_at_once():
    said, _ = answered("\ufffd".encode(), "a")
    assert texts_of(said) == ["", "", "\ufffd", "a", ""]


def test_half_a_character_at_the_end_is_told_once():
    said, answer = answered("a", b"\xf0\x9f")
    assert texts_of(said) == ["a", "", "", "\ufffd"]
    assert answer.content == "a\ufffd"


@pytest.mark.parametrize("text", [text for text in LOOKALIKES if text])
def test_S3_what_looks_like_a_marker_is_not_held_back(text):
    said, _ = answered(text.encode())
    assert texts_of(said)[-2:] == [text[-1], ""]


def test_S2_S12_S13_a_call_is_told_once_whole_and_in_order():
    parts = ["Hm.", "<|call|>", 'a{"x":1}', "<|call|>", "b{}", "<|end|>"]
    said, answer = answered(*parts)
    told = joined(event for events in said for event in events)
    assert told == [Text("Hm."), Call("a", '{"x":1}'), Call("b", "{}")]
    assert [answer.push(id) for id in ids(*parts)] == [[]] * len(said[:-1])  # nothing is told again


def test_a_call_is_told_by_the_token_that_ends_it_and_none_of_it_before():
    before, _ = answered("<|call|>", 'weather{"city":"Oslo"}')
    assert not any(before[:-1]) and before[-1] == [Text('weather{"city":"Oslo"}')]
    said, _ = answered("<|call|>", 'weather{"city":"Oslo"}', "<|end|>")
    assert not any(said[:-2]) and said[-2:] == [[Call("weather", '{"city":"Oslo"}')], []]


def test_prose_where_a_call_should_be_is_told_as_soon_as_it_is_none():
    said, _ = answered("<|call|>", *(letter.encode() for letter in "I am not"))
    assert texts_of(said) == ["", "", "", "I a", "m", " ", "n", "o", "t", ""]


# Stop strings


@pytest.mark.parametrize("parts, stop, content", [
    (["so ", "TH", "E E", "ND", " of it"], ["THE END"], "so "), (["xabcx"], ["ab", "abc", "b"], "x"), (["👩"], ["👩"], ""),
    (["xabcx"], ["abc", "b"], "xa"), (["xabcx"], "bc", "xa"), (["aab"], ["ab"], "a"), (["a"], ["a"], ""),
    (["caf", "é!"], ["é"], "caf"),
])  # fmt: skip
def test_S7_S8_a_stop_string_ends_the_answer_before_it(parts, stop, content):
    """The first to be complete counts; of those complete at once, the one that begins first."""
    said, answer = answered(*parts, stop=stop)
    assert "".join(texts_of(said)) == answer.content == content
    assert answer.finish_reason == "stop"


def test_S7_what_may_become_a_stop_string_is_held_back_and_told_once():
    said, answer = answered(*"so THE cat THE", stop=["THE END"])
    assert texts_of(said) == ["s", "o", " ", "", "", "", "", "THE c", "a", "t", " ", "", "", "", "THE"]
    assert (answer.content, answer.finish_reason) == ("so THE cat THE", "length")


def test_a_stop_string_is_found_across_text_that_was_no_call_and_never_in_a_call():
    _, answer = answered("to", "<|call|>", "p it", "<|end|>", stop=["top"])
    assert (answer.content, answer.finish_reason) == ("", "stop")
    _, answer = answered("<|call|>", 'f{"stop":1}', "<|end|>", stop=["stop"])
    assert (answer.calls, answer.finish_reason) == ([Call("f", '{"stop":1}')], "tool_calls")


@settings(max_examples=500)
@given(tokens(), stop_strings)
def test_no_answer_contains_a_stop_string(row, stop):
    answer = Answer(TOKENIZER, stop)
    said = [*(answer.push(id) for id in row), answer.finish("length")]
    assert "".join(texts_of(said)) == answer.content
    assert not any(string in answer.content for string in stop)


# The end


@settings(max_examples=500)
@given(tokens(), reasons)
def test_S16_S23_an_answer_ends_once_and_nothing_comes_after(row, reason):
    """Whatever the model writes: the end is there as soon as the last event is, and stays."""
    answer, ended = Answer(TOKENIZER), None
    for id in row:
        said = answer.push(id)
        assert not (ended and said)
        assert answer.finish_reason in (None, "stop", "tool_calls")
        assert ended in (None, answer.finish_reason)
        ended = answer.finish_reason
    answer.finish(reason)
    before = answer.message, answer.finish_reason
    assert answer.finish("stop") == answer.finish("length") == answer.push(ids("a")[0]) == []
    assert (answer.message, answer.finish_reason) == before
    assert answer.finish_reason in ("length", "tool_calls" if answer.calls else "stop")


def test_S25_the_second_answer_begins_clean():
    """Nothing is shared: half a character, half a call and half a stop string of one answer are not in the next."""
    answered("to", b"\xf0\x9f", "<|call|>", "f{", stop=["top"])
    _, answer = answered("p", stop=["top"])
    assert (answer.content, answer.calls) == ("p", [])
