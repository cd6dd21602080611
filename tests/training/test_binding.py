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


def documents(count=60):
    """Token ids and what counts, of exercises in looking up."""
    rng = np.random.default_rng(0)
    return [binding.lookup(rng, NAMES, WORDS, END) for _ in range(count)]


def answers(ids, counted):
    """(place, beginning of the answer) for each question."""
    return [(i, ids[i]) for i in range(len(ids)) if counted[i] == binding.ANSWER]


def told(ids, counted):
    """{name: what stands from it to the next name}, of the part before the questions."""
    first = answers(ids, counted)[0][0]
    places = [i for i in range(first) if ids[i] in NAMES]
    people = {}
    for start, stop in zip(places, [*places[1:], first]):
        people.setdefault(ids[start], ids[start + 1 : stop])
    return people


def share_right(params, whose):
    """How often the right one of all names, or of all words that were answers, is the likeliest."""
    right = []
    for ids, counted in documents():
        logits = transformer.logits(params, transformer.hidden(params, np.array([[END, *ids[:-1]]]), CONFIG)[0])
        asked = [(place, token) for place, token in answers(ids, counted) if (token in NAMES) == whose]
        among = list(told(ids, counted)) if whose else [token for _, token in asked]
        right += [max(among, key=lambda token: logits[place][token]) == token for place, token in asked]
    return np.mean(right)


def test_names_begin_with_a_space_and_a_capital():
    assert {TOKENIZER.decode([i])[:1] for i in NAMES} == {" "}
    assert all(TOKENIZER.encode(f" {name}")[0] in NAMES for name in ("Ada", "Brin", "Zelda"))
    assert not {*TOKENIZER.encode(" could swim, and")} & {*NAMES}


@pytest.mark.parametrize("ids, counted", documents(5))
def test_every_answer_was_told_under_the_name_that_it_belongs_to(ids, counted):
    people = told(ids, counted)
    for place, token in answers(ids, counted):
        if token in NAMES:
            word = ids[place - 2]  # one more token stands between the word and the answer
            assert word in people[token]
        else:
            name = next(i for i in reversed(ids[:place]) if i in NAMES)
            assert token in people[name]
    assert 3 <= len(people) == len(answers(ids, counted))


def test_rows_hold_whole_exercises_of_which_only_the_answers_count():
    ids, counted = binding.lookup_rows(np.random.default_rng(0), 4, 416, NAMES, WORDS, END)
    assert ids.shape == (4, 417) and counted.shape == (4, 416)
    assert 0.05 < (counted > 0).mean() < 0.3 and counted.any(axis=1).all()
    assert (document_numbers(ids[:, :-1], END).max(axis=1) > 3).all()
    names = np.isin(ids[:, 1:][counted == binding.ANSWER], NAMES)
    assert 0.3 < names.mean() < 0.7, "half the questions ask whose it is"


@pytest.mark.parametrize("whose, least", [(True, 0.7), (False, 0.45)])
def test_primed_heads_find_whose_it_is_and_what_is_theirs(primed, whose, least):
    assert share_right(primed, whose) > least
    assert share_right(transformer.init(CONFIG, 0), whose) < 0.4  # one of two or three by chance


def test_a_model_that_can_look_up_can_still_copy(primed):
    inputs = np.concatenate([[END], np.tile(np.random.default_rng(0).choice(WORDS, 40, replace=False), 2)])
    logits = transformer.logits(primed, transformer.hidden(primed, inputs[None, :-1], CONFIG)[0])
    again = np.arange(41, 80)
    assert (logits[again].argmax(axis=-1) == inputs[again + 1]).mean() > 0.1, "one in 2,048 by chance"
