"""What is learned in three CPU-minutes, by our recipe and by that of nanoGPT for small machines.

    .venv-bench/bin/python bench/learning.py [--cpu-minutes 3] [--seeds 3]

Ours is what `train base` does, planned for as many steps as fit. nanoGPT's settings for a machine without a GPU: a
GPT-2 of 4 layers, 4 heads and width 128 that reads characters (here bytes), 64 at a time, 12 rows a step; AdamW with
betas 0.9 and 0.99 and weight decay 0.1; the rate rises to 0.001 in 100 steps and falls to a tenth of that along a
cosine. Both read stories of the same generator, new ones all the time, and making them counts. Compared are bits for
each byte of the same held-out stories; of theirs each byte that is measured has seen at least 32 before it. That is
done with several seeds, each of which means other first weights and other stories to learn from, and the spread of the
ratios is reported. The bar is a tenth fewer bits.

What this file does not do: keep either model.

Source of the settings: nanoGPT's README, "only have a macbook" (Karpathy 2022).
"""

import argparse
import itertools
import math
import time

from common.measure import judge, keep_to_one_core, print_machine

keep_to_one_core()

import torch
from transformers import GPT2Config, GPT2LMHeadModel

from nexttoken.corpus.stories import generate
from nexttoken.training import base
from nexttoken.training.excluding import losses_for
from nexttoken.training.loop import train
from nexttoken.training.packing import ROW, pack
from nexttoken.training.step import losses

BLOCK, BATCH, PEAK, WARMUP = 64, 12, 0.001, 100  # nanoGPT's
HELD_OUT = 60  # stories
BAR = 0.90  # of the bits of nanoGPT's recipe, at most
TRIED = 12  # steps, to find out how many fit


def steps_that_fit(records, minutes):
    """How many steps the CPU makes in so many minutes, from the speed of a few after the first, which compile."""
    next(records), next(records)
    start = time.process_time()
    list(itertools.islice(records, TRIED))
    return max(2, int(minutes * 60 * TRIED / (time.process_time() - start)))


def ours(minutes, stories, seed):
    """Bits for each byte after training by our recipe."""
    params, config, tokenizer, mixed, peak = base.begin(seed)

    def records(steps):
        batch_at = base.batches(tokenizer, steps, seed, mixed)
        return train(params, config, batch_at, steps, tokenizer.end, peak, losses=losses_for(tokenizer))

    steps = steps_that_fit(records(1000), minutes)
    *_, (_, learned) = records(steps)
    texts = [[*tokenizer.encode(text), tokenizer.end] for text in stories]
    ids, counted = pack([(text, [1.0] * (len(text) - 1) + [0.0]) for text in texts], ROW, tokenizer.end)
    nats = sum(
        float(losses(learned, ids[i : i + 1], counted[i : i + 1], config, tokenizer.end).sum()) for i in range(len(ids))
    )
    return nats / math.log(2) / len("".join(stories).encode()), steps


def blocks(seed):
    """Batches (12, 65) of bytes of new stories, for ever."""
    text = b""
    seeds = itertools.count(1000 * seed)  # no two runs come to the same ones
    for story in itertools.chain.from_iterable(generate(1000, k, "train") for k in seeds):
        text += story.text.encode() + b"\n"
        while len(text) > BATCH * BLOCK:
            yield torch.tensor(list(text[: BATCH * BLOCK + 1])).unfold(0, BLOCK + 1, BLOCK)
            text = text[BATCH * BLOCK :]


def rate(step, steps):
    """The learning rate as a share of its peak."""
    fallen = min(1.0, max(0.0, (step - WARMUP) / max(1, steps - WARMUP)))
    return min(1.0, (step + 1) / WARMUP) * (0.1 + 0.9 * (1 + math.cos(math.pi * fallen)) / 2)


def training(steps, seed):
    """The model of nanoGPT's recipe, after each step."""
    torch.manual_seed(seed)
    config = GPT2Config(vocab_size=256, bos_token_id=None, eos_token_id=None, n_positions=BLOCK, n_embd=128, n_layer=4,
                        n_head=4, resid_pdrop=0.0, embd_pdrop=0.0, attn_pdrop=0.0)  # fmt: skip
    gpt = GPT2LMHeadModel(config)
    update = torch.optim.AdamW(gpt.parameters(), lr=PEAK, betas=(0.9, 0.99), weight_decay=0.1)
    schedule = torch.optim.lr_scheduler.LambdaLR(update, lambda step: rate(step, steps))
    for _, batch in zip(range(steps), blocks(seed)):
        update.zero_grad()
        logits = gpt(batch[:, :-1]).logits
        torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch[:, 1:].flatten()).backward()
        torch.nn.utils.clip_grad_norm_(gpt.parameters(), 1.0)
        update.step()
        schedule.step()
        yield gpt


def theirs(minutes, stories, seed):
    """Bits for each byte after training by nanoGPT's recipe."""
    steps = steps_that_fit(training(10_000, seed), minutes)
    *_, gpt = training(steps, seed)
    text = torch.tensor(list("\n".join(stories).encode()))
    windows = text.unfold(0, BLOCK + 1, BLOCK // 2)  # each begins half a window after the one before
    with torch.inference_mode():
        logits = torch.cat([gpt(part[:, :-1]).logits[:, BLOCK // 2 :] for part in windows.split(64)])
        nats = torch.nn.functional.cross_entropy(logits.flatten(0, 1), windows[:, 1 + BLOCK // 2 :].flatten())
    return float(nats) / math.log(2), steps


def measure(name, learn, minutes, stories, seed):
    """Bits for each byte, and a printed line on how they came about."""
    start = time.process_time()
    bits, steps = learn(minutes, stories, seed)
    seconds = time.process_time() - start
    print(
        f"seed {seed}, {name:16} {bits:.3f} bits for a held-out byte, {steps} steps, {seconds:.0f} CPU-seconds in all"
    )
    return bits


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cpu-minutes", type=float, default=3.0)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    print_machine()
    torch.set_num_threads(1)
    stories = [story.text for story in generate(HELD_OUT, 0, "heldout")]
    ratios = []
    for seed in range(args.seeds):
        bits = measure("ours", ours, args.cpu_minutes, stories, seed)
        ratios.append(bits / measure("nanoGPT's recipe", theirs, args.cpu_minutes, stories, seed))
    judge("bits for each byte, ours / nanoGPT's recipe", ratios, at_most=BAR)


if __name__ == "__main__":
    main()
