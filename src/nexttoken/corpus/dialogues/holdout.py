"""Which phrasings and combinations belong to which split.

Of every list of phrasings the last eighth, at least one, is held out whole, and the eighth before it is kept for
validation. The rest is met in training, but not about everything: of all combinations of a phrasing with what it is
about, a tenth is held out and a tenth is for validation, by a checksum.

    split_of("What color is {x}?", "the sky")  ->  "train", and so for ever

A dialogue of the held-out split has one or the other: a phrasing never seen, or one never seen with this subject.
"""

from functools import cache
from zlib import crc32

_BY_TENTH = ("heldout", "validation", *["train"] * 8)


@cache
def split_of(*parts: str) -> str:
    """The split in which a combination may occur."""
    return _BY_TENTH[crc32(" & ".join(parts).encode()) % 10]


@cache
def whole(frames: tuple, split: str) -> tuple:
    """The phrasings that occur in this split alone; of training, those that it shares with the others."""
    size = max(1, len(frames) // 8)
    return {"heldout": frames[-size:], "validation": frames[-2 * size : -size], "train": frames[: -2 * size]}[split]


@cache
def combinations(frames: tuple, about: str, split: str) -> tuple:
    """The phrasings of training that may be about this in a split."""
    return tuple(frame for frame in whole(frames, "train") if split_of(frame, about) == split)


def choose(draw, frames: tuple, about: str, split: str) -> tuple[str, str]:
    """A phrasing about something, and what is held out: "phrasing", "combination", or "" in training."""
    shared = combinations(frames, about, split)
    if split == "train":
        return draw.pick(shared), ""
    if shared and draw.chance(0.5):
        return draw.pick(shared), "combination"
    return draw.pick(whole(frames, split)), "phrasing"
