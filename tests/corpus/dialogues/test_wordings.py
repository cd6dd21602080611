"""The wordings that training alone has: each fits its slots, none is one of the lists in other letters, nobody else has one."""

import re
from importlib import import_module
from importlib.resources import files
from string import Formatter

import pytest

from nexttoken.corpus import dialogues
from nexttoken.corpus.attacks import fidelity
from nexttoken.corpus.dialogues import chatter, references, requests, told
from nexttoken.corpus.dialogues.holdout import whole
from nexttoken.corpus.dialogues.questions import wrapped
from nexttoken.corpus.dialogues.wordings import _read, practised
from nexttoken.corpus.dialogues.world import RELATIONS

unknown = import_module("nexttoken.corpus.dialogues.unknown")  # the package has a function of this name
TOOLS = {"calculator": "CALCULATE", "weather": "WEATHER", "clock": "TIME", "world_clock": "TIME_IN"}
TOOLS |= {"converter": "CONVERT"}
UNKNOWN = {"strangers": "STRANGERS", "lands": "ABOUT_LANDS", "things": "THINGS", "world": "WORLD"}
REFERENCES = ("ORDINAL", "MY_ORDINAL", "LAST_THEME", "FIRST_THEME", "RULERS", "WHO")
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
    ("mentioned", "tells"): (fidelity.TELLS,),
    ("mentioned", "asks"): (fidelity.ASKS,),
    ("references", "and"): (references.AND,),
    ("references", "again"): (references.AGAIN,),
    **{("references", x.lower()): (getattr(references, x), getattr(references, f"MORE_{x}")) for x in REFERENCES},
    **{("facts", f"{one.name} asked"): (one.asks, wrapped(one)) for one in RELATIONS.values()},
    **{("facts", f"{one.name} follows"): (one.follows,) for one in RELATIONS.values() if one.follows},
}  # fmt: skip
BESIDE = {"strangers": unknown.MORE_STRANGERS, "world": unknown.MORE_WORLD}  # what training has there already
# Words that say the same here.
FOLD = {"whom": "who", "which": "what", "how": "what", "are": "is", "do": "does", "can": "could", "will": "would"}


def plain(wording):
    """Small letters without marks, without "please", and "is" for "'s" after a word."""
    wording = re.sub(r"(\w|\})['’]s\b", r"\1 is", wording.lower())
    return " ".join(re.findall(r"[\w{}]+", re.sub(r"\bplease\b", "", wording)))


def folded(wording):
    return [FOLD.get(word, word) for word in plain(wording).split()]


def within_a_word(one, other):
    """Whether two lists of words differ by one word at most: one more, one less, another."""
    same = next((i for i, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
    return one[same + 1 :] == other[same + 1 :] or one[same:] == other[same + 1 :] or one[same + 1 :] == other[same:]


def has_in_it(words, kept):
    """Whether one list of words has the whole other in it, if that has four words or more."""
    size = len(kept)
    return size > 3 and any(words[at : at + size] == kept for at in range(len(words) - size + 1))


def slots(frame):
    return sorted(name for _, name, _, _ in Formatter().parse(frame) if name)


def test_every_heading_adds_to_a_list():
    names = [path.name.removesuffix(".txt") for path in (files(dialogues) / "wordings").iterdir()]
    assert {(name, heading) for name in names for heading in _read(name)} == LISTS.keys()


@pytest.mark.parametrize("file, heading", LISTS, ids=" ".join)
def test_a_wording_has_the_slots_of_its_list_and_is_none_of_it(file, heading):
    frames = {frame for each in LISTS[file, heading] for frame in each}
    allowed = {tuple(slots(frame)) for frame in frames} | ({()} if heading == "world" else set())
    known = {plain(frame) for frame in (*frames, *BESIDE.get(heading, ()))}
    for wording in practised(file, heading):
        story = heading.startswith("calculator ") and slots(wording) in (["a", "b"], ["a", "b", "n"])
        assert tuple(slots(wording)) in allowed or story, wording
        assert plain(wording) not in known, wording


@pytest.mark.parametrize("file, heading", LISTS, ids=" ".join)
def test_no_wording_is_within_a_word_of_one_that_another_split_keeps(file, heading):
    if heading.endswith(" told") or heading.startswith("calculator "):  # all splits have all of these
        return
    kept = [folded(frame) for frames in LISTS[file, heading] for split in ("validation", "heldout")
            for frame in whole(frames, split)]  # fmt: skip
    for wording in practised(file, heading):
        said = folded(wording)
        assert not [words for words in kept if within_a_word(said, words) or has_in_it(said, words)], wording


def test_what_nobody_knows_is_nothing_that_the_world_knows():
    asks = {re.sub(r"\{\w\}", "{}", plain(ask)) for relation in RELATIONS.values() for ask in relation.asks}
    assert not asks & {
        re.sub(r"\{\w\}", "{}", plain(wording)) for name in UNKNOWN for wording in practised("unknown", name)
    }


@pytest.mark.parametrize("skills, names", [
    (("small_talk", "no_tool", "tool_call", "system", "context", "unknown"), ("small_talk", "told", "tools", "unknown")),
    (("facts", "references"), ("facts", "references")),
])  # fmt: skip
def test_training_says_some_of_each_heading_and_no_other_split_does(skills, names):
    lists = [(file, heading) for file, heading in LISTS if file in names]
    said = {
        split: [message["content"] for skill in skills for one in dialogues.generate(count, 3, split, skill)
                for message in one.messages if message["role"] == "user"]
        for split, count in (("train", 700), ("validation", 60), ("heldout", 60))
    }  # fmt: skip
    for file, heading in lists:
        assert found(practised(file, heading), said["train"]), f"{file}: {heading}"
    long = [
        wording for file, heading in lists for wording in practised(file, heading) if len(plain(wording).split()) > 5
    ]
    assert not found(long, said["validation"] + said["heldout"])


def found(wordings, said):
    """Whether somebody says one of these: in a question of its own, with anything in the slots."""
    either = "|".join("[^.?!]+".join(map(re.escape, re.split(r"\{\w+\}", wording))) for wording in wordings)
    return any(re.fullmatch(either, text, re.IGNORECASE) for text in said)
