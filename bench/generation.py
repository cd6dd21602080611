"""Tokens per CPU-second: our decoding in NumPy beside `generate` of transformers (PyTorch), and many texts beside one.

    .venv-bench/bin/python bench/generation.py [--model base] [--rounds 9] [--tokens 128]

All run the same float32 weights, on one thread, in one process, in turn; every round measures each of them once, so
whatever slows the machine down slows all of them. What is reported is the median of the rounds' ratios and their
spread. CPU time is counted, not time on the clock: other work on the machine does not count as ours, although it
empties the processor's caches, from which ours reads most.

One text is compared with `generate` of transformers, and 16, 32 and 64 texts side by side with one: `complete_many` has
32 at a time. The bars are five times the tokens of transformers, and four times those of one text. "Products" are the
matrix products of our steps and nothing else: the limit of what NumPy could do.
"""

import argparse
import statistics
import time
from functools import partial

from common.measure import judge, keep_to_one_core, print_machine, report

keep_to_one_core()

import numpy as np
import torch
from transformers import LlamaForCausalLM
from transformers.utils import logging

import nexttoken
from nexttoken import generation
from nexttoken import model as models
from nexttoken.settings import Settings

PROMPT = "A long time ago, there were three princesses in a distant kingdom:"
TEMPERATURE = 0.8
SIDE_BY_SIDE = (16, 32, 64)
BAR, BAR_TOGETHER = 5, 4  # how many times the tokens of transformers one text is to have, and of one text many


def tokens_per_second(generate, seed):
    """`generate(seed)` returns how many tokens it made."""
    start = time.process_time()
    count = generate(seed)
    return count / (time.process_time() - start)


def products(model, count, steps, seed):
    """Multiply `count` vectors by every weight, once for each step. Returns how many tokens that is."""
    matrices = [matrix for layer in model.prepared.layers for matrix in layer] + [model.prepared.unembed]
    vectors = {rows: np.ones((count, rows), np.float32) for rows in map(len, matrices)}
    for _ in range(steps):
        for matrix in matrices:
            vectors[len(matrix)].dot(matrix)
    return count * steps


def contenders(name, tokens):
    """name -> a function that generates up to `tokens` tokens (of each text) and returns their number."""
    model = nexttoken.load(name)
    folder = models.PRETRAINED / name if (models.PRETRAINED / name).is_dir() else name
    reference = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    prompt = torch.tensor([model.prompt_ids(PROMPT)])
    settings = {"do_sample": True, "temperature": TEMPERATURE, "top_k": 0, "max_new_tokens": tokens}

    def theirs(seed):
        torch.manual_seed(seed)
        with torch.inference_mode():
            return (
                reference.generate(prompt, attention_mask=torch.ones_like(prompt), **settings).numel() - prompt.numel()
            )

    def ours(count, seed):
        each = [Settings(max_tokens=tokens, temperature=TEMPERATURE, seed=100 * seed + i) for i in range(count)]
        rows = generation.generate(model, [(model.prompt_ids(PROMPT), own) for own in each], count)
        return sum(len(row.tokens) for row in rows)

    counts = (1, *SIDE_BY_SIDE)
    texts = {f"{count} together": partial(ours, count) for count in counts}
    limits = {f"products of {count}": partial(products, model, count, tokens) for count in counts}
    return {"transformers": theirs} | texts | limits


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="base")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--tokens", type=int, default=128)
    args = parser.parse_args()
    print_machine()
    torch.set_num_threads(1)
    logging.disable_progress_bar()
    generators = contenders(args.model, args.tokens)
    for generate in generators.values():
        generate(0)  # once for nothing: caches fill, code is loaded
    rounds = [{k: tokens_per_second(g, seed) for k, g in generators.items()} for seed in range(args.rounds)]
    for name in generators:
        print(f"{name:20} {statistics.median(r[name] for r in rounds):8.0f} tokens per CPU-second")
    judge("one text, ours / transformers", [r["1 together"] / r["transformers"] for r in rounds], at_least=BAR)
    report("limit of one text, its products / transformers", [r["products of 1"] / r["transformers"] for r in rounds])
    for count in SIDE_BY_SIDE:
        ratios = [r[f"{count} together"] / r["1 together"] for r in rounds]
        judge(f"{count} texts together / one", ratios, at_least=BAR_TOGETHER)
        report(f"limit of {count} texts, their products / those of one",
               [r[f"products of {count}"] / r["products of 1"] for r in rounds])  # fmt: skip


if __name__ == "__main__":
    main()
