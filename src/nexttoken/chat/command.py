"""`python -m nexttoken chat [--model aligned] [--system "Be kind."] [--show-tokens]`: a conversation in the terminal.

    > My name is Ada.
    Nice to meet you, Ada!
    > /save ada.json

What begins with a slash is for this program. Ctrl-C stops an answer, or a line that is being written; Ctrl-D ends.
"""

import codecs
import sys
from contextlib import closing, suppress

from nexttoken.chat.conversation import Conversation
from nexttoken.chat.fields import FieldError, require
from nexttoken.chat.parser import Text
from nexttoken.chat.template import show
from nexttoken.errors import UserError
from nexttoken.model import load

COMMANDS = "/reset, /save FILE, /load FILE"


def add_command(subparsers):
    """Add the `chat` command; `run` is what carries it out."""
    about = "talk with a model"
    parser = subparsers.add_parser(
        "chat",
        help=about,
        description=f"{about.capitalize()}. In between: {COMMANDS}. Ctrl-C stops an answer, Ctrl-D ends.",
    )
    parser.add_argument("--model", default="aligned", help="a pretrained model or a folder with one (default: aligned)")
    parser.add_argument("--system", metavar="TEXT", help="the system message: how the model is to answer")
    parser.add_argument("--show-tokens", action="store_true", help="show the tokens that the model reads and writes")
    parser.set_defaults(run=run)


def run(args):
    conversation, prompt = begin(args), prepare()
    with suppress(EOFError):
        while True:
            take_line(conversation, prompt, pieces_of_tokens if args.show_tokens else pieces)
    if prompt:
        print()  # the prompt of whatever comes next begins a line


def begin(args):
    """The conversation that the options ask for. Raises UserError for a system message that it cannot have."""
    model, system = load(args.model), args.system
    if system:
        require(system, str, "--system")
    try:
        return Conversation(model, system)
    except FieldError as error:
        raise UserError(f"--system is too long: {error}") from error


def prepare():
    """Make standard input ready; returns what is shown where a line is waited for: nothing, unless somebody types."""
    if hasattr(sys.stdin, "reconfigure"):  # what is not UTF-8 is then refused as a message, and the talk goes on
        sys.stdin.reconfigure(errors="surrogateescape")
    if not sys.stdin.isatty():
        return ""
    with suppress(ImportError):  # Windows has none, and edits lines itself
        import readline  # noqa: F401  lines can be edited from here on
    return "> "


def take_line(conversation, prompt, pieces):
    """One line, and what it asks for. Raises EOFError where there is none."""
    try:
        line = input(prompt)
        if line.startswith("/"):
            obey(conversation, *line.split(maxsplit=1))
        elif line.strip():
            respond(conversation, line, pieces)
    except KeyboardInterrupt:
        print()
    except UserError as error:
        print(f"nexttoken: error: {error}", file=sys.stderr)


def obey(conversation, command, file=""):
    file = file.strip().strip('"')  # a name with spaces may be quoted, as in a shell
    if command == "/reset" and not file:
        conversation.reset()
    elif command == "/save" and file:
        conversation.save(file)
    elif command == "/load" and file:
        conversation.load(file)
        count = len(conversation.messages)
        print(f"{count} message{'s' * (count > 1)}")
    else:
        raise UserError(f"no command {f'{command} {file}'.strip()!r}: there is {COMMANDS}")


def respond(conversation, line, pieces):
    """Print the answer while it is written."""
    with closing(conversation.say(line)) as steps:  # whatever happens, what was said is kept
        for piece in pieces(steps):
            print(piece, end="", flush=True)
    print()


def pieces(steps):
    """The text of an answer; calls, which nobody here answers, in brackets."""
    for _, events in steps:
        for event in events:
            yield event.text if isinstance(event, Text) else f"[{event.name}{event.arguments}]"


def pieces_of_tokens(steps):
    """All tokens that the model is given and those that it writes, control tokens by their names."""
    decoder, shown = codecs.getincrementaldecoder("utf-8")(errors="replace"), 0
    for row, _ in steps:
        tokenizer = row.model.tokenizer
        if not shown:
            yield show(row.prompt_ids, tokenizer)
        yield decoder.decode(b"".join(tokenizer.tokens[i] for i in row.tokens[shown:]))
        shown = len(row.tokens)
        if row.finish_reason == "stop":
            yield decoder.decode(b"", True) + show([row.ended_by], tokenizer)
