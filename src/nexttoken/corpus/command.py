"""`python -m nexttoken corpus stories --count N --seed S [--split train]`: JSON lines on standard output.

`corpus dialogues` likewise, of all skills or of one, `--skill facts`; exercises, such as `--skill finding`, are for
training alone.
"""

import json
from dataclasses import asdict

from nexttoken.corpus import dialogues
from nexttoken.corpus.splits import SPLITS
from nexttoken.corpus.stories import generate


def add_command(subparsers) -> None:
    """Add the `corpus` command to an argparse parser's subparsers; `run` is what carries it out."""
    corpus = subparsers.add_parser("corpus", help="print generated texts as JSON lines")
    kinds = corpus.add_subparsers(dest="kind", required=True, metavar="KIND")
    stories = kinds.add_parser("stories", help="fairy tales, with the facts they were made from")
    add_choices(stories, "stories")
    stories.set_defaults(run=print_stories)
    talks = kinds.add_parser("dialogues", help="conversations, with what a judge needs to know")
    add_choices(talks, "dialogues")
    skills = ", ".join(skill for skill in dialogues.SKILLS if skill not in dialogues.EXERCISES)
    exercises = f"exercises, in the train split only: {', '.join(dialogues.EXERCISES)}"
    talks.add_argument("--skill", help=f"{skills} (default: all of these); {exercises}")
    talks.set_defaults(run=print_dialogues)


def add_choices(parser, what: str) -> None:
    parser.add_argument("--count", type=int, default=10, help="how many (default: 10)")
    parser.add_argument("--seed", type=int, default=0, help=f"the same seed gives the same {what} (default: 0)")
    parser.add_argument("--split", default="train", help=f"{', '.join(SPLITS)} (default: train)")


def print_stories(args) -> None:
    for story in generate(args.count, args.seed, args.split):
        print(json.dumps(asdict(story)))


def print_dialogues(args) -> None:
    for dialogue in dialogues.generate(args.count, args.seed, args.split, args.skill):
        print(json.dumps(vars(dialogue)))
