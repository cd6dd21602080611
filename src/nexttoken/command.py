"""`python -m nexttoken complete "PROMPT"`: write a completion as it is generated."""

from nexttoken.distribution import token_text
from nexttoken.generation import Batch
from nexttoken.model import load
from nexttoken.settings import Settings


def add_command(subparsers):
    """Add `complete` and its options, which are fields of `Settings`."""
    parser = subparsers.add_parser(
        "complete",
        help="continue a text",
        description="Continue PROMPT, token by token. What is written is the completion alone, without the prompt.",
    )
    parser.set_defaults(run=run)
    parser.add_argument("prompt", metavar="PROMPT", help="the text to continue")
    parser.add_argument("--model", default="base", help="a pretrained model or a folder with one (default: base)")
    parser.add_argument("--max-tokens", type=int, help="stop after so many tokens (default: when the text ends)")
    parser.add_argument("--temperature", type=float, default=1.0, help="0: the likeliest token, 1: as the model says")
    parser.add_argument("--top-k", type=int, help="sample from the K likeliest tokens only")
    parser.add_argument("--top-p", type=float, default=1.0, help="sample from the fewest tokens that hold a share P")
    parser.add_argument("--seed", type=int, help="the same seed gives the same text (default: a new one)")
    parser.add_argument(
        "--stop", action="append", default=[], metavar="TEXT", help="stop before this; may be given several times"
    )
    parser.add_argument(
        "--logprobs", type=int, metavar="N", help="list log probabilities, with N alternatives, after it"
    )


def run(args):
    options = vars(args).copy()
    del options["run"]
    prompt, model = options.pop("prompt"), load(options.pop("model"))
    batch = Batch(model, size=1)
    row = batch.add(model.prompt_ids(prompt), Settings(**options))
    for _, piece in batch.events():
        print(piece, end="", flush=True)
    print()
    for entry in row.logprobs:
        names = [repr(token_text(model.tokenizer, each.id)) for each in (entry, *entry.top)]
        others = [f"{name} {top.logprob:.4f}" for name, top in zip(names[1:], entry.top)]
        print(f"{entry.logprob:9.4f}  {names[0]:14}", *others)
