"""`python -m nexttoken parse < TRANSCRIPT`: a transcript in plain text to messages in JSON.

    printf 'USER: Hi!\\n' | python -m nexttoken parse     # [{"message": "Hi!", "role": "user"}]

A line that cannot be read is told on standard error, with its column, after the messages before it.
"""

import json
import sys

from nexttoken.chat.messages import json_objects
from nexttoken.chat.transcript import messages


def add_command(subparsers):
    parser = subparsers.add_parser(
        "parse",
        help="read a transcript into messages",
        description="Read lines such as "
        "USER: Hi! from standard input and print the messages as JSON. Where a line cannot "
        "be read, the messages before it are printed, and the status is 2.",
    )
    parser.set_defaults(run=run)
    parser.add_argument(
        "--format",
        default="simple",
        choices=["simple", "openai"],
        help="the shape: simple has message and role, openai has role and content (default: simple)",
    )
    parser.add_argument("--stream", action="store_true", help="print each message on a line as soon as it is complete")


def run(args):
    # A byte that is no UTF-8 becomes half a surrogate pair, which the transcript's reader finds and names with its place.
    pieces = (line.decode(errors="surrogateescape") for line in sys.stdin.buffer)
    objects, found = json_objects(messages(pieces), args.format), []
    try:
        for json_object in objects:
            found.append(json_object)
            if args.stream:
                print(json.dumps(json_object), flush=True)
    finally:
        if not args.stream:
            print(json.dumps(found))
