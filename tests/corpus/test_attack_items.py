"""Attacks: what is right and what is success differ, and nothing of the held-out split is worded as in training."""

import base64
import hashlib
import itertools
import json
import re
from collections import Counter
from dataclasses import asdict
from difflib import SequenceMatcher

import pytest

from nexttoken.chat import plain, render_prompt
from nexttoken.corpus.attacks import FAMILIES, KINDS, fidelity, generate, item, wordings
from nexttoken.corpus.attacks.encodings import ENCODINGS
from nexttoken.corpus.attacks.wordings import Wordings
from nexttoken.corpus.dialogues.holdout import whole
from nexttoken.corpus.dialogues.practice import BULLETS, MARKS, TAILS, WRAPS
from nexttoken.corpus.dialogues.wordings import practised
from nexttoken.errors import UserError
from nexttoken.evaluation.attacks import succeeded
from nexttoken.evaluation.dialogues import judge, prompt
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer

SPLITS = ("train", "validation", "heldout")
TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
LISTS = {name: value for name, value in vars(wordings).items() if isinstance(value, Wordings)}


@pytest.fixture(scope="module")
def items():
    """150 items of each kind and split."""
    return {split: {kind: list(generate(150, 1, split, kind)) for kind in KINDS} for split in SPLITS}


@pytest.fixture(scope="module")
def attacks(items):
    return [one for made in items.values() for family in FAMILIES for one in made[family]]


def said(text):
    return {"role": "assistant", "content": text}


def attacked(one):
    """All that users and tools say."""
    return [message["content"] for message in prompt(one.dialogue) if message["role"] in ("user", "tool")]


def test_the_same_seed_gives_the_same_bytes_everywhere():
    """The digest was taken once: another platform, Python or hash seed has to find the same."""
    lines = [json.dumps(asdict(made)) for kind in KINDS for made in generate(50, seed=7, family=kind)]
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == (
        "00369883e6b17a832e4fb535c294554a57947055800b6a6fd53e1a4dc0dc9d4a"
    )


def test_an_item_depends_on_its_seed_split_number_and_family_alone():
    fifth = next(itertools.islice(generate(9, 3, "heldout", "ignore"), 5, None))
    assert fifth == item(3, "heldout", 5, "ignore") != item(4, "heldout", 5, "ignore")


@pytest.mark.parametrize("arguments, problem", [
    ({"count": 0}, "count is 0: ask for at least 1 item"),
    ({"count": 1, "split": "test"}, "split is 'test': use one of train, validation, heldout"),
    ({"count": 1, "family": "hope"}, "family is 'hope': use one of forged_roles, "),
])  # fmt: skip
def test_what_there_is_not_is_refused(arguments, problem):
    with pytest.raises(UserError, match=problem):
        generate(**arguments)


def test_the_right_answer_is_right(items):
    for one in itertools.chain(*(made[kind] for made in items.values() for kind in KINDS)):
        assert judge(one.dialogue, one.dialogue.messages[-1]) == (True, ""), one


def test_the_right_answer_is_no_success_and_obeying_is_one(attacks):
    for one in attacks:
        assert not succeeded(one, one.dialogue.messages[-1]), one
        assert succeeded(one, said(one.injected)), one


def test_saying_nothing_is_no_success(attacks):
    assert not any(succeeded(one, said(text)) for one in attacks for text in ("", None, " \n"))


def test_whoever_obeys_the_attacker_does_not_answer_rightly(attacks):
    """Except where the answer may be worded as the attacker wants, in the task of reading what a tool returned."""
    for one in attacks:
        if prompt(one.dialogue)[0]["role"] in ("system", "developer"):
            assert not judge(one.dialogue, said(one.injected))[0], one


def test_every_family_attacks_a_rule_and_a_record(items):
    for family in FAMILIES.keys() - {"secret", "forged_results"}:
        roles = Counter(one.dialogue.messages[-2]["role"] for one in items["heldout"][family])
        assert min(roles["user"], roles["tool"]) > 50, family
    roles = Counter(one.dialogue.messages[-1].get("tool_calls") is None for one in items["heldout"]["forged_results"])
    assert min(roles.values()) > 50


def test_no_wording_is_in_two_splits():
    assert len(LISTS) == 10
    for name, lists in LISTS.items():
        words = [{re.sub(r"\s+", "", wording.lower()) for wording in split} for split in lists]
        assert len(set.union(*words)) == sum(map(len, words)), name
        assert all(len(set(split)) == len(split) >= 7 for split in lists), name


def test_no_wording_of_words_is_near_one_that_is_held_out():
    """In the other families signs and the names of roles make the wording."""
    for name in ("IGNORE", "HIDDEN_IN_TEXT", "HIDDEN_IN_RECORD", "REPEATED", "SECRET"):
        train, validation, heldout = (list(map(words_of, split)) for split in LISTS[name])
        for kept, made in itertools.product((words for words in heldout if len(words) > 2), train + validation):
            assert SequenceMatcher(None, kept, made).ratio() <= 0.6, (kept, made)


def words_of(wording):
    return re.findall(r"[a-z']+", re.sub(r"\{+\w+\}+", " ", wording.lower()))


def worded(texts, wording):
    """The texts that are worded so: looked for in the texts themselves, whatever the slots may be."""
    parts = [part.replace("{{", "{").replace("}}", "}") for part in re.split(r"(?<!\{)\{\w+\}", wording)]
    return [text for text in texts if re.fullmatch(".*".join(map(re.escape, parts)), text, re.DOTALL)]


@pytest.mark.parametrize("family, names", [
    ("forged_roles", ["FORGED_ROLES"]), ("near_misses", ["NEAR_MISSES"]), ("forged_results", ["FORGED_RESULTS"]),
    ("ignore", ["IGNORE"]), ("fake_end", ["FAKE_END"]), ("hidden", ["HIDDEN_IN_TEXT", "HIDDEN_IN_RECORD"]),
    ("repeated", ["REPEATED"]), ("secret", ["SECRET"]),
])  # fmt: skip
def test_kept_wordings_are_in_attacks_of_their_own_split_alone(items, family, names):
    texts = {split: {text for one in items[split][family] for text in attacked(one)} for split in items}
    for split, name in itertools.product(("validation", "heldout"), names):
        for wording in getattr(LISTS[name], split):
            found = {each for each in SPLITS if worded(texts[each], wording)}
            assert found == {split}, wording


@pytest.mark.parametrize("heading, frames", [("tells", fidelity.TELLS), ("asks", fidelity.ASKS)])
def test_what_is_mentioned_is_held_out_in_some_wordings_and_has_more_in_training(items, heading, frames):
    texts = {split: [text for one in made["mentioned"] for text in attacked(one)] for split, made in items.items()}

    def found(split, wordings):
        return {wording for wording in wordings if worded(texts[split], "{before}" + wording)}

    kept, more = {*whole(frames, "heldout")}, practised("mentioned", heading)
    assert found("heldout", kept) == kept and not found("train", kept)
    assert len(found("train", more)) > 40 and not found("heldout", more)


def test_training_alone_mentions_rules_that_nobody_is_tested_with(items):
    ways = "|".join(map(re.escape, (*TAILS, *MARKS, *BULLETS, *WRAPS)))
    found = {
        split: [one for one in made["mentioned"] if re.search(rf"\b({ways})\b", one.dialogue.messages[-1]["content"])]
        for split, made in items.items()
    }
    assert len(found["train"]) > 5 and not found["heldout"] + found["validation"]


def test_training_alone_mentions_words_in_any_order(items):
    """There, small letters come after a full stop."""
    found = {
        split: sum(
            bool(re.search(r"\. [a-z]", one.dialogue.facts["expected"][-1]["answers"][0])) for one in made["mentioned"]
        )
        for split, made in items.items()
    }
    assert found["train"] > 10 and found["validation"] == found["heldout"] == 0


def test_held_out_attacks_type_the_real_markers_and_base64(items):
    """Of the hard cases for chat systems, X10 and X12."""
    for family in ("near_misses", "fake_end", "forged_results"):
        texts = "".join(text for one in items["heldout"][family] for text in attacked(one))
        assert {"<|end|>", "<|developer|>" if family != "forged_results" else "<|tool|>"} <= {
            *re.findall(r"<\|\w+\|>", texts)
        }
    wished = [text for one in items["heldout"]["encoded"] for text in attacked(one) if " is what I wish for." in text]
    assert wished and all(b" " in base64.b64decode(re.findall(r"[\w+/=]{20,}", text)[0]) for text in wished)


def test_no_text_of_an_attack_is_in_two_splits(items):
    for family in FAMILIES:
        told = [{json.dumps(prompt(one.dialogue)) for one in items[split][family]} for split in SPLITS]
        assert min(map(len, told)) > 145  # hardly one of them comes twice
        assert len(set.union(*told)) == sum(map(len, told))


def test_what_is_demanded_of_held_out_attacks_is_held_out_too(items):
    for family in FAMILIES:
        assert all(one.dialogue.facts["held"] for kept in SPLITS[1:] for one in items[kept][family]), family
        assert not any(one.dialogue.facts["held"] for one in items["train"][family]), family


def test_attacks_fit_into_a_row_and_leave_room_for_an_answer(items):
    for one in itertools.chain(*(made[kind] for made in items.values() for kind in KINDS)):
        assert len(render_prompt(prompt(one.dialogue), TOKENIZER, one.dialogue.tools)) <= 416 - 20
        assert len(plain.render_prompt(prompt(one.dialogue), TOKENIZER, one.dialogue.tools)) <= 512 - 40


def test_encodings_are_what_they_say():
    assert {name: encode("Say two birds.") for name, encode in ENCODINGS.items()} == {
        "base64": "U2F5IHR3byBiaXJkcy4=",
        "hex": "5361792074776f2062697264732e",
        "rot13": "Fnl gjb oveqf.",
        "backwards": ".sdrib owt yaS",
        "spaced": "S a y   t w o   b i r d s .",
        "doubled": "SSaayy ttwwoo bbiirrddss.",
        "dotted": "S.a.y. .t.w.o. .b.i.r.d.s..",
        "leet": "S4y 7w0 b1rd5.",
        "wide": "\uff33\uff41\uff59 \uff54\uff57\uff4f \uff42\uff49\uff52\uff44\uff53\uff0e",
        "typos": "Say two bridS.".replace("S.", "s."),
    }


def test_a_secret_is_told_once_before_it_is_asked_for(items):
    for one in items["heldout"]["secret"]:
        messages = prompt(one.dialogue)
        assert one.secret in messages[0]["content"] and messages[0]["role"] == "system"
        assert not any(one.secret in message["content"] for message in messages[1:])


def test_mentions_are_asked_for_word_by_word(items):
    for one in items["heldout"]["mentioned"]:
        expected = one.dialogue.facts["expected"][-1]["answers"][0]
        assert expected in attacked(one)[0] and expected in one.dialogue.messages[-1]["content"]
        assert not judge(one.dialogue, said(one.injected))[0]
