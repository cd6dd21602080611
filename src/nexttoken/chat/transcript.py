r"""Transcripts in plain text, as `plain.py` writes them or a person does, read into messages.

>>> for message in read_transcript('''
...     User :  Hello!
...
...     assistant: Hi!
...        How are you?
... '''):
...     print(message)
Message(role='user', content='Hello!', calls=(), answers=None)
Message(role='assistant', content='Hi!\n       How are you?', calls=(), answers=None)

What cannot be read is said with its line and column:

>>> read_transcript("USER: Rain?\nASSISTANT: Let me see.\nCALL: weather{city:Oslo}")  # doctest: +ELLIPSIS
Traceback (most recent call last):
    ...
nexttoken.chat.transcript.TranscriptError: line 3, column 15: 'c' cannot stand here in a call: write ...

- A line that begins with a role and a colon, in capitals or not, begins a message; CALL, TOOL 0 and TOOLS likewise.
  All other lines go on with what came before. There is no way to write such a line as content.
- A line ends with `\n`, and `\r\n` counts as `\n`; any other `\r` is content, but before a header, where old files may
  mean it for the end of a line, it is refused.
- Spaces and empty lines around a message are not part of it, those within are.
- TOOL needs no number where only one call waits. TOOLS come first and are passed over: they are no messages.

What this file does not do: forgive, as `parser.py` does. A person can mend a transcript, a model cannot.
"""

import itertools
import re
from typing import NamedTuple

from nexttoken.chat.calls import CallText
from nexttoken.chat.fields import brief
from nexttoken.chat.messages import Call, Message
from nexttoken.errors import UserError

SPACE = " \t\r\n"
HEADER = r"[ \t]*(system|developer|user|assistant|tools|tool|call)(?:(?<=tool)[ \t]*([0-9]+))?[ \t]*:"
HEADER = re.compile(HEADER, re.IGNORECASE | re.ASCII)  # in ASCII no letter but s and S is an s
BAD = re.compile(f"[\ud800-\udfff]|\r(?={HEADER.pattern})", HEADER.flags)


class TranscriptError(UserError):
    """What cannot be read, and where: `line` and `column` are counted from 1."""

    def __init__(self, line, column, problem):
        super().__init__(f"line {line}, column {column}: {problem}")
        self.line, self.column = line, column


class Block(NamedTuple):
    """A header and the text up to the next one. The text begins at `line` and `column`, the header at `start`."""

    kind: str
    number: str | None
    line: int
    start: int
    column: int
    text: str

    def error(self, problem, offset=None):
        """A `TranscriptError` for what stands at an offset in the text, or for the header."""
        if offset is None:
            return TranscriptError(self.line, self.start, problem)
        before = self.text[:offset]
        line_breaks = before.count("\n")
        column = len(before) - before.rfind("\n") if line_breaks else self.column + offset
        return TranscriptError(self.line + line_breaks, column, problem)


def read_transcript(text):
    """The messages of a transcript. Raises TranscriptError."""
    return list(messages([text]))


def messages(pieces):
    """The same for a transcript in pieces, which may be cut anywhere: each message as soon as the next one begins."""
    message, waiting = None, {}  # waiting: the number of each call that has no result, as text -> as an int
    for head, *calls in turns(lines(pieces)):
        for block in (head, *calls):
            if bad := BAD.search(block.text):
                raise block.error(why_bad(bad[0]), bad.start())
        if head.kind == "tools":
            if message:
                raise head.error("TOOLS come after a message: put them before the first")
            continue
        message = read_turn(head, calls, waiting)
        yield message
        if message.role != "tool":
            waiting = {str(i): i for i in range(len(message.calls))}
    if message is None:
        raise TranscriptError(1, 1, "there is no message: begin one with USER:")


def lines(pieces):
    """The lines of a text that comes in pieces, without their line breaks, `\\n` or `\\r\\n`."""
    rest = []
    for piece in pieces:
        first, *more = piece.split("\n")
        rest.append(first)
        for line in more:
            yield "".join(rest).removesuffix("\r")
            rest = [line]
    yield "".join(rest)


def turns(lines):
    """The blocks of each turn: that of its header, and those of the calls after that of an assistant."""
    turn, block, body = [], None, []
    for number, line in enumerate(lines, 1):
        line = line.removeprefix("\ufeff") if number == 1 else line
        found = HEADER.match(line)
        if found:
            if block:
                turn.append(block._replace(text="\n".join(body)))
            block = Block(found[1].lower(), found[2], number, found.start(1) + 1, found.end() + 1, "")
            body = [line[found.end() :]]
            if turn and not (block.kind == "call" and turn[0].kind == "assistant"):
                yield turn
                turn = []
        elif block:
            body.append(line)
        elif bad := BAD.search(line):
            raise TranscriptError(number, bad.start() + 1, why_bad(bad[0]))
        elif text := line.strip(SPACE):
            at = line.index(text) + 1
            raise TranscriptError(number, at, f"{brief(text)} is said by nobody: begin with USER:, say")
    if block:
        yield [*turn, block._replace(text="\n".join(body))]


def why_bad(char):
    if char == "\r":
        return f"{char!r} alone ends no line: save the text with line ends \\n or \\r\\n"
    return f"{char!r} is no character: save the text as UTF-8"


def read_turn(head, calls, waiting):
    """The message of a turn; the call that it answers waits no more."""
    if head.kind == "call":
        raise head.error("CALL is not in a turn of the assistant: put ASSISTANT: before it")
    answers = take_call(head, waiting) if head.kind == "tool" else None
    if waiting and answers is None:
        first = next(iter(waiting))
        raise head.error(f"call {first} has no result yet: put TOOL {first}: with the result before")
    content, made = head.text.strip(SPACE), tuple(map(read_call, calls))
    return Message(head.kind, None if made and not content else content, made, answers)


def take_call(head, waiting):
    """Which of the waiting calls a result answers."""
    number = next(iter(waiting)) if head.number is None and len(waiting) == 1 else head.number
    if number not in waiting:
        numbers = ", ".join(itertools.islice(waiting, 3))
        hint = f"the calls without a result are {numbers}" if waiting else "no call waits for a result"
        raise head.error(f"TOOL {brief(number)[1:-1] if number else 'has no number'}: {hint}")
    return waiting.pop(number)


def read_call(block):
    """The call that a block is."""
    found, text = CallText(), block.text.strip(SPACE)
    begin = block.text.index(text)
    remedy = """write a name and a JSON object, as in weather{"city":"Oslo"}"""
    for offset, char in enumerate(text):
        if not found.push(char):
            raise block.error(f"{char!r} cannot stand here in a call: {remedy}", begin + offset)
    call = found.call()
    if call is None:
        raise block.error(f"the call breaks off: {remedy}", begin + len(text))
    return Call(call.name, call.arguments.strip(SPACE))
