"""The model in a page, beside the same weights in transformers.js and in onnxruntime-web, in one browser.

    make bench-browser      # or: .venv-bench/bin/python bench/browser/compare.py [--rounds 5] [--tokens 128]

Every round opens a new page for each in turn, with nothing cached, so whatever slows the machine down slows all of
them. All have to choose the same tokens. Reported are the time from the beginning of the navigation to the first
token, tokens per second once all is warm, and bytes, as files and as a server sends them that compresses. One thread
each, WebAssembly, as on a page that no server has given special headers. "Products" are those of our weights and
nothing else: the limit of what our engine could do. "Reading" only reads the weights, once for each token, as every
engine has to: the limit of all. Each ratio has its verdict: the bars are a first token four times as soon, three times
the tokens per second, and a fifth of the bytes.

Needs Chromium and, for what it is compared with, npm.
"""

import argparse
import shutil
import statistics
import sys
import threading
from functools import cache, partial
from gzip import compress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from onnx_export import export
from playwright.sync_api import sync_playwright

sys.path.append(str(Path(__file__).parents[1]))
from common.measure import judge, print_machine, report

HERE, ROOT = Path(__file__).parent, Path(__file__).parents[2]
SITE = ROOT / "_build" / "bench-browser"  # where `make` has npm put node_modules
BROWSERS = ("chromium", "google-chrome", "chromium-browser")
OURS, LIMIT, READING, THEIRS = "ours", "products", "reading", ("transformers.js", "onnxruntime-web")
ALL = (OURS, LIMIT, READING, *THEIRS)
WEIGHTS = "pretrained/base/model.safetensors"
BARS = {"first": 4, "speed": 3, "bytes": 5, "sent": 5}  # how many times as good ours is to be


class Handler(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def serve(folder):
    """The address of a server of these files, which runs until the program ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def lay_out():
    """Put the pages, our files and theirs beside each other, as a site."""
    places = {"web": ROOT / "web", "pretrained": ROOT / "src/nexttoken/pretrained",
              "compare.html": HERE / "compare.html", "compare.js": HERE / "compare.js"}  # fmt: skip
    for name, place in places.items():
        (SITE / name).unlink(missing_ok=True)
        (SITE / name).symlink_to(place)
    (SITE / "models" / "base").mkdir(parents=True, exist_ok=True)
    export("base", SITE / "models" / "base")


@cache
def sent(path):
    """The bytes of a file of the site as they are sent."""
    return len(compress((SITE / path).read_bytes()))


def visit(browser, site, who, tokens):
    """What one page measures, and the bytes that it fetched."""
    with browser.new_context() as context:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(urlsplit(request.url).path[1:]))
        page.goto(f"{site}/compare.html?who={who}&tokens={tokens}")
        found = page.wait_for_function("window.measured", timeout=300_000).json_value()
    assert "error" not in found, f"{who}: {found['error']}"
    files = {path for path in asked if (SITE / path).is_file()}
    return found | {"bytes": sum((SITE / path).stat().st_size for path in files), "sent": sum(map(sent, files))}


def start_browser(playwright):
    path = next(filter(None, map(shutil.which, BROWSERS)))
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])


def measure(site, rounds, tokens):
    """For each round what the page of each has measured: {"ours": {"first": 310, "speed": 190, ...}, ...}"""
    with sync_playwright() as playwright:
        browser = start_browser(playwright)
        return [{who: visit(browser, site, who, tokens) for who in ALL} for _ in range(rounds)]


def tell(rounds):
    for who in rounds[0]:
        first, speed, size, sent = (statistics.median(each[who][what] for each in rounds) / unit
                                    for what, unit in (("first", 1), ("speed", 1), ("bytes", 1e6), ("sent", 1e6)))  # fmt: skip
        print(f"{who:16} first token {first:6.0f} ms, {speed:5.0f} tokens/s, {size:5.1f} MB, {sent:4.1f} MB as sent")
    report("tokens per second, ours / the products", [each[OURS]["speed"] / each[LIMIT]["speed"] for each in rounds])
    tell_reading(rounds)
    for who in THEIRS:
        speeds = [each[OURS]["speed"] / each[who]["speed"] for each in rounds]
        judge(f"tokens per second, ours / {who}", speeds, at_least=BARS["speed"])
        for what, name in ("first", "time to the first token"), ("bytes", "bytes"), ("sent", "bytes as sent"):
            ratios = [each[who][what] / each[OURS][what] for each in rounds]
            judge(f"{name}, {who} / ours", ratios, at_least=BARS[what])


def tell_reading(rounds):
    """How much of what can be read in a second is read by ours and by the products alone."""
    size = (SITE / WEIGHTS).stat().st_size
    speed = {who: statistics.median(each[who]["speed"] for each in rounds) for who in (OURS, LIMIT, READING)}
    for who in (OURS, LIMIT):
        read, most = (size * speed[each] / 1e9 for each in (who, READING))
        product = f"{size / 1e6:.1f} MB of weights read per token x {speed[who]:.0f} tokens/s"
        print(f"{who}: {product} = {read:.2f} GB/s of {most:.2f} GB/s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=128)
    args = parser.parse_args()
    print_machine()
    lay_out()
    rounds = measure(serve(SITE), args.rounds, args.tokens)
    assert all(each[who]["ids"] == each[OURS]["ids"] for each in rounds for who in THEIRS), "not the same tokens"
    tell(rounds)


if __name__ == "__main__":
    main()
