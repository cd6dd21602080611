import re
import time

from nexttoken import train_tokenizer
from nexttoken.__main__ import main
from nexttoken.tokenizer import Tokenizer


def test_training_again_gives_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(train_tokenizer, "STORIES", 300)
    monkeypatch.setattr(train_tokenizer, "LINES", 300)
    for name in "ab":
        train_tokenizer.train_tokenizer(tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert Tokenizer.load(tmp_path / "a").vocab_size == 2048


def test_every_slot_is_filled():
    lines = list(train_tokenizer.lines(2000))
    assert not [line for line in lines if re.search(r"\{\w", line)]
    assert len(set(lines)) > 1000


def test_the_command_learns_all_merges_from_ten_megabytes_in_seconds(tmp_path):
    start = time.process_time()
    assert main(["train", "tokenizer", "--out", str(tmp_path / "tokenizer.json")]) == 0
    assert time.process_time() - start < 30  # 4 on the machine that it was written on
    tokenizer = Tokenizer.load(tmp_path / "tokenizer.json")
    assert tokenizer.vocab_size == 2048 and len(tokenizer.encode("a distant kingdom")) == 3
