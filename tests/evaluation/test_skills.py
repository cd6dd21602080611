"""Skills as rates: who passes, who fails, and what the intervals are."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from nexttoken.__main__ import main
from nexttoken.corpus.stories import generate
from nexttoken.errors import UserError
from nexttoken.evaluation import command
from nexttoken.evaluation.novelty import eights, new_eights
from nexttoken.evaluation.rates import rate, rate_of_clusters
from nexttoken.evaluation.skills import PRINCESSES, evaluate, keeps_three

THREE = " Adela, Brin and Cosima. They lived happily ever after."


class Fake:
    """A model that answers from a list of stories, and any other prompt with one text."""

    name = "fake"

    def __init__(self, stories, otherwise):
        self.known = {story.prompt: story.text[len(story.prompt) :] for story in stories}
        self.otherwise = otherwise
        self.asked = []

    def complete_many(self, prompts, max_tokens, temperature, seed):
        self.asked.append((len(prompts), temperature))
        return [SimpleNamespace(text=self.known.get(prompt, self.otherwise)) for prompt in prompts]


@pytest.fixture(scope="module")
def heldout():
    return list(generate(40, 3, "heldout"))


def test_a_perfect_model_has_every_skill(heldout):
    model = Fake(heldout, THREE)
    report = evaluate(model, generate(500), 40, seed=3)
    assert report["model"] == "fake" and model.asked == [(40, 0.8), (20, 0.8)]
    assert report["skills"]["story_consistency"] == rate(40, 40)
    assert report["skills"]["princesses"] == rate(20, 20)
    assert report["skills"]["novelty"]["rate"] > 0.9 and report["skills"]["novelty"]["count"] > 1000
    assert json.loads(json.dumps(report)) == report


def test_a_model_that_says_nothing_has_none(heldout):
    skills = evaluate(Fake([], ""), generate(10), 40, seed=3)["skills"]
    assert [skill["rate"] for skill in skills.values()] == [0, 0, 0]


def test_a_model_that_recites_training_stories_is_not_new():
    told = next(iter(generate(1)))
    completion = told.text[len(told.prompt) :]
    [(new, count)] = new_eights([(told.facts["kind"], completion)], generate(200))
    assert new == 0 and count == len(eights(completion))
    [(new, _)] = new_eights([("nobody's kind", completion)], generate(200))
    assert new == count


def test_a_model_that_recites_what_it_met_is_not_new_in_its_report(heldout):
    reciting = evaluate(Fake(heldout, ""), heldout, 40, seed=3)["skills"]["novelty"]
    assert reciting["passed"] == 0 and reciting["count"] > 1000


@pytest.mark.parametrize("count", [1, 0, -5])
def test_too_few_prompts_are_refused(count):
    with pytest.raises(UserError, match=f"count is {count}: ask for at least 2"):
        evaluate(Fake([], ""), [], count)


def test_three_princesses_have_to_be_three_and_to_stay():
    assert keeps_three(THREE)
    assert not keeps_three(" Adela and Brin." + THREE)
    assert not keeps_three(" Adela, Adela and Brin. They lived happily ever after.")
    assert not keeps_three(THREE + " Then Wilhelmina laughed.")


def test_wilson_intervals():
    """The limits for 8 of 10 and 0 of 20, as R's binom::binom.wilson gives them."""
    assert rate(8, 10) == {
        "passed": 8,
        "count": 10,
        "rate": 0.8,
        "low": pytest.approx(0.4902, abs=1e-4),
        "high": pytest.approx(0.9433, abs=1e-4),
    }
    assert rate(0, 20)["low"] == 0 and rate(0, 20)["high"] == pytest.approx(0.1611, abs=1e-4)
    assert all(rate(count, count)["high"] == 1 and rate(0, count)["low"] == 0 for count in range(1, 500))


def test_what_comes_in_clusters_is_less_certain():
    """Of ten texts half are all new and half are not new at all: that is ten trials, however long the texts are."""
    found = rate_of_clusters([(100, 100)] * 5 + [(0, 100)] * 5)
    assert (found["passed"], found["count"], found["rate"]) == (500, 1000, 0.5)
    assert (found["low"], found["high"]) == (rate(5, 10)["low"], rate(5, 10)["high"])
    assert rate_of_clusters([(1, 1), (0, 1)] * 500) == rate(500, 1000)
    assert rate_of_clusters([(7, 7), (3, 3)]) == rate(10, 10) and rate_of_clusters([(0, 0)]) == rate(0, 0)


@pytest.fixture
def cheap(monkeypatch, heldout):
    """The command, with a fake model and few training stories."""
    monkeypatch.setattr(command, "load", lambda name: Fake(heldout, THREE))
    monkeypatch.setattr(command, "evaluate", lambda model, met, *settings: evaluate(model, generate(50), *settings))
    monkeypatch.setattr(command, "folder_of", Path)
    monkeypatch.setattr(command, "binding", lambda model, count, seed: {"binding_skills": rate(1, count)})
    return ["evaluate", "--count", "40", "--seed", "3"]


def test_the_command_prints_one_json_object(cheap, capsys):
    assert main([*cheap, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"model", "skills"}
    assert set(report["skills"]) == {"story_consistency", "princesses", "novelty", "binding_skills"}
    assert set(report["skills"]["princesses"]) == {"passed", "count", "rate", "low", "high"}


def test_the_command_prints_a_table(cheap, capsys):
    assert main(cheap) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5 and lines[0].startswith("fake")
    assert lines[1].split() == ["story_consistency", "40", "40", "1.000", "0.912", "to", "1.000"]


def test_an_unknown_model_is_one_line_of_error(capsys):
    assert main(["evaluate", "--model", "nobody"]) == 2
    assert capsys.readouterr().err.startswith("nexttoken: error: no model 'nobody'")


def test_the_prompt_is_the_one_of_the_book():
    assert PRINCESSES == "A long time ago, there were three princesses in a distant kingdom:"
