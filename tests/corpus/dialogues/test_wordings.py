"""The wordings that training alone has: each fits its slots, none is one of the lists in other letters, nobody else has one."""

import re
from importlib import import_module
from importlib.resources import files
from string import Formatter

import pytest

from nexttoken.corpus import dialogues
from nexttoken.corpus.dialogues import chatter, requests, told
from nexttoken.corpus.dialogues.wordings import _read, more

unknown = import_module("nexttoken.corpus.dialogues.unknown")  # the package has a function of this name
TOOLS = {"calculator": "CALCULATE", "weather": "WEATHER", "clock": "TIME", "world_clock": "TIME_IN"}
TOOLS |= {"converter": "CONVERT"}
UNKNOWN = {"strangers": "STRANGERS", "lands": "ABOUT_LANDS", "things": "THINGS", "world": "WORLD"}
# The lists that a heading adds to.
LISTS = {
    **{("small_talk", intent.name): (intent.says,) for intent in chatter.INTENTS},
    **{("told", f"{one.name} told"): (one.says,) for one in told.ABOUT_ME},
    **{("told", f"{one.name} asked"): (one.asks, one.more_asks) for one in told.ABOUT_ME},
    **{("told", f"{one.name} what"): (one.ask_what, one.more_what) for one in told.ABOUT_OTHERS},
    **{("told", f"{one.name} who"): (one.ask_who, one.more_who) for one in told.ABOUT_OTHERS},
    **{("tools", name): (getattr(requests, x), getattr(requests, f"MORE_{x}")) for name, x in TOOLS.items()},
    **{("tools", f"lookup {x}"): (asks, requests.MORE_LOOKUP[x]) for x, (asks, _) in requests.LOOKUP.items()},
    **{("tools", f"calculator {word}"): (frames,) for word, frames in requests.STORIES.items()},
    **{("unknown", name): (getattr(unknown, x),) for name, x in UNKNOWN.items()},
}  # fmt: skip
ALL = {wording for file, heading in LISTS for wording in more(file, heading)}


def plain(wording):
    """Small letters without marks, without "please", and "is" for "'s" after a word."""
    wording = re.sub(r"(\w|\})['’]s\b", r"\1 is", wording.lower())
    return " ".join(re.findall(r"[\w{}]+", re.sub(r"\bplease\b", "", wording)))


def slots(frame):
    return sorted(name for _, name, _, _ in Formatter().parse(frame) if name)


def test_every_heading_adds_to_a_list():
    names = [path.name.removesuffix(".txt") for path in (files(dialogues) / "wordings").iterdir()]
    assert {(name, heading) for name in names for heading in _read(name)} == LISTS.keys()


@pytest.mark.parametrize("file, heading", LISTS, ids=" ".join)
def test_a_wording_has_the_slots_of_its_list_and_is_none_of_it(file, heading):
    frames = {frame for each in LISTS[file, heading] for frame in each}
    allowed = {tuple(slots(frame)) for frame in frames} | ({()} if heading == "world" else set())
    known = {plain(frame) for frame in frames}
    for wording in more(file, heading):
        fits = tuple(slots(wording)) in allowed
        assert fits or heading.startswith("calculator ") and slots(wording) in (["a", "b"], ["a", "b", "n"]), wording
        assert plain(wording) not in known, wording


def test_none_is_a_wording_of_another_list_that_tests_may_have():
    everything = {plain(frame) for lists in LISTS.values() for each in lists for frame in each}
    assert not {plain(wording) for wording in ALL} & everything


def test_training_says_them_and_no_other_split_does():
    fixed = {wording for wording in ALL if not slots(wording)}  # of the others, names and numbers fill the slots
    for split, found in (("train", True), ("validation", False), ("heldout", False)):
        made = (
            one
            for skill in ("no_tool", "system", "context", "unknown")
            for one in dialogues.generate(150, 3, split, skill)
        )
        said = {message["content"] for one in made for message in one.messages if message["role"] == "user"}
        assert bool(fixed & said) == found, fixed & said
