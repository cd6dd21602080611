"""Reading transcripts in plain text."""

import re
import time
from dataclasses import replace

import pytest
from conversations import messages, texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nexttoken.chat import Call, Message, plain, read, transcript
from nexttoken.chat.transcript import TranscriptError, read_transcript

OSLO = Call("weather", '{"city":"Oslo"}')
HI = Message("user", "Hi")
ASKED = 'USER: Hi\nASSISTANT:\nCALL: weather{"city":"Oslo"}\n'
SPACE = " \t\r\n"
LIKE_A_HEADER = re.compile(r"(?mi)(^|\r)[ \t]*(system|developer|user|assistant|tools?|tool[ \t]*\d+|call)[ \t]*:")
lines = st.sampled_from(["USER: a", "assistant:", 'CALL: f{"a":', "1}", "CALL: f", "TOOL 0: b", "tool:", "TOOLS: f{}", "x",
                         "", " SYSTEM :", "\ufeff", "\ud800", "TOOL 1:", "\r", "y\r", "USER: z\r", "\rUSER: z", "\rz"])  # fmt: skip


def outcome(pieces):
    """The messages that are read, and the error or None."""
    found = []
    try:
        for message in transcript.messages(pieces):
            found += [message]  # one by one: those before an error count
    except TranscriptError as error:
        return found, (error.line, error.column, str(error))
    return found, None


@settings(max_examples=500)
@given(messages())
def test_what_plain_text_can_say_is_read_back(conversation):
    """That is all but space around a message, and lines that look like a header: what control tokens are for."""
    expected = [
        replace(message, content=message.content and message.content.strip(SPACE) or (None if message.calls else ""),
                calls=tuple(Call(call.name, call.arguments.strip(SPACE)) for call in message.calls))
        for message in read(conversation)
    ]  # fmt: skip
    assume(not any(LIKE_A_HEADER.search(message.content or "") for message in expected))
    assert read_transcript(plain.text(conversation)) == expected


@pytest.mark.parametrize("content", ["a\r\nb", "a\rb", "a\r\r\n\n\rb", "a\n\r\nb"])
def test_line_ends_of_any_kind_in_a_message_are_read_back(content):
    """In a transcript `\\r\\n` is `\\n`, so one in a message is written with one more `\\r`."""
    call = {"id": "a", "function": {"name": "f", "arguments": '{"a":\r\n1,\r"b":2}'}}
    conversation = [{"role": "user", "content": content}, {"role": "assistant", "content": content, "tool_calls": [call]},
                    {"role": "tool", "tool_call_id": "a", "content": content}]  # fmt: skip
    assert read_transcript(plain.text(conversation)) == read(conversation)


@given(messages())
def test_a_transcript_that_was_saved_on_windows_says_the_same(conversation):
    text = plain.text(conversation)
    assume("\r" not in text)
    for ends in "\r\n", "\n":
        assert outcome([text.replace("\n", ends)]) == outcome([text])


def test_a_line_ends_with_a_line_feed_whether_or_not_a_carriage_return_is_before_it():
    assert read_transcript("USER: a\r\nb\r\nASSISTANT: c\r\n") == [Message("user", "a\nb"), Message("assistant", "c")]
    assert read_transcript("USER: a\rb\nASSISTANT: c\r") == [Message("user", "a\rb"), Message("assistant", "c")]
    assert read_transcript(ASKED.replace(":", ":\r\n")) == read_transcript(ASKED.replace(":", ":\n"))


def test_tools_are_declared_before_the_messages_and_are_none():
    tools = [{"type": "function", "function": {"name": "weather", "description": "The weather.\nIn a city."}}]
    assert read_transcript(plain.text([{"role": "user", "content": "Hi"}], tools)) == [HI]


@pytest.mark.parametrize("text", [
    "USER: Hi", "USER: Hi\n", "user: Hi", "User:Hi", "  USER\t:\tHi  ", "uSeR :\n\n Hi\n\n\n", "\n\n\tUser: Hi", "USER: Hi\r\n",
    "\ufeffUSER: Hi",
])  # fmt: skip
def test_spacing_and_case_do_not_matter(text):
    assert read_transcript(text) == [HI]


def test_a_message_goes_on_until_the_next_header():
    text = "USER: one\n\n  two: USER: x\n\tthree\nUSERS: four\n\nASSISTANT: a\nb"
    assert read_transcript(text) == [Message("user", "one\n\n  two: USER: x\n\tthree\nUSERS: four"),
                                     Message("assistant", "a\nb")]  # fmt: skip


@pytest.mark.parametrize("line", [
    "\u017fystem: x", "USER\uff1a x", "U\u0405ER: x", "US ER: x", "USER; x", "USER", "> USER: x", "**USER:** x", "TOOLS 0: x",
    "USER 1: x", "TOOL one: x", "<|system|>x", "\u00a0USER: x", "CALLS: x", "TOOL \u0661: x",
])  # fmt: skip
def test_what_only_looks_like_a_header_is_content(line):
    assert read_transcript(f"USER: Hi\n{line}") == [Message("user", f"Hi\n{line}")]


def test_calls_and_results_in_every_order_and_spacing():
    text = 'ASSISTANT: Let me see.\nCALL: weather{"city":"Oslo"}\n\ncall : clock\nCALL: weather {"city":\n  "Rome"}\n'
    text += "TOOL 2: sun\ntool 0 : rain\nTool: noon\nASSISTANT: Wet."
    calls = (OSLO, Call("clock", "{}"), Call("weather", '{"city":\n  "Rome"}'))
    results = [
        Message("tool", "sun", answers=2),
        Message("tool", "rain", answers=0),
        Message("tool", "noon", answers=1),
    ]
    asked = Message("assistant", "Let me see.", calls)
    assert read_transcript(text) == [asked, *results, Message("assistant", "Wet.")]


def test_an_assistant_that_only_calls_says_nothing_and_an_empty_message_is_one():
    assert read_transcript(ASKED) == [HI, Message("assistant", None, (OSLO,))]
    assert read_transcript("USER:\nASSISTANT:") == [Message("user", ""), Message("assistant", "")]


@pytest.mark.parametrize("text, line, column, said", [
    ("", 1, 1, "there is no message"),
    ("\n \n", 1, 1, "there is no message"),
    ("TOOLS: f{}", 1, 1, "there is no message"),
    ("\n  Hi\nUSER: x", 2, 3, "'Hi' is said by nobody"),
    ("BOB: Hi", 1, 1, "'BOB: Hi' is said by nobody"),
    ("USER: Hi\n CALL: f{}", 2, 2, "CALL is not in a turn of the assistant"),
    ("CALL: f{}", 1, 1, "CALL is not in a turn of the assistant"),
    (ASKED + "TOOL: sun\nCALL: f{}", 5, 1, "CALL is not in a turn of the assistant"),
    ("USER: Hi\nTOOLS: f{}", 2, 1, "TOOLS come after a message"),
    ("USER: Hi\nTOOL 0: x", 2, 1, "TOOL 0: no call waits"),
    ("USER: Hi\n\n\tTOOL: x", 3, 2, "TOOL has no number: no call waits"),
    (ASKED + "TOOL 1: x", 4, 1, "TOOL 1: the calls without a result are 0"),
    (ASKED + "TOOL 00: x", 4, 1, "TOOL 00: the calls without a result are 0"),
    (ASKED + "CALL: f{}\nTOOL: x", 5, 1, "TOOL has no number: the calls without a result are 0, 1"),
    (ASKED + "TOOL: x\nTOOL 0: x", 5, 1, "TOOL 0: no call waits"),
    (ASKED + "USER: x", 4, 1, "call 0 has no result yet"),
    (ASKED + "ASSISTANT: x", 4, 1, "call 0 has no result yet"),
    ("ASSISTANT:\nCALL: weather{city:Oslo}", 2, 15, "'c' cannot stand here"),
    ("ASSISTANT:\n\tcall :  I will look.", 2, 12, "'w' cannot stand here"),
    ('ASSISTANT:\nCALL: f{"a":\n  1,}', 3, 5, "'}' cannot stand here"),
    ("ASSISTANT:\nCALL: f{}\nand more", 3, 1, "'a' cannot stand here"),
    ("ASSISTANT:\nCALL: f{'a':1}", 2, 9, "\"'\" cannot stand here"),
    ('ASSISTANT:\nCALL: f{"a":1  \nUSER: x', 2, 14, "the call breaks off"),
    ("ASSISTANT:\nCALL:\nUSER: x", 2, 6, "the call breaks off"),
    ("USER: a\rASSISTANT: c\r", 1, 8, "'\\r' alone ends no line"),
    ("\rUSER: a\r", 1, 1, "'\\r' alone ends no line"),
    ("USER: a\r\nb\r\r tool 0 : c", 2, 3, "'\\r' alone ends no line"),
    ("USER: Hi\nASSISTANT: a\rCALL: f{}\r\n", 2, 13, "'\\r' alone ends no line"),
    (ASKED + "\rTOOL: x", 4, 1, "'\\r' alone ends no line"),
    ("USER: a\nb\ud800c", 2, 2, "'\\ud800' is no character"),
    ("USER: \udcff", 1, 7, "'\\udcff' is no character"),
])  # fmt: skip
def test_what_cannot_be_read_is_said_with_line_and_column(text, line, column, said):
    with pytest.raises(TranscriptError) as error:
        read_transcript(text)
    assert (error.value.line, error.value.column) == (line, column)
    assert str(error.value).startswith(f"line {line}, column {column}: {said}")
    assert str(error.value).isprintable() and len(str(error.value)) < 200


def test_an_error_stays_short_however_long_the_text():
    many = "ASSISTANT:\n" + "CALL: f\n" * 10_000 + "TOOL: x"
    for text in "x" * 1_000_000, f"USER: x\nTOOL {'9' * 1_000_000}: x", f"ASSISTANT:\nCALL: {'x' * 1_000_000}", many:
        assert len(outcome([text])[1][2]) < 200


@pytest.mark.parametrize(
    "bad", ["USER: x\udcff", "USER: x\rUSER: y", "TOOL 3: x", "CALL: f{", "TOOLS: f{}", "ASSISTANT:\nCALL: ?"]
)
def test_the_messages_before_an_error_are_read(bad):
    assert outcome([f"USER: Hi\n{bad}\nUSER: after"])[0] == [HI]


def test_a_message_is_read_as_soon_as_the_next_one_begins():
    seen = []

    def pieces():
        for piece in ["US", "ER: H", "i\nASSIST", "ANT: Ho", "\nUSER:", "\n", "\n"]:
            yield piece
            seen.append((piece, list(found)))

    found = []
    for message in transcript.messages(pieces()):
        found.append(message.content)
    assert [content for _, content in seen] == [[], [], [], [], ["Hi"], ["Hi", "Ho"], ["Hi", "Ho"]]
    assert found == ["Hi", "Ho", ""]


@settings(max_examples=500)
@given(st.lists(lines).map("\n".join) | st.lists(texts | lines).map("".join), st.data())
def test_any_text_is_read_or_refused_however_it_is_cut(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5)))
    found, error = outcome([text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)])])
    assert (found, error) == outcome([text]) == outcome(text)
    if error:
        line, column, _ = error
        assert 1 <= column <= len(text.split("\n")[line - 1]) + 1
    else:
        assert read_transcript(plain_text(found)) == found


def plain_text(found):
    """The transcript of messages, which need not be such as `read` takes."""
    return "".join(piece for piece, _ in plain.pieces(found, ()))


@pytest.mark.parametrize("text", [
    "USER: Hi\n" * 50_000, "USER: " + "x" * 1_000_000, "USER:" + "\n" * 500_000, "USER:" + " \n" * 200_000 + "x",
    'ASSISTANT:\nCALL: f{"a":"' + "x" * 300_000 + '"}', "ASSISTANT:\n" + "CALL: f{}\n" * 30_000,
])  # fmt: skip
def test_megabytes_are_read_in_time_letter_by_letter_too(text):
    started = time.process_time()
    assert outcome([text]) == outcome(text)
    assert time.process_time() - started < 4
