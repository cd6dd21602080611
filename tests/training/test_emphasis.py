import pytest

from nexttoken.corpus.stories import generate
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.training import base
from nexttoken.training.emphasis import memories, weights

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
STORIES = list(generate(150, seed=3))


def heavy(story):
    """The text of the tokens that count five times, each with the place where it begins."""
    ids = TOKENIZER.encode(story.text)
    counts = weights(story.text, ids, TOKENIZER, *memories(story.facts), times=5.0)
    assert len(counts) == len(ids) and set(counts) <= {1.0, 5.0, 25.0}
    start, found = 0, []
    for token, count in zip(ids, counts):
        piece = TOKENIZER.decode([token])
        found += [(start, piece)] if count == 5.0 else []
        start += len(piece)
    return found


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.text[:20])
def test_a_name_weighs_more_when_it_comes_again_and_not_the_first_time(story):
    places = {start for start, _ in heavy(story)}
    for person in story.facts["people"]:
        first = story.text.index(person["name"])
        assert first not in places and first - 1 not in places
        again = story.text.find(f" {person['name']} ", first + 1)
        assert again < 0 or again in places


def test_what_is_not_a_memory_counts_once():
    words = {piece.strip() for story in STORIES for _, piece in heavy(story)}
    assert not words & {"Somebody", "lived", "happily", "said"}
    assert sum(len(heavy(story)) for story in STORIES) < 0.4 * sum(len(TOKENIZER.encode(s.text)) for s in STORIES)


def test_a_pronoun_weighs_more_still():
    text = "Ada lost her hat, and she laughed."
    ids = TOKENIZER.encode(text)
    counts = weights(text, ids, TOKENIZER, ["Ada"], [], times=5.0)
    assert [TOKENIZER.decode([i]) for i, count in zip(ids, counts) if count == 25] == [" her", " she"]


def test_what_a_skill_is_good_for_follows_from_what_was_said():
    phrases, implied = memories(
        {"people": [{"name": "Ada", "trait": None, "skill": "swim"}], "object": "a", "goal": "b"}
    )
    assert phrases == ["Ada", "swim", "a", "b"] and "deep lake without a boat" in implied


def test_stories_weigh_so_to_the_end_and_rows_without_emphasis_count_each_token_once():
    for step in (50, 99):
        _, counted, _ = base.batches(TOKENIZER, 100, seed=0)(step)["stories"]
        assert set(counted.ravel()) == {0, 1, 5, 25}
    _, plain = base.story_rows(TOKENIZER, 6, seed=3)
    _, counted = base.story_rows(TOKENIZER, 6, seed=3, times=5.0)
    assert set(plain.ravel()) == {0, 1} and set(counted.ravel()) == {0, 1, 5, 25}
    assert ((plain > 0) == (counted > 0)).all()
