"""`python -m nexttoken models [--refresh CSV [--read-on DATE]]`: the list of models, or another one in its place."""

from datetime import date

from nexttoken.catalogue.entry import ANSWERS, COLUMNS, FEATURES
from nexttoken.catalogue.refresh import refresh
from nexttoken.catalogue.snapshot import load
from nexttoken.errors import UserError

WORDS = {answer: word or "-" for word, answer in ANSWERS.items()}


def add_command(subparsers):
    """Add `models` and its options."""
    parser = subparsers.add_parser("models", help="list the models of a provider", description="List the models of a "
                                   "provider and what its documentation says of each, on the day that is shown. With "
                                   "--refresh, check another table and put it in the place of the list.")  # fmt: skip
    parser.set_defaults(run=run)
    parser.add_argument("--refresh", metavar="CSV", help="the path or the address (http, https) of a table whose columns "
                        f"are {','.join(COLUMNS)}")  # fmt: skip
    parser.add_argument("--read-on", metavar="DATE", help="the day on which its facts were read (default: today)")


def run(args):
    if args.refresh is None and args.read_on is not None:
        raise UserError(f"--read-on is {args.read_on!r} without --refresh: say which table to take")
    lines = refresh(args.refresh, day(args.read_on)) if args.refresh is not None else listing(load())
    print(*lines, sep="\n")


def day(text):
    today = date.today()
    try:
        found = date.fromisoformat(text) if text is not None else today
    except ValueError:
        raise UserError(f"--read-on is {text!r}: write a day as {today}") from None
    if found > today:
        raise UserError(f"--read-on is {text!r}, which is yet to come: write the day on which the facts were read")
    return found


def listing(snapshot):
    """A line for the snapshot, and one for each of its models."""
    width = max(len(entry.id) for entry in snapshot.entries)
    heads = "  ".join(FEATURES)
    yield f"{snapshot}\n\n{'id':{width}}  {'context':>9}  {heads}  developer"
    for entry in snapshot.entries:
        answers = "  ".join(f"{WORDS[getattr(entry, feature)]:{len(feature)}}" for feature in FEATURES)
        yield f"{entry.id:{width}}  {entry.context_tokens:9}  {answers}  {entry.developer}"
