"""The second part of the loss against its formula, written out for one token at a time."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from small import random_params
from tiny import CONFIG, END

from nexttoken import transformer
from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import excluding, step
from nexttoken.training.packing import pack

PARAMS = random_params(CONFIG)
TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
STORIES = list(generate(60, seed=5))
NAMES, SKILLS = (10, 11, 12, 13, 14, 15), (20, 21, 22, 23)  # the tokens that begin names and skills
# Two documents in a row: ids, and the kinds of what begins at them.
FIRST = ([10, 20, 11, 30, 12, 21, 11, 20, END], [1, 3, 1, 0, 1, 3, 4, 6, 0])
SECOND = ([13, 22, 14, 14, END], [1, 3, 1, 4, 0])


@pytest.fixture(scope="module")
def losses():
    """`excluding.losses` for these names and skills, of (params, ids, counted, kinds)."""
    with pytest.MonkeyPatch.context() as patch:
        begins = jnp.zeros((4, CONFIG.vocab_size)).at[1, jnp.array(NAMES)].set(1).at[3, jnp.array(SKILLS)].set(1)
        patch.setattr(excluding, "beginners", lambda tokenizer: begins)
        made = excluding.losses_for(TOKENIZER)
    return jax.jit(lambda params, *rows: made(params, *rows, CONFIG, END))


plain = jax.jit(lambda params, *rows: step.losses(params, *rows, CONFIG, END))


def row(documents):
    ids, counted = pack([(ids, [1.0] * len(ids)) for ids, _ in documents], 16, END)
    kinds, _ = pack([(kinds, [1.0] * len(kinds)) for _, kinds in documents], 16, 0)
    return ids, counted, kinds[:, 1:]


@pytest.fixture(scope="module")
def added(losses):
    """What the second part adds at each token (16,) of a row of these documents."""

    def added(documents):
        rows = row(documents)
        first, second = losses(PARAMS, *rows)
        assert np.asarray(first) == pytest.approx(np.asarray(plain(PARAMS, *rows[:2])), abs=1e-5)
        return np.asarray(second)[0]

    return added


def chances(ids):
    """The probabilities (T, V) of each next token of one document, in a forward pass of its own."""
    logits = transformer.logits(PARAMS, transformer.hidden(PARAMS, np.array([[END, *ids[:-1]]]), CONFIG))[0]
    return np.exp(logits) / np.exp(logits).sum(axis=-1, keepdims=True)


def test_what_was_given_before_and_who_was_not_cost_by_their_probability(added):
    p = chances(FIRST[0])
    expected = np.zeros(16)
    expected[2] = -np.log(1 - 0.999 * p[2, 10])  # the second name: not the first
    expected[4] = -np.log(1 - 0.999 * (p[4, 10] + p[4, 11]))
    expected[5] = -np.log(1 - 0.999 * p[5, 20])  # the second skill
    expected[6] = -np.log(1 - 0.999 * p[6, 13:16].sum())  # a name again: none but those given
    expected[7] = -np.log(1 - 0.999 * (p[7, 22] + p[7, 23]))  # a skill
    assert added([FIRST]) == pytest.approx(excluding.TIMES * expected, rel=1e-3, abs=1e-3)


def test_what_another_text_of_the_row_has_given_is_not_given_here(added):
    assert added([FIRST, SECOND])[9:14] == pytest.approx(added([SECOND])[:5], rel=1e-3, abs=1e-3)
    assert added([SECOND])[2] > 0 < added([SECOND])[3]


def test_it_costs_nothing_where_nothing_is_given_or_where_nothing_counts(losses):
    ids, counted, kinds = row([FIRST])
    assert not np.asarray(losses(PARAMS, ids, counted, kinds * 0)[1]).any()
    assert not np.asarray(losses(PARAMS, ids, counted * 0, kinds)).any()


def test_a_certain_mistake_has_a_finite_loss_with_a_slope():
    given, targets, documents = np.array([[1, 1]]), np.array([[10, 11]]), np.array([[1, 1]])

    def loss(score):
        """Of a second name, where the first one scores so much more than all others."""
        scores = jnp.zeros((1, 2, CONFIG.vocab_size)).at[0, 1, 10].set(score)
        _, wrong = excluding.unlikely(scores, given, targets, documents, jnp.zeros((4, CONFIG.vocab_size)))
        return -jnp.log1p(-excluding.NEVER * wrong).sum()

    sure, slope = jax.value_and_grad(loss)(12.0)
    assert 4 < sure < 7 and slope > 0.1 and np.isfinite(loss(1000.0))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.text[:20])
def test_each_name_trait_and_skill_of_a_story_begins_once(story):
    ids, people = TOKENIZER.encode(story.text), excluding.everybody(story.facts)
    begun = excluding.given(story.text, ids, TOKENIZER, people)
    for number, kind in enumerate(excluding.KINDS, start=1):
        phrases = [person[kind].removeprefix("play the ") for person in people if person[kind]]
        phrases = [phrase for phrase in phrases if phrase in story.text]
        tokens = [TOKENIZER.decode([i]).strip() for i, found in zip(ids, begun) if found == number]
        assert len(tokens) == len(phrases)
        assert all(any(phrase.startswith(token) for phrase in phrases) for token in tokens)
        assert len(set(tokens)) == len(tokens), "or what is given now would be what may not come"


def test_what_comes_again_was_given():
    stories = [story for story in STORIES if not story.text.startswith(story.facts["people"][0]["name"])]
    assert len(stories) > len(STORIES) / 2
    for story in stories:
        ids, people = TOKENIZER.encode(story.text), excluding.everybody(story.facts)
        begun = excluding.given(story.text, ids, TOKENIZER, people)
        tokens = {kind: [i for i, found in zip(ids, begun) if found == kind] for kind in range(1, 7)}
        assert all({*tokens[kind + excluding.AGAIN]} <= {*tokens[kind]} for kind in (1, 2, 3))
        assert len(tokens[1]) + len(tokens[4]) == sum(story.text.count(one["name"]) for one in people)


def test_what_begins_names_alone_is_found_in_stories():
    names, traits, skills = (
        {TOKENIZER.decode([i]) for i in np.flatnonzero(row)} for row in excluding.beginners(TOKENIZER)[1:]
    )
    assert {" Al", " Qu", " M"} <= names and not {" A", " The", " He", " and", " a"} & names
    assert {" brave", " kind"} <= traits and {" swim", " flute"} <= skills and " play" not in skills
