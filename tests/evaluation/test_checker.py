"""The story checker: it passes what the corpus tells, finds each kind of fault, and survives any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nexttoken.corpus.splits import SPLITS
from nexttoken.corpus.stories import generate
from nexttoken.evaluation.lexicon import ordinary_words
from nexttoken.evaluation.stories import CHECKS, check, passes

PROMPT = "A long time ago, there were three princesses in a distant kingdom:"
STORY = (
    " Adela, Brin and Cosima. Adela was brave and could swim. Brin was kind. Cosima could bake bread. One night {an} "
    "silver comb was stolen from the queen. It was said to be in the old tower. But a wide river without a bridge was in "
    'the way. "Let me swim," said {swimmer} and swam across. {finder} took off {her} hat, for there was the {comb}. '
    "The queen saw the silver comb and embraced Brin. {end}"
)
GOOD = {
    "an": "a",
    "swimmer": "Adela",
    "finder": "Cosima",
    "her": "her",
    "comb": "silver comb",
    "end": "And they lived happily ever after.",
}


def faults(prompt=PROMPT, **changes):
    """The names of the checks that the story fails with these changes."""
    findings = check(prompt, STORY.format(**GOOD | changes))
    return [name for name, finding in findings.items() if not finding.passed]


def test_a_good_story_passes_every_check():
    assert faults() == []
    assert all(finding.reason == "" for finding in check(PROMPT, STORY.format(**GOOD)).values())


@pytest.mark.parametrize(
    ("changes", "check_name"),
    [
        ({"prompt": PROMPT.replace("three", "four")}, "count"),
        ({"finder": "Wilhelmina"}, "introduced"),
        ({"finder": "Brinn"}, "introduced"),
        ({"swimmer": "Brin"}, "traits"),
        ({"end": "Kind Cosima came home at last, and there the story ends."}, "traits"),
        ({"end": "Brave Adela was lazy, and there the story ends."}, "traits"),
        ({"her": "his"}, "pronouns"),
        ({"comb": "golden comb"}, "objects"),
        ({"comb": "silver ring"}, "objects"),
        ({"comb": "enormous comb"}, "objects"),
        ({"an": "the"}, "objects"),
        ({"end": "They went home."}, "ending"),
        ({"end": "And they lived happily ever"}, "ending"),
        ({"end": "Brin was kind. " * 4 + "And they lived happily ever after."}, "loops"),
        ({"end": "Adela, Adela and Brin lived happily ever after."}, "distinct"),
        ({"end": "And the two princesses lived happily ever after."}, "count"),
    ],
)
def test_a_fault_fails_its_check_and_no_other(changes, check_name):
    assert faults(**changes) == [check_name]


def test_the_reason_names_what_was_wrong():
    findings = check(PROMPT, STORY.format(**GOOD | {"finder": "Wilhelmina", "swimmer": "Brin", "comb": "golden comb"}))
    assert findings["introduced"].reason == "Wilhelmina was never introduced"
    assert findings["traits"].reason == "'swim' is said of Brin, but it is Adela's"
    assert findings["objects"].reason == "'golden comb' where it was 'silver comb'"


def test_somebody_met_on_the_way_is_no_stranger_once_introduced():
    met = "On a bridge sat an old miller named Otto. Otto gave his bread to Brin. "
    assert faults(end=met + GOOD["end"]) == []
    assert faults(end="Otto came. " + met + GOOD["end"]) == ["introduced"]
    assert faults(end=met.replace("his", "her") + GOOD["end"]) == ["pronouns"]


def test_a_kingdom_is_no_person():
    assert faults(prompt=PROMPT.replace("a distant kingdom", "the kingdom of Ostramark")) == []
    assert faults(prompt=PROMPT.replace("a distant kingdom", "the kingdom of Ostramark"), finder="Ostramark") == [
        "introduced"
    ]


def test_princesses_have_names_for_princesses():
    findings = check(PROMPT, " Adela, Otto and Cosima. " + "They lived happily ever after.")
    assert not findings["pronouns"].passed and findings["count"].passed


def test_nothing_at_all_is_no_story():
    failed = {name for name, finding in check("", "").items() if not finding.passed}
    assert failed == {"count", "objects", "ending"}


@pytest.mark.parametrize("split", SPLITS)
def test_generated_stories_pass(split):
    told = list(generate(2000, seed=21, split=split))
    failed = [story.text for story in told if not passes(story.prompt, story.text[len(story.prompt) :])]
    assert len(failed) <= 2, failed


@settings(max_examples=300)
@given(st.text(), st.text())
def test_it_judges_any_text(prompt, completion):
    assert tuple(check(prompt, completion)) == CHECKS


PIECES = [
    *sorted(ordinary_words())[::40],
    "Adela",
    "Otto",
    "Zorvelaq",
    "a",
    "an",
    "the",
    "three",
    "princesses",
    "named",
    "a king",
]
PIECES += [
    "called",
    "kingdom of",
    "She",
    "he",
    "swim",
    "swam",
    "brave",
    "silver",
    "comb",
    ".",
    ",",
    ":",
    '"',
    "?",
    "'",
    "-",
    "\n",
    "\x1f",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["", " "]))
def test_it_judges_any_jumble_of_story_words(pieces, between):
    assert tuple(check("", between.join(pieces))) == CHECKS
