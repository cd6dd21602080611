"""`python -m nexttoken chat`, as somebody at a keyboard or at the end of a pipe uses it."""

import io
import json
import os
import pty
import re
import select
import subprocess
import sys
import time

import pytest
from small import small_model

from nexttoken.__main__ import main
from nexttoken.generation import Row
from nexttoken.weights import save_model

MODEL = small_model(context=256)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    save_model(folder, MODEL.params, MODEL.config, MODEL.tokenizer.end)
    MODEL.tokenizer.save(folder / "tokenizer.json")
    return str(folder)


@pytest.fixture
def chat(folder, monkeypatch, capsys):
    """Lines and options to what is printed."""

    def talk(*lines, options=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        assert main(["chat", "--model", folder, *options]) == 0
        return capsys.readouterr()

    return talk


def test_a_conversation_can_be_saved(chat, tmp_path):
    out, err = chat("Once upon", "", "  ", "a time", f"/save {tmp_path}/my talk.json", options=["--system", "Be kind."])
    saved = json.loads((tmp_path / "my talk.json").read_text())
    assert [message["role"] for message in saved] == ["system", "user", "assistant", "user", "assistant"]
    assert out == "".join(message["content"] + "\n" for message in saved if message["role"] == "assistant")
    assert err == ""


def test_a_conversation_can_be_loaded_and_reset(chat, tmp_path):
    messages = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Ho"}]
    (tmp_path / "a.json").write_text(json.dumps(messages))
    out, _ = chat(f"/load {tmp_path}/a.json", f"/save {tmp_path}/b.json", "/reset", f"/save {tmp_path}/c.json")
    assert out == "2 messages\n"
    assert json.loads((tmp_path / "b.json").read_text()) == messages
    assert json.loads((tmp_path / "c.json").read_text()) == []


def test_a_single_message_is_counted_in_the_singular(chat, tmp_path):
    (tmp_path / "a.json").write_text('[{"role": "user", "content": "Hi"}]')
    assert chat(f"/load {tmp_path}/a.json").out == "1 message\n"


def test_a_file_that_leaves_no_room_is_refused_and_the_talk_goes_on(chat, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([{"role": "system", "content": "kind " * 600}]))
    out, err = chat("Once upon", f"/load {tmp_path}/a.json", f"/save {tmp_path}/b.json")
    user, assistant = json.loads((tmp_path / "b.json").read_text())
    assert user["content"] == "Once upon" and out == assistant["content"] + "\n"
    assert err.count("\n") == 1 and "a.json: messages take" in err and "the context holds 256" in err


@pytest.mark.parametrize("system, said", [
    ("kind " * 600, "--system is too long: messages take .* the context holds 256: make the instructions .* shorter"),
    ("Be \udcff.", r"--system has half a surrogate pair, '\\udcff': remove or replace it"),  # the byte FF
])  # fmt: skip
def test_a_system_message_that_cannot_be_used_is_refused_at_the_start(folder, monkeypatch, capsys, system, said):
    monkeypatch.setattr("sys.stdin", io.StringIO("Hi\nHo\n"))
    assert main(["chat", "--model", folder, "--system", system]) == 2
    out, err = capsys.readouterr()
    assert out == "" and re.fullmatch(f"nexttoken: error: {said}\n", err)


@pytest.mark.parametrize("line, said", [
    ("/help", "no command '/help': there is /reset, /save FILE, /load FILE"),
    ("/save", "no command '/save': there is"),
    ('/save ""', "no command '/save': there is"),
    ("/reset now", "no command '/reset now': there is"),
    ("/load none.json", "cannot read none.json"),
    ("x" * 500, "the context holds 256"),
])  # fmt: skip
def test_what_cannot_be_done_is_one_line_and_the_talk_goes_on(chat, tmp_path, line, said):
    _, err = chat(line, f"/save {tmp_path}/a.json")
    assert err.startswith("nexttoken: error: ") and said in err and err.count("\n") == 1
    assert json.loads((tmp_path / "a.json").read_text()) == []


def test_what_is_not_utf_8_is_one_line_and_the_talk_goes_on(folder, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Zo\xeb\nHi\n"), encoding="utf-8"))
    assert main(["chat", "--model", folder]) == 0
    out, err = capsys.readouterr()
    assert err.count("\n") == 1 and "half a surrogate pair" in err and out


def test_tokens_are_shown_with_what_structures_them(chat):
    out, _ = chat("Hi <|end|>", options=["--show-tokens", "--system", "Be kind."])
    assert out.startswith("<|endoftext|><|system|>Be kind.<|end|><|user|>Hi <|end|><|end|><|assistant|>")


def test_the_token_that_ended_an_answer_is_shown(chat, monkeypatch):
    user = MODEL.tokenizer.control["<|user|>"]
    monkeypatch.setattr(Row, "choose", lambda row, logits: (user, logits))
    assert chat("Hi", options=["--show-tokens"]).out == "<|endoftext|><|user|>Hi<|end|><|assistant|><|user|>\n"


def test_an_unknown_model_is_one_line_and_status_2(capsys):
    assert main(["chat", "--model", "nobody"]) == 2
    assert capsys.readouterr().err.startswith("nexttoken: error: no model 'nobody'")


class Keyboard(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_without_readline_will_do(folder, monkeypatch, capsys):
    """As on Windows."""
    monkeypatch.setitem(sys.modules, "readline", None)
    monkeypatch.setattr("sys.stdin", Keyboard("/reset\n"))
    assert main(["chat", "--model", folder]) == 0
    assert capsys.readouterr() == ("> > \n", "")  # the shell's prompt begins a line


# Ctrl-C is for the programs of the terminal that a session belongs to: it takes this one.
# A token takes a little longer, so that there is time to press a key; and whoever started the tests may ignore Ctrl-C.
PROGRAM = """
import fcntl, signal, sys, termios, time
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.default_int_handler)
from nexttoken.__main__ import main
from nexttoken.generation import Batch
step = Batch.step
Batch.step = lambda batch: time.sleep(0.02) or step(batch)
sys.exit(main(sys.argv[1:]))
"""


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, *arguments):
        self.screen, theirs = pty.openpty()
        command = [sys.executable, "-c", PROGRAM, *arguments]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)

    def type(self, keys):
        os.write(self.screen, keys.encode())

    def until(self, enough, seconds=120, again=""):
        """Read until `enough` says so of what was seen since the last time.

        `again` is typed once more after ten seconds of silence, as people do: an interrupt that comes just before
        Python's input() begins to wait is noticed at the next key only.
        """
        seen, end = "", time.monotonic() + seconds
        while not enough(seen):
            assert time.monotonic() < end, seen
            if select.select([self.screen], [], [], 10)[0]:
                seen += os.read(self.screen, 1000).decode(errors="replace")
            else:
                self.type(again)


def visible(seen):
    """What was seen, without what only tells the terminal how to show it."""
    return re.sub(r"\x1b\[[^A-Za-z]*[A-Za-z]|\r", "", seen)


@pytest.fixture
def terminal():
    terminal = Terminal("chat", "--model", "base")  # large enough that a key is pressed before an answer is over
    yield terminal
    terminal.process.kill()
    terminal.process.wait()
    os.close(terminal.screen)


def test_ctrl_c_stops_the_answer_and_not_the_program(terminal, tmp_path):
    terminal.until(lambda seen: "> " in seen)
    terminal.type("Once upon a time\n")
    terminal.until(lambda seen: len(visible(seen)) > len("Once upon a time\n"))
    terminal.type("\x03")
    terminal.until(lambda seen: seen.endswith("> "), again="\x03")
    terminal.type(f"/save {tmp_path}/a.json\n")
    terminal.until(lambda seen: seen.endswith("> "))
    user, assistant = json.loads((tmp_path / "a.json").read_text())
    assert user["content"] == "Once upon a time" and len(assistant["content"].split()) < 60
    terminal.type("half a line\x03")
    terminal.until(lambda seen: seen.endswith("> "), again="\x03")
    terminal.type("\x04")
    terminal.until(lambda seen: seen.endswith("\n"))  # where the prompt of the shell is to stand
    assert terminal.process.wait(60) == 0
