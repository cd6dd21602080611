"""`python -m nexttoken train base --minutes M`: make a model, with a log, a picture of its losses and checkpoints."""

import importlib
import json
import time
from pathlib import Path

from nexttoken.errors import UserError
from nexttoken.model import folder_of, load
from nexttoken.training.plan import plans

# What `evaluate --attacks` compares; each begins with the chat model.
DEFENCES = {
    "plain": "chat in the plain-text format, which has none",
    "struq": "answer rightly although somebody attacks (StruQ)",
    "secalign": "give the right answer rather than the attacker's (SecAlign)",
}


def add_command(subparsers) -> None:
    """Add the `train` command to an argparse parser's subparsers; `run` is what carries it out."""
    train = subparsers.add_parser("train", help="train a model (needs jax and optax: pip install 'nexttoken[train]')")
    stages = train.add_subparsers(dest="stage", required=True, metavar="STAGE")
    tokenizer = stages.add_parser("tokenizer", help="learn the merges")
    tokenizer.add_argument("--out", default="tokenizer.json", help="where to write (default: ./tokenizer.json)")
    tokenizer.set_defaults(run=run_tokenizer)
    base = add_stage(stages, "base", "predict the next token of stories")
    base.add_argument("--from", dest="start", help="a base model to go on from, with another seed (default: none)")
    base.set_defaults(module="base")
    chat = add_stage(stages, "chat", "answer in conversations, after `train base`")
    chat.add_argument("--base", dest="start", default="base", help="the model to start from, a name or a folder")
    chat.set_defaults(module="chat")
    aligned = add_stage(stages, "aligned", "give the better of two answers, after `train chat`")
    aligned.add_argument("--chat", dest="start", default="chat", help="the model to start from, a name or a folder")
    aligned.set_defaults(module="preferences")
    for name, about in DEFENCES.items():
        defence = add_stage(stages, name, about)
        defence.add_argument("--chat", dest="start", default="chat", help="the model to start from, a name or a folder")
        defence.set_defaults(module=name)
    mean = stages.add_parser("mean", help="halfway between the model of a run and the one that it started from")
    mean.add_argument("folder", help="the run's folder")
    mean.add_argument("--out", required=True, help="the folder for the mean, which can be published as a run can")
    mean.set_defaults(run=run_mean)
    publish = stages.add_parser("publish", help="make a finished run the pretrained model of its name")
    publish.add_argument("folder", nargs="?", default="runs/base", help="the run's folder (default: runs/base)")
    publish.add_argument("--note", default="", help="a remark for the model card")
    publish.set_defaults(run=run_publish)


def add_stage(stages, name, about):
    """The parser of a stage that trains, with what all of them can be told."""
    parser = stages.add_parser(name, help=about)
    length = parser.add_mutually_exclusive_group(required=True)
    length.add_argument("--minutes", type=float, help="how long: the number of steps is measured on this machine")
    length.add_argument("--steps", type=int, help="how many steps exactly")
    parser.add_argument("--seed", type=int, default=0, help="of parameters and data (default: 0)")
    parser.add_argument("--out", default=f"runs/{name}", help="the run's folder; a run found there is resumed")
    parser.add_argument("--host", help="train on several machines, see nexttoken/training/hosts.py; with --steps")
    parser.set_defaults(run=run_stage)
    return parser


def run_tokenizer(args) -> None:
    from nexttoken.train_tokenizer import train_tokenizer

    train_tokenizer(args.out)


def run_stage(args) -> None:
    for name in ("minutes", "steps"):
        value = getattr(args, name)
        if value is not None and not 0 < value < float("inf"):
            raise UserError(f"--{name} is {value}; ask for more than 0")
    if args.seed < 0:
        raise UserError(f"--seed is {args.seed}; give a whole number from 0 on")
    if args.host and not args.steps:
        raise UserError("--host needs --steps: machines of different speed would make different plans of --minutes")
    stage, run, hosts = needed(args.module), needed("run"), needed("hosts")
    if args.host:
        hosts.join(args.host)
    start = [unmet(args)] if args.start else []
    folder = Path(args.out)
    steps = args.steps or run.planned_steps(folder) or stage.steps_in(args.minutes, args.seed, *start)
    started = time.monotonic()
    records = stage.run(folder, steps, args.seed, *start)
    if hosts.is_first():
        print(json.dumps({"model": str(folder), "minutes": round((time.monotonic() - started) / 60, 1)} | records[-1]))


def unmet(args):
    """The model to start from. Raises UserError if this stage has trained it on the texts of this seed already."""
    start = load(args.start)
    met = {plan["seed"] for plan in plans(folder_of(args.start)) if plan.get("stage", "base") == args.stage}
    if args.seed in met:
        raise UserError(f"--seed is {args.seed}, whose texts {args.start} has met; use another, such as {max(met) + 1}")
    return start


def run_mean(args) -> None:
    needed("mean").mean(args.folder, args.out)


def run_publish(args) -> None:
    needed("publish").publish(args.folder, args.note)


def needed(name):
    """The module of that name in this package; what it imports may not be installed."""
    try:
        return importlib.import_module(f"nexttoken.training.{name}")
    except ImportError as error:
        raise UserError(f"training needs {error.name}: pip install 'nexttoken[train]'") from error
