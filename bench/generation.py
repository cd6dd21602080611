"""Tokens per CPU-second: our decoding in NumPy beside `generate` of transformers (PyTorch), and 16 texts beside one.

    .venv-bench/bin/python bench/generation.py [--model base] [--rounds 9] [--tokens 128]

All run the same float32 weights, on one thread, in one process, in turn; every round measures each of them once, so
whatever slows the machine down slows all of them. What is reported is the median of the rounds' ratios and their
spread. CPU time is counted, not time on the clock: other work on the machine does not count as ours, although it
empties the processor's caches, from which ours reads most.

"Products" are the matrix products of our steps and nothing else: the limit of what NumPy could do.
"""

import argparse
import os
import statistics
import time

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # read when numpy and torch are imported

import numpy as np
import torch
from transformers import LlamaForCausalLM
from transformers.utils import logging

import nexttoken
from nexttoken import model as models

PROMPT = "A long time ago, there were three princesses in a distant kingdom:"
TEMPERATURE = 0.8


def tokens_per_second(generate, seed):
    """`generate(seed)` returns how many tokens it made."""
    start = time.process_time()
    count = generate(seed)
    return count / (time.process_time() - start)


def products(model, count, steps):
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
            return reference.generate(prompt, attention_mask=torch.ones_like(prompt), **settings).numel() - prompt.numel()

    def ours(count, seed):
        completions = model.complete_many([PROMPT] * count, temperature=TEMPERATURE, max_tokens=tokens, seed=100 * seed)
        return sum(len(completion.tokens) for completion in completions)

    return {
        "transformers": theirs,
        "one": lambda seed: ours(1, seed),
        "sixteen": lambda seed: ours(16, seed),
        "products of one": lambda seed: products(model, 1, tokens),
        "products of sixteen": lambda seed: products(model, 16, tokens),
    }


def report(label, ratios):
    print(f"{label}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="base")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--tokens", type=int, default=128)
    args = parser.parse_args()
    torch.set_num_threads(1)
    logging.disable_progress_bar()
    generators = contenders(args.model, args.tokens)
    for generate in generators.values():
        generate(0)  # once for nothing: caches fill, code is loaded
    rounds = [{k: tokens_per_second(g, seed) for k, g in generators.items()} for seed in range(args.rounds)]
    for name in generators:
        print(f"{name:20} {statistics.median(r[name] for r in rounds):8.0f} tokens per CPU-second")
    report("one text, ours / transformers", [r["one"] / r["transformers"] for r in rounds])
    report("16 texts together / one", [r["sixteen"] / r["one"] for r in rounds])
    report("limit of one text, its products / transformers", [r["products of one"] / r["transformers"] for r in rounds])
    report("limit of 16 texts, their products / those of one",
           [r["products of sixteen"] / r["products of one"] for r in rounds])  # fmt: skip


if __name__ == "__main__":
    main()
