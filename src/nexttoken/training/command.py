"""`python -m nexttoken train base --minutes M`: make a model, with a log, a picture of its losses and checkpoints."""

import importlib
import json
import time
from pathlib import Path

from nexttoken.errors import UserError


def add_command(subparsers) -> None:
    """Add the `train` command to an argparse parser's subparsers; `run` is what carries it out."""
    train = subparsers.add_parser("train", help="train a model (needs jax and optax: pip install 'nexttoken[train]')")
    stages = train.add_subparsers(dest="stage", required=True, metavar="STAGE")
    tokenizer = stages.add_parser("tokenizer", help="learn the merges")
    tokenizer.add_argument("--out", default="tokenizer.json", help="where to write (default: ./tokenizer.json)")
    tokenizer.set_defaults(run=run_tokenizer)
    base = stages.add_parser("base", help="predict the next token of stories")
    length = base.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=float, help="how long: the number of steps is measured on this machine")
    length.add_argument("--steps", type=int, help="how many steps exactly")
    base.add_argument("--seed", type=int, default=0, help="of parameters and data (default: 0)")
    base.add_argument("--out", default="runs/base", help="the run's folder; a run found there is resumed")
    base.set_defaults(run=run_base)
    publish = stages.add_parser("publish", help="make a finished run the pretrained model of its name")
    publish.add_argument("folder", nargs="?", default="runs/base", help="the run's folder (default: runs/base)")
    publish.add_argument("--note", default="", help="a remark for the model card")
    publish.set_defaults(run=run_publish)


def run_tokenizer(args) -> None:
    from nexttoken.train_tokenizer import train_tokenizer

    train_tokenizer(args.out)


def run_base(args) -> None:
    for name in ("minutes", "steps"):
        value = getattr(args, name)
        if value is not None and not 0 < value < float("inf"):
            raise UserError(f"--{name} is {value}; ask for more than 0")
    if args.seed < 0:
        raise UserError(f"--seed is {args.seed}; give a whole number from 0 on")
    base, run = needed("base"), needed("run")
    folder = Path(args.out)
    steps = args.steps or run.planned_steps(folder) or base.steps_in(args.minutes, args.seed)
    started = time.monotonic()
    records = base.run(folder, steps, args.seed)
    print(json.dumps({"model": str(folder), "minutes": round((time.monotonic() - started) / 60, 1)} | records[-1]))


def run_publish(args) -> None:
    needed("publish").publish(args.folder, args.note)


def needed(name):
    """The module of that name in this package; what it imports may not be installed."""
    try:
        return importlib.import_module(f"nexttoken.training.{name}")
    except ImportError as error:
        raise UserError(f"training needs {error.name}: pip install 'nexttoken[train]'") from error
