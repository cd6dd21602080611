"""`python -m nexttoken serve`: our models behind OpenAI's API, in a terminal."""

import os

from nexttoken.errors import UserError

KEY = "NEXTTOKEN_API_KEY"


def add_command(subparsers):
    """Add `serve` and its options."""
    parser = subparsers.add_parser("serve", help="serve models behind OpenAI's API", description="Serve models behind "
                                   "OpenAI's API until Ctrl-C. On this machine nobody needs a key; with one in the "
                                   f"environment variable {KEY}, everybody does.")  # fmt: skip
    parser.set_defaults(run=run)
    parser.add_argument("--model", nargs="+", default=[], help="pretrained models or folders with one (default: all)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on, 0 for any (default: 8000)")


def run(args):
    try:
        from nexttoken.api.server import Server, load, load_all
    except ModuleNotFoundError as error:
        raise UserError(f"{error.name} is not installed: pip install 'nexttoken[api]'") from None
    server = Server([load(name) for name in args.model] or load_all(), args.host, args.port, os.environ.get(KEY))
    print(f"{', '.join(one.name for one in server.served)} at {server.base_url} (Ctrl-C to stop)", flush=True)
    try:
        server.run()
    finally:
        server.release()
