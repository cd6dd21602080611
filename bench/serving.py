"""What serving costs: a text streamed over HTTP beside the same text in this process, and 64 streams beside one.

    .venv-bench/bin/python bench/serving.py [--model base] [--rounds 7] [--tokens 128] [--streams 64]

The client is the official one, for the 64 a plain one (httpx) that reads lines. The server is `nexttoken.serve`, in the
same process as in a notebook, and `python -m nexttoken serve` in a process of its own. All generate the same text from
the same seed; every round measures each of them once, so whatever slows the machine down slows all of them. Time on
the clock is what counts here, since a server and its client wait for each other: run this on a machine that is quiet.
"""

import argparse
import asyncio
import contextlib
import json
import os
import re
import statistics
import subprocess
import sys
import time
from functools import partial

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # read when numpy is imported

import httpx
import openai
from common.measure import judge, print_machine, report

import nexttoken

PROMPT = "A long time ago, there were three princesses in a distant kingdom:"
BAR = 1.3  # times as long as in this process a token may take
BAR_TOGETHER = 4  # times the tokens of one stream that 64 of them are to have


@contextlib.contextmanager
def server_process(name):
    """The address of a server in a process of its own."""
    command = [sys.executable, "-m", "nexttoken", "serve", "--model", name, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield re.search(r"http\S+", process.stdout.readline())[0]
        finally:
            process.terminate()


def request(name, end, tokens, seed):
    """A text of so many tokens: the one that would end it is forbidden."""
    return {"model": name, "prompt": PROMPT, "max_tokens": tokens, "seed": seed, "temperature": 0.8, "stream": True,
            "logit_bias": {str(end): -100}}  # fmt: skip


def in_process(model, tokens, seed):
    bias = {model.tokenizer.end: -100}
    return "".join(model.stream(PROMPT, max_tokens=tokens, seed=seed, temperature=0.8, logit_bias=bias))


def over_http(client, asked):
    return "".join(chunk.choices[0].text for chunk in client.completions.create(**asked))


async def streams(base_url, requests):
    """The texts of many requests at once, and the seconds that they took."""

    async def one(client, asked):
        said = []
        async with client.stream("POST", f"{base_url}completions", json=asked) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: {"):
                    said.append(json.loads(line[6:])["choices"][0]["text"])
        return "".join(said)

    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(timeout=None, limits=limits) as client:
        return await timed_async(asyncio.gather(*(one(client, asked) for asked in requests)))


def timed(function, *args):
    start = time.perf_counter()
    return function(*args), time.perf_counter() - start


async def timed_async(work):
    start = time.perf_counter()
    return await work, time.perf_counter() - start


def measure(model, name, clients, args, seed):
    """Seconds for each of the contenders, which all have to say the same."""
    end = model.tokenizer.end
    asked = [request(name, end, args.tokens, seed + i) for i in range(args.streams)]
    expected, seconds = timed(in_process, model, args.tokens, seed)
    found = {"in this process": seconds}
    for where, client in clients.items():
        said, found[where] = timed(over_http, client, asked[0])
        assert said == expected
    for count in 1, args.streams:
        said, found[f"streams: {count}"] = asyncio.run(streams(clients["served from another"].base_url, asked[:count]))
        assert said[0] == expected and len(set(said)) == count
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="base")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--streams", type=int, default=64)
    args = parser.parse_args()
    print_machine()
    model = nexttoken.load(args.model)
    with nexttoken.serve(args.model) as server, server_process(args.model) as url:
        urls = {"served from this process": server.base_url, "served from another": url}
        clients = {where: openai.OpenAI(base_url=url, api_key="not needed") for where, url in urls.items()}
        measure(model, args.model, clients, args, 0)  # once for nothing: caches fill, code is loaded
        rounds = [measure(model, args.model, clients, args, seed) for seed in range(1, args.rounds + 1)]
    for name in rounds[0]:
        texts = args.streams if name == f"streams: {args.streams}" else 1
        print(f"{name:26} {texts * args.tokens / statistics.median(r[name] for r in rounds):8.0f} tokens per second")
    for name in urls:
        ratios = [r[name] / r["in this process"] for r in rounds]
        judge(f"time per token, {name} / in this process", ratios, at_most=BAR)
    ratios = [args.streams * r["streams: 1"] / r[f"streams: {args.streams}"] for r in rounds]
    tell = partial(judge, at_least=BAR_TOGETHER) if args.streams == 64 else report
    tell(f"tokens per second, {args.streams} streams / one", ratios)


if __name__ == "__main__":
    main()
