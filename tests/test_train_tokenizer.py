import re

from nexttoken import train_tokenizer
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
