"""`python -m nexttoken export hf|gguf DIR`: take a model away."""

import importlib
from pathlib import Path

from nexttoken.export.chats import template_of
from nexttoken.model import folder_of, load

FORMATS = {"hf": "for transformers and vLLM", "gguf": "for llama.cpp (needs gguf: pip install 'nexttoken[export]')"}


def add_command(subparsers):
    """Add `export` and its options."""
    parser = subparsers.add_parser("export", help="write a model for other programs", description="Write a model into "
                                   "DIR, in the format of other programs.")  # fmt: skip
    parser.set_defaults(run=run)
    formats = parser.add_subparsers(dest="format", required=True, metavar="FORMAT")
    for name, about in FORMATS.items():
        one = formats.add_parser(name, help=about)
        one.add_argument(
            "folder", metavar="DIR", type=Path, help="where to write; files of the same names are replaced"
        )
        one.add_argument("--model", default="base", help="a pretrained model or a folder with one (default: base)")


def run(args):
    export = importlib.import_module(f"nexttoken.export.{args.format}").export
    export(load(args.model), args.folder, template_of(folder_of(args.model)))
    print(f"{args.model} is in {args.folder}")
