"""`python -m nexttoken evaluate --model base [--count N] [--seed S] [--json]`: what the model can do.

With `--attacks` in place of `--model`: how often attacks succeed, against each defence whose model is there.

Every model is asked for stories and whose skill is whose (`binding.py`), a chat model for answers too, and an aligned
one is compared with the chat model that it was made from.
"""

import json

from nexttoken.errors import UserError
from nexttoken.evaluation import attacks
from nexttoken.evaluation.binding import binding
from nexttoken.evaluation.chat import chat_skills
from nexttoken.evaluation.preferences import preferred
from nexttoken.evaluation.skills import evaluate
from nexttoken.model import folder_of, load
from nexttoken.training.drawn import stories_met
from nexttoken.training.plan import answers_in_template, place_of_start, read_plan
from nexttoken.weights import fingerprint


def add_command(subparsers) -> None:
    """Add the `evaluate` command; `run` is what carries it out."""
    about = "measure what a model can do"
    parser = subparsers.add_parser("evaluate", help=about, description=about.capitalize() + ".")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--model", default="base", help="a pretrained model or a folder with one (default: base)")
    what.add_argument("--attacks", action="store_true", help="attack every defence instead (see evaluation/arms.py)")
    parser.add_argument("--count", type=int, default=300, help="how many held-out prompts of each skill (default: 300)")
    parser.add_argument("--seed", type=int, default=0, help="of the prompts and the completions (default: 0)")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.set_defaults(run=run)


def run(args) -> None:
    if args.attacks:
        report = attacks.attack_all(args.count, args.seed)
        print(json.dumps(report) if args.json else attacks.table(report))
        return
    report = report_on(args.model, args.count, args.seed)
    print(json.dumps(report) if args.json else table(report))


def report_on(name, count: int, seed: int) -> dict:
    """All skills that a model of its kind should have, in the form of `skills.evaluate`."""
    model, plan = load(name), read_plan(folder_of(name)) or {}
    start = start_of(name, plan) if plan.get("stage") == "aligned" else None  # before all that takes minutes
    met = stories_met(folder_of(name)) if plan else None  # nobody knows what a model was trained on that has no plan
    report = evaluate(model, met, count, seed)
    skills = report["skills"]
    skills |= binding(model, count, seed)
    if answers_in_template(folder_of(name)):
        skills |= chat_skills(model, count, seed) | {"stories": skills["story_consistency"]}
    if start:
        skills["preferred"] = preferred(model, start, count, seed)
    return report


def start_of(name, plan):
    """The model that a run started from. Raises UserError if there is another one under its name now."""
    start, known = load(place_of_start(plan)), plan.get("start_weights")
    if known is not None and known != fingerprint(start.params):  # plans of earlier days do not know
        raise UserError(
            f"{name} was made from another {start.name} than the one that is here; train it anew from this one"
        )
    return start


def table(report: dict) -> str:
    """The report as lines of text."""
    lines = [f"{report['model']:20} passed     of    rate   95 % interval"]
    for name, skill in report["skills"].items():
        interval = f"{skill['low']:.3f} to {skill['high']:.3f}"
        lines.append(f"{name:20} {skill['passed']:6} {skill['count']:6}  {skill['rate']:.3f}   {interval}")
    return "\n".join(lines)
