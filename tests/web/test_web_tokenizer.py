import pytest
from golden import NASTY
from hypothesis import given, settings
from hypothesis import strategies as st
from test_tokenizer import TEXT, texts

from nexttoken.distribution import token_text
from nexttoken.errors import UserError


@settings(max_examples=40)
@given(st.lists(texts, min_size=50, max_size=50))
def test_ids_are_those_of_python(pretrained, batch):
    assert pretrained.ask("encode", batch) == [pretrained.model.tokenizer.encode(text) for text in batch]


def test_ids_of_long_and_nasty_texts_are_those_of_python(pretrained):
    batch = [TEXT, TEXT * 50, *NASTY]
    assert pretrained.ask("encode", batch) == [pretrained.model.tokenizer.encode(text) for text in batch]


@given(st.lists(st.integers(0, 2047)))
def test_text_is_that_of_python(pretrained, ids):
    assert pretrained.ask("decode", ids) == pretrained.model.tokenizer.decode(ids)


@given(texts)
def test_any_text_comes_back(small, text):
    [ids] = small.ask("encode", [text])
    assert small.ask("decode", ids) == text


def test_every_token_is_shown_as_in_python(pretrained):
    tokenizer = pretrained.model.tokenizer
    assert pretrained.ask("tokenTexts") == [token_text(tokenizer, i) for i in range(tokenizer.vocab_size)]


def test_half_a_surrogate_pair_is_refused_with_its_position(small):
    with pytest.raises(UserError, match="at position 4"):
        small.ask("encode", ["fox \ud83d fox"])


@pytest.mark.parametrize("bad", [-1, 296])
def test_an_id_out_of_range_is_named(small, bad):
    with pytest.raises(UserError, match=f"token id {bad} .* 0 to 295"):
        small.ask("decode", [0, bad])
