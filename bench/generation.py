"""Tokens per CPU-second: our decoding in NumPy beside `generate` of transformers (PyTorch), and 16 texts beside one.

    .venv-bench/bin/python bench/generation.py [--model base] [--rounds 7] [--tokens 128]

Both run the same float32 weights, on one thread, in one process, in turn; every round measures each of them once, so
whatever slows the machine down slows all of them. What is reported is the median of the rounds' ratios and their
spread. CPU time is counted, not time on the clock: other work on the machine does not count as ours.
"""

import argparse
import os
import statistics
import time

os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # read when numpy and torch are imported

import torch
from transformers import LlamaForCausalLM

import nexttoken
from nexttoken import model as models

PROMPT = "A long time ago, there were three princesses in a distant kingdom:"
SETTINGS = {"temperature": 0.8}


def tokens_per_second(generate):
    """`generate()` returns how many tokens it made."""
    start = time.process_time()
    count = generate()
    return count / (time.process_time() - start)


def contenders(name, tokens):
    """name -> a function that generates, never ending a text early, and returns the number of tokens."""
    model = nexttoken.load(name)
    settings = SETTINGS | {"max_tokens": tokens, "logit_bias": {model.tokenizer.end: -100}, "seed": 0}
    folder = models.PRETRAINED / name if (models.PRETRAINED / name).is_dir() else name
    reference = LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()
    reference.generation_config.eos_token_id = None
    prompt = torch.tensor([model.prompt_ids(PROMPT)])

    def transformers():
        with torch.inference_mode():
            out = reference.generate(prompt, max_new_tokens=tokens, do_sample=True, top_k=0, **SETTINGS)
        return out.shape[1] - prompt.shape[1]

    def many(count):
        return sum(len(c.tokens) for c in model.complete_many([PROMPT] * count, **settings))

    return {"transformers": transformers, "one": lambda: many(1), "sixteen": lambda: many(16)}


def report(label, ratios):
    low, *_, high = sorted(ratios)
    print(f"{label}: {statistics.median(ratios):.2f} (from {low:.2f} to {high:.2f} in {len(ratios)} rounds)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="base")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--tokens", type=int, default=128)
    args = parser.parse_args()
    torch.set_num_threads(1)
    generators = contenders(args.model, args.tokens)
    for generate in generators.values():
        generate()  # once for nothing: caches fill, code is loaded
    rounds = [{name: tokens_per_second(g) for name, g in generators.items()} for _ in range(args.rounds)]
    for name in generators:
        print(f"{name:12} {statistics.median(r[name] for r in rounds):8.0f} tokens per CPU-second")
    report("one text, ours / transformers generate", [r["one"] / r["transformers"] for r in rounds])
    report("16 texts together / one", [r["sixteen"] / r["one"] for r in rounds])


if __name__ == "__main__":
    main()
