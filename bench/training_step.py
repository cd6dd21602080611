"""One step of training, ours beside PyTorch's, in tokens per CPU-second.

    .venv-bench/bin/python bench/training_step.py [--rounds 7]

The same batch (12 rows of 416 tokens of stories) and the same first weights in float32, on one thread, in one process,
in turn: our compiled step, which keeps the stories of a row apart and updates by Muon, and transformers' Llama in
PyTorch, which looks across stories and updates by AdamW. PyTorch takes one row at a time, two or four, as it is and
compiled (`torch.compile`, which needs a C++ compiler, and a minute or so for each); the ratio is to whichever was
quickest in that round. First steps, which compile and allocate, do not count. Without a compiler the comparison is with
PyTorch as it is, and says so: that is the easier one.

What is reported is the median of the rounds' ratios and their spread. The bar is to be no slower.
"""

import argparse
import os
import shutil
import sys
import time

from common.measure import judge, keep_to_one_core, print_machine

keep_to_one_core()

import torch
from transformers import LlamaForCausalLM
from transformers.utils import logging

from nexttoken import load
from nexttoken.model import PRETRAINED
from nexttoken.training.base import story_rows
from nexttoken.training.shares import ROWS
from nexttoken.training.step import make_step, optimiser, schedule

ROWS_AT_ONCE = (1, 2, 4)
RATE = 0.001
BAR = 1  # times as many tokens in a CPU-second as PyTorch
COMPILER = os.environ.get("CXX", "clang++" if sys.platform == "darwin" else "g++")  # the one that torch.compile takes


def ours(model, ids, counted):
    """A function that makes one step."""
    step, first_state = make_step(model.config, optimiser(schedule(1000, RATE)), model.tokenizer.end)
    now = [model.params, first_state(model.params)]

    def once():
        now[0], now[1], each = step(*now, ids, counted)
        each.block_until_ready()

    return once


def theirs(model, ids, rows, compiled):
    """The same with PyTorch, `rows` at a time."""
    llama = LlamaForCausalLM.from_pretrained(PRETRAINED / model.name, dtype=torch.float32)
    forward = torch.compile(llama, dynamic=False) if compiled else llama
    update = torch.optim.AdamW(llama.parameters(), lr=RATE)
    batch = torch.tensor(ids, dtype=torch.long)

    def once():
        update.zero_grad()
        for part in batch.split(rows):
            (forward(input_ids=part, labels=part).loss * len(part) / len(batch)).backward()
        torch.nn.utils.clip_grad_norm_(llama.parameters(), 1.0)
        update.step()

    return once


def contenders(model, ids, counted):
    """name -> a function that makes one step."""
    steps, ways = {"ours": ours(model, ids, counted)}, {"PyTorch": False}
    if shutil.which(COMPILER):
        ways["compiled PyTorch"] = True
    else:
        print(f"there is no {COMPILER}: PyTorch is not compiled")
    for way, compiled in ways.items():
        steps |= {f"{way}, {rows} rows at a time": theirs(model, ids, rows, compiled) for rows in ROWS_AT_ONCE}
    return steps


def cpu_seconds(once):
    start = time.process_time()
    once()
    return time.process_time() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    print_machine()
    torch.set_num_threads(1)
    logging.disable_progress_bar()
    model = load("base")
    ids, counted = story_rows(model.tokenizer, ROWS, seed=0)
    tokens = ids[:, 1:].size
    steps = contenders(model, ids, counted)
    for once in steps.values():
        once(), once()  # for nothing: to compile, to allocate
    rounds = [{name: cpu_seconds(once) for name, once in steps.items()} for _ in range(args.rounds)]
    for name in steps:
        seconds = sorted(one[name] for one in rounds)[len(rounds) // 2]
        print(f"{name:36} {tokens / seconds:8.0f} tokens per CPU-second")
    quickest = [min(seconds for name, seconds in one.items() if name != "ours") for one in rounds]
    against = "PyTorch, compiled or not" if shutil.which(COMPILER) else "PyTorch, not compiled"
    judge(f"ours / {against}", [theirs / one["ours"] for one, theirs in zip(rounds, quickest)], at_least=BAR)


if __name__ == "__main__":
    main()
