import numpy as np
import pytest

from nexttoken import transformer
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import binding, copying
from nexttoken.training.packing import document_numbers

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
END = TOKENIZER.end
NAMES = binding.initials(TOKENIZER)
WORDS = np.setdiff1d(np.arange(END), NAMES)
CONFIG = transformer.Config(num_hidden_layers=2)


@pytest.fixture(scope="module")
def primed():
    params = copying.prime(transformer.init(CONFIG, 0), CONFIG, 0)
    return binding.prime(params, CONFIG, 0, NAMES)


def documents(count=20):
    """Token ids and what counts, of exercises in looking up."""
    rng = np.random.default_rng(0)
    return [binding.lookup(rng, NAMES, WORDS, END) for _ in range(count)]


def answers(ids, counted):
    """(place, name) for each question: where its answer begins."""
    return [(i, ids[i]) for i in range(len(ids)) if counted[i] == binding.ANSWER]


def share_right(params):
    """How often, of all names that a document has told, the right one is the likeliest answer."""
    right = []
    for ids, counted in documents():
        logits = transformer.logits(params, transformer.hidden(params, np.array([[END, *ids[:-1]]]), CONFIG)[0])
        told = [name for _, name in answers(ids, counted)]
        right += [max(told, key=lambda token: logits[place][token]) == name for place, name in answers(ids, counted)]
    return np.mean(right)


def test_names_begin_with_a_space_and_a_capital():
    assert {TOKENIZER.decode([i])[:1] for i in NAMES} == {" "}
    assert all(TOKENIZER.encode(f" {name}")[0] in NAMES for name in ("Ada", "Brin", "Zelda"))
    assert not {*TOKENIZER.encode(" could swim, and")} & {*NAMES}


@pytest.mark.parametrize("ids, counted", documents(5))
def test_every_answer_is_the_name_that_stood_before_the_word_asked_for(ids, counted):
    told = counted.index(binding.ANSWER)
    for place, name in answers(ids, counted):
        word = ids[place - 2]  # one more token stands between the word and the answer
        assert word in ids[:told], "the word was said before the questions"
        first = ids.index(word)
        assert [token for token in ids[:first] if token in NAMES][-1] == name
    assert 3 <= len({name for _, name in answers(ids, counted)}) == len(answers(ids, counted))


def test_rows_hold_whole_exercises_of_which_only_the_answers_count():
    ids, counted = binding.lookup_rows(np.random.default_rng(0), 4, 416, NAMES, WORDS, END)
    assert ids.shape == (4, 417) and counted.shape == (4, 416)
    assert 0.05 < (counted > 0).mean() < 0.3 and counted.any(axis=1).all()
    assert (document_numbers(ids[:, :-1], END).max(axis=1) > 3).all()
    assert set(ids[:, 1:][counted == binding.ANSWER].tolist()) <= set(NAMES)


def test_primed_heads_find_who_it_was(primed):
    assert share_right(primed) > 0.7
    assert share_right(transformer.init(CONFIG, 0)) < 0.4


def test_a_model_that_can_look_up_can_still_copy(primed):
    inputs = np.concatenate([[END], np.tile(np.random.default_rng(0).choice(WORDS, 40, replace=False), 2)])
    logits = transformer.logits(primed, transformer.hidden(primed, inputs[None, :-1], CONFIG)[0])
    again = np.arange(41, 80)
    assert (logits[again].argmax(axis=-1) == inputs[again + 1]).mean() > 0.1, "one in 2,048 by chance"
