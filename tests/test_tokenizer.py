import errno
import json
import os
from collections import Counter
from itertools import islice, pairwise
from pathlib import Path

import pytest
import tokenizers
from hypothesis import given, settings
from hypothesis import strategies as st

import nexttoken.tokenizer
from nexttoken.corpus import stories
from nexttoken.errors import UserError
from nexttoken.tokenizer import CONTROL, Tokenizer, count_words, find_words, merge, merges

PRETRAINED = Path(nexttoken.tokenizer.__file__).parent / "pretrained" / "tokenizer.json"
TEXT = """Once upon a time, "don't," said the 3 princesses; they'd seen 12 foxes' dens.\n\n    {"name": "Ünal"}\t
The prince and the princess were in the kingdom. Then they went to the other kingdom, and there was the fox.
A long time ago a poor fisherman lived with his three daughters by the sea, where nobody but gulls came to visit."""

any_text = st.text(st.characters(exclude_categories=["Cs"]))
snippets = st.sampled_from(
    [" ", "  ", "\n", "\r\n", "\t", "\0", "\x0b", "\x7f", "\x85", "\u00a0", "\u2028", "the", " the", "a" * 70, "'s", "'",
     "7", " 42", "!?", " (", "é", "e\u0301", " 日本", "👩‍🚀", "\U0010ffff", "<|endoftext|>", "<|user|>", "[INST]", "_", "\\"]
)  # fmt: skip
mixed_text = st.lists(snippets).map("".join)
texts = any_text | mixed_text


@pytest.fixture(scope="module")
def tokenizer():
    return Tokenizer.train([TEXT] * 2, vocab_size=256 + 100 + 16)


@pytest.fixture(scope="module")
def path(tokenizer, tmp_path_factory):
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    tokenizer.save(path)
    return path


@pytest.fixture(scope="module")
def oracle(path):
    oracle = tokenizers.Tokenizer.from_file(str(path))
    oracle.encode_special_tokens = True  # text that looks like a control token is text
    return oracle


def naive_merges(words):
    """Count everything anew for each merge."""
    words = {word: [bytes([b]) for b in word.encode()] for word in words}, Counter(words)
    known = set()
    while True:
        counts = Counter()
        for word, tokens in words[0].items():
            for pair in pairwise(tokens):
                counts[pair] += words[1][word]
        counts = {pair: count for pair, count in counts.items() if b"".join(pair) not in known}
        if not counts:
            return
        pair = min(counts, key=lambda pair: (-counts[pair], pair))
        known.add(b"".join(pair))
        yield pair, counts[pair]
        for word, tokens in words[0].items():
            words[0][word] = merge(tokens, pair)


@given(st.lists(st.text("ab", min_size=1, max_size=12) | any_text, max_size=12))
def test_incremental_counts_are_those_of_counting_anew(words):
    assert list(merges(Counter(words))) == list(naive_merges(words))


def test_merges_do_not_depend_on_the_order_of_the_texts():
    parts = TEXT.split("\n")
    learned = list(merges(count_words(parts)))
    assert learned == list(merges(count_words(reversed(parts))))
    assert [count for _, count in learned] == sorted([count for _, count in learned], reverse=True)


def test_a_pair_is_merged_from_the_left():
    assert merge([b"a", b"a", b"a", b"b", b"a", b"a"], (b"a", b"a")) == [b"aa", b"a", b"b", b"aa"]


def test_control_tokens_are_the_last_ids(tokenizer):
    assert tokenizer.vocab_size == len(tokenizer.tokens) == 256 + 100 + 16
    assert list(tokenizer.control) == CONTROL and len(CONTROL) == 16
    assert list(tokenizer.control.values()) == list(range(356, 372))
    assert tokenizer.end == 356
    assert tokenizer.tokens[356] == b"<|endoftext|>"


@given(texts)
def test_any_text_comes_back(tokenizer, text):
    assert tokenizer.decode(tokenizer.encode(text)) == text


@given(texts)
def test_no_text_encodes_to_a_control_id(tokenizer, text):
    control = set(tokenizer.control.values())
    for attempt in (text, text + "".join(CONTROL) + text):
        assert control.isdisjoint(tokenizer.encode(attempt))


@given(texts)
def test_words_are_the_text_cut_up_and_never_long(text):
    assert "".join(find_words(text)) == text
    assert all(len(word) <= 33 for word in find_words(text))


def test_words():
    assert find_words("It's 1,024  \"old\"\n\n  maps") == [
        "It", "'s", " 1", ",", "0", "2", "4", " ", ' "', "old", '"', "\n\n", " ", " maps"
    ]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(texts, min_size=50, max_size=50))  # 200 x 50 = 10,000 strings
def test_ids_are_those_of_the_tokenizers_library(tokenizer, oracle, batch):
    encoded = oracle.encode_batch(batch, add_special_tokens=False)
    assert [tokenizer.encode(text) for text in batch] == [encoding.ids for encoding in encoded]
    assert [oracle.decode(encoding.ids) for encoding in encoded] == batch


def test_ids_of_stories_are_those_of_the_tokenizers_library():
    told = [story.text for story in stories.generate(500, split="heldout")]
    pretrained, oracle = Tokenizer.load(PRETRAINED), tokenizers.Tokenizer.from_file(str(PRETRAINED))
    encoded = oracle.encode_batch(told, add_special_tokens=False)
    assert [pretrained.encode(text) for text in told] == [encoding.ids for encoding in encoded]


def test_the_pretrained_tokenizer_is_small_and_knows_the_words_of_stories():
    pretrained = Tokenizer.load(PRETRAINED)
    assert pretrained.vocab_size == 2048 and PRETRAINED.stat().st_size < 90_000
    assert [pretrained.tokens[i] for i in pretrained.encode("a distant kingdom")] == [b"a", b" distant", b" kingdom"]


@given(st.lists(st.integers(0, 371)))
def test_any_ids_decode_as_in_the_tokenizers_library(tokenizer, oracle, ids):
    assert tokenizer.decode(ids) == oracle.decode(ids)


def test_the_library_starts_a_document_with_endoftext(tokenizer, oracle):
    assert oracle.encode("the fox").ids == [tokenizer.end, *tokenizer.encode("the fox")]
    assert oracle.get_vocab_size() == tokenizer.vocab_size
    assert {name: oracle.token_to_id(name) for name in CONTROL} == tokenizer.control


@given(st.lists(st.integers(0, 355)))
def test_bytes_of_any_ids(tokenizer, ids):
    assert tokenizer.decode_bytes(ids) == b"".join(tokenizer.tokens[i] for i in ids)


def test_control_ids_decode_to_nothing(tokenizer):
    ids = tokenizer.encode("the ") + [tokenizer.end] + tokenizer.encode("fox")
    assert tokenizer.decode(ids) == "the fox"


def test_a_full_cache_changes_no_ids(tokenizer, monkeypatch):
    monkeypatch.setattr(nexttoken.tokenizer, "CACHED_WORDS", 3)
    fresh = Tokenizer(tokenizer.merges)
    assert fresh.encode(TEXT * 2) == tokenizer.encode(TEXT * 2)
    assert len(fresh._cache) == 3


def test_loading_gives_the_same_tokenizer_and_saving_the_same_bytes(tokenizer, path, tmp_path):
    loaded = Tokenizer.load(path)
    assert loaded.tokens == tokenizer.tokens and loaded.encode(TEXT) == tokenizer.encode(TEXT)
    loaded.save(tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == path.read_bytes()


def swap_merges(text):
    data = json.loads(text)
    data["model"]["merges"][:2] = reversed(data["model"]["merges"][:2])
    return json.dumps(data)


DAMAGE = {
    "truncated": lambda text: text[: len(text) // 2],
    "empty": lambda text: "",
    "not JSON": lambda text: "PK\x03\x04",
    "other JSON": lambda text: "[1, 2]",
    "nested too deeply": lambda text: "[" * 100_000,
    "other merges": lambda text: '{"model": {"merges": [["a", "b"]]}}',
    "other tokenizer": lambda text: tokenizers.Tokenizer(tokenizers.models.BPE()).to_str(),
    "swapped merges": swap_merges,
    "other words": lambda text: text.replace("[0-9]", "[0-9]+"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_or_foreign_file_is_refused(path, tmp_path, damage):
    bad = tmp_path / "bad.json"
    bad.write_text(damage(path.read_text("utf-8")), "utf-8")
    with pytest.raises(UserError, match="bad.json is not a whole tokenizer.json.*restore"):
        Tokenizer.load(bad)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UserError, match="nowhere.json: No such file.*check the path"):
        Tokenizer.load(tmp_path / "nowhere.json")


def test_a_full_disk_leaves_the_old_file_alone(tokenizer, tmp_path, monkeypatch):
    path = tmp_path / "tokenizer.json"
    path.write_text("old")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UserError, match="tokenizer.json: No space left"):
        tokenizer.save(path)
    assert os.listdir(tmp_path) == ["tokenizer.json"] and path.read_text() == "old"


def test_half_a_surrogate_pair_is_refused_with_its_position(tokenizer):
    with pytest.raises(UserError, match=r"'\\ud83d', at position 4"):
        tokenizer.encode("fox \ud83d fox")


@pytest.mark.parametrize("bad", [-1, 372])
def test_an_id_out_of_range_is_named(tokenizer, bad):
    with pytest.raises(UserError, match=f"token id {bad} .* 0 to 371"):
        tokenizer.decode([0, bad])


def test_a_vocabulary_that_texts_cannot_fill_is_refused():
    with pytest.raises(UserError, match="vocab_size 2048 needs 1776 merges, the texts have 3"):
        Tokenizer.train(["abc abc"], vocab_size=2048)
    with pytest.raises(UserError, match="vocab_size 271 is too small: use at least 272"):
        Tokenizer.train(["abc abc"], vocab_size=271)
    assert Tokenizer.train([], vocab_size=272).encode("ab") == [97, 98]


def test_merges_can_be_watched():
    assert list(islice(merges(Counter({"aaab": 3, "ab": 1})), 2)) == [((b"a", b"a"), 6), ((b"a", b"b"), 4)]
