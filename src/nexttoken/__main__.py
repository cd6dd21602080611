"""The command line: `python -m nexttoken complete "A long time ago"`, and the commands of the other parts.

Each command is a module with `add_command(subparsers)`; only the one that is asked for is imported, so that
completing a text does not wait for what training needs.
"""

import argparse
import importlib
import io
import os
import sys

from nexttoken.errors import UserError

COMMANDS = {
    "complete": "nexttoken.command",
    "chat": "nexttoken.chat.command",
    "parse": "nexttoken.chat.parse_command",
    "serve": "nexttoken.api.command",
    "models": "nexttoken.catalogue.command",
    "corpus": "nexttoken.corpus.command",
    "train": "nexttoken.training.command",
    "evaluate": "nexttoken.evaluation.command",
    "export": "nexttoken.export.command",
}


def parse(argv):
    """The arguments of the command that `argv` names; help and errors show every command."""
    parser = argparse.ArgumentParser(prog="nexttoken", description="A small language model, and all that it takes.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in [argv[0]] if argv and argv[0] in COMMANDS else COMMANDS:
        importlib.import_module(COMMANDS[name]).add_command(subparsers)
    return parser.parse_args(argv)


def main(argv=None):
    """Run a command; returns the exit status: 0, 2 for bad input, 130 for Ctrl-C."""
    sys.stdin = sys.stdin or io.TextIOWrapper(io.BytesIO())  # `nexttoken parse <&-` has none
    sys.stdout = sys.stdout or io.TextIOWrapper(io.BytesIO())  # nor has `nexttoken models >&-` anywhere to write
    sys.stdout.reconfigure(errors="replace")  # where a letter cannot be shown, "?" is
    try:
        args = parse(sys.argv[1:] if argv is None else argv)
        args.run(args)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader, `head` say, has had enough; nothing may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (UserError, OSError) as error:
        print(f"nexttoken: error: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
