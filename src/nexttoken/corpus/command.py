"""`python -m nexttoken corpus stories --count N --seed S [--split train]`: JSON lines on standard output."""

import json
from dataclasses import asdict

from nexttoken.corpus.splits import SPLITS
from nexttoken.corpus.stories import generate


def add_command(subparsers) -> None:
    """Add the `corpus` command to an argparse parser's subparsers; `run` is what carries it out."""
    corpus = subparsers.add_parser("corpus", help="print generated texts as JSON lines")
    kinds = corpus.add_subparsers(dest="kind", required=True, metavar="KIND")
    stories = kinds.add_parser("stories", help="fairy tales, with the facts they were made from")
    stories.add_argument("--count", type=int, default=10, help="how many (default: 10)")
    stories.add_argument("--seed", type=int, default=0, help="the same seed gives the same stories (default: 0)")
    stories.add_argument("--split", default="train", help=f"{', '.join(SPLITS)} (default: train)")
    stories.set_defaults(run=print_stories)


def print_stories(args) -> None:
    for story in generate(args.count, args.seed, args.split):
        print(json.dumps(asdict(story)))
