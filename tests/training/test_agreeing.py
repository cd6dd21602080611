import numpy as np
import pytest

from nexttoken import transformer
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import agreeing, base

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
CONFIG = transformer.Config(num_hidden_layers=2)
LEANING = agreeing.leanings(TOKENIZER)
TEXTS = {
    "A long time ago, there were three princesses in a distant kingdom: Al": 1,
    "Long ago, there were three knights in a distant kingdom: Al": -1,
    "The king asked the princess, and she": 1,
    "The princess asked the knight, and he": -1,
}


@pytest.fixture(scope="module")
def primed():
    return base.first_parameters(CONFIG, TOKENIZER, seed=0)


def lean_of_next(params, text):
    """By how much the mean logit of her tokens is above that of his, after the text."""
    ids = np.array([[TOKENIZER.end, *TOKENIZER.encode(text)]])
    logits = transformer.logits(params, transformer.hidden(params, ids, CONFIG)[0, -1])
    return logits[LEANING > 0].mean() - logits[LEANING < 0].mean()


def test_words_for_her_and_him_lean_and_words_for_all_do_not():
    assert LEANING.shape == (TOKENIZER.vocab_size,) and {*LEANING} == {-1, 0, 1}
    leans = {
        word: LEANING[TOKENIZER.encode(word)].tolist() for word in (" she", " her", " he", " his", " the", " could")
    }
    assert leans == {" she": [1], " her": [1], " he": [-1], " his": [-1], " the": [0], " could": [0]}


@pytest.mark.parametrize("text, way", TEXTS.items())
def test_what_comes_next_leans_as_what_came_last(primed, text, way):
    assert way * lean_of_next(primed, text) > 0.2
    assert abs(lean_of_next(transformer.init(CONFIG, 0), text)) < 0.2  # by chance: 0.07 on average


def test_text_without_leaning_words_leans_nowhere(primed):
    assert abs(lean_of_next(primed, "Once upon a time, in a")) < 0.15
