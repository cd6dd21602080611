"""`python -m nexttoken parse`."""

import io
import json
import subprocess
import sys

import pytest

from nexttoken.__main__ import main
from nexttoken.chat import read, to_json
from nexttoken.chat.transcript import read_transcript

PARSE = [sys.executable, "-m", "nexttoken", "parse"]
TEXT = """\
System: Be kind.
USER: Rain in Oslo?
  And in Rome?
ASSISTANT: Let me look.
CALL: weather{"city":"Oslo"}
CALL: weather{"city":"Rome"}
TOOL 1: sun \N{SUN WITH FACE}
TOOL 0: rain
ASSISTANT: Take an umbrella to Oslo.
"""


def parse(monkeypatch, capsys, data, *options):
    """(status, standard output, standard error) of the command, given bytes."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    return main(["parse", *options]), *capsys.readouterr()


def test_a_transcript_is_printed_in_the_shape_of_the_book(monkeypatch, capsys):
    status, out, err = parse(monkeypatch, capsys, b"USER: Hi!\nASSISTANT: Hello.\n")
    assert (status, err) == (0, "")
    assert out == '[{"message": "Hi!", "role": "user"}, {"message": "Hello.", "role": "assistant"}]\n'


def test_a_transcript_may_have_the_line_ends_of_windows(monkeypatch, capsys):
    expected = parse(monkeypatch, capsys, TEXT.encode())
    assert parse(monkeypatch, capsys, TEXT.replace("\n", "\r\n").encode()) == expected


@pytest.mark.parametrize("shape", ["simple", "openai"])
def test_both_shapes_at_once_and_one_by_one(monkeypatch, capsys, shape):
    expected = to_json(read_transcript(TEXT), shape)
    status, out, err = parse(monkeypatch, capsys, TEXT.encode(), "--format", shape)
    assert (status, json.loads(out), err) == (0, expected, "")
    status, out, err = parse(monkeypatch, capsys, TEXT.encode(), "--format", shape, "--stream")
    assert (status, [json.loads(line) for line in out.splitlines()], err) == (0, expected, "")
    assert read(expected) == read_transcript(TEXT)


@pytest.mark.parametrize("data, error, sound", [
    (b"USER: Hi\nASSISTANT: Ho\nCALL: weather{city}\n", "line 3, column 15: 'c' cannot stand here in a call", ["Hi"]),
    (b"USER: Hi\nTOOL 0: rain\n", "line 2, column 1: TOOL 0: no call waits", ["Hi"]),
    (b"USER: Hi\nASSISTANT: caf\xe9\n", "line 2, column 15: '\\udce9' is no character: save the text as UTF-8", ["Hi"]),
    ("USER: é\n\xa0\udcff".encode("utf-8", "surrogateescape"), "line 2, column 2: '\\udcff' is no character", []),
    (b"USER: Hi\nUSER: a\rUSER: b\r", "line 2, column 8: '\\r' alone ends no line", ["Hi"]),
    (b"Hello\n", "line 1, column 1: 'Hello' is said by nobody", []),
    ("USER: Hi\n".encode("utf-16"), "line 1, column 1: '\\udcff' is no character: save the text as UTF-8", []),
    (b"", "line 1, column 1: there is no message", []),
])  # fmt: skip
def test_a_bad_transcript_is_status_2_with_its_place_and_what_was_sound(monkeypatch, capsys, data, error, sound):
    status, out, err = parse(monkeypatch, capsys, data)
    assert (status, [message["message"] for message in json.loads(out)]) == (2, sound)
    assert err.startswith(f"nexttoken: error: {error}") and err.count("\n") == 1
    status, out, again = parse(monkeypatch, capsys, data, "--stream")
    assert (status, [json.loads(line)["message"] for line in out.splitlines()], again) == (2, sound, err)


@pytest.mark.parametrize("options", [["--format", "xml"], ["file.txt"]])
def test_options_that_do_not_exist_are_status_2(capsys, options):
    with pytest.raises(SystemExit) as end:
        main(["parse", *options])
    assert end.value.code == 2 and options[-1] in capsys.readouterr().err


def test_in_a_stream_a_message_is_there_before_the_next_is_complete():
    with subprocess.Popen([*PARSE, "--stream"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        process.stdin.write("USER: \N{SUN WITH FACE}\nASSISTANT: I\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline()) == {"message": "\N{SUN WITH FACE}", "role": "user"}
        rest, _ = process.communicate(b"am here.")
        assert json.loads(rest) == {"message": "I\nam here.", "role": "assistant"}
