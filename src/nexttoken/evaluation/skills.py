"""What a base model can do, as rates with the interval that the number of trials allows.

`story_consistency`: held-out prompts of which the story passes every check of `stories`.
`princesses`: the book's own prompt, with one seed after the other: exactly three princesses, and the story keeps to them.
`novelty`: of all 8-grams that the model wrote after the held-out prompts, those that no training story with the same
kind of people and the same plot has (see `novelty.new_eights`).
"""

from math import sqrt

from nexttoken.corpus.stories import generate
from nexttoken.errors import UserError
from nexttoken.evaluation.novelty import new_eights
from nexttoken.evaluation.stories import check, passes

PRINCESSES = "A long time ago, there were three princesses in a distant kingdom:"
TEMPERATURE = 0.8
# The training stories that a completion is compared with, about as many as the model has seen.
TRAINING_STORIES = 100_000


def evaluate(model, count: int = 200, seed: int = 0, training_stories: int = TRAINING_STORIES) -> dict:
    """All skills of a model: {"model": its name, "skills": {NAME: {"passed", "count", "rate", "low", "high"}}}.

    `model` has a `name` and `complete_many(prompts, max_tokens, temperature, seed)`. `count` held-out prompts, half as
    many times the princesses; low and high are the 95 % interval. Raises UserError for a count below 2.
    """
    if count < 2:
        raise UserError(f"count is {count}: ask for at least 2 prompts")
    stories = list(generate(count, seed, "heldout"))
    texts = _complete(model, [story.prompt for story in stories], seed)
    consistent = sum(passes(story.prompt, text) for story, text in zip(stories, texts))
    three = sum(keeps_three(text) for text in _complete(model, [PRINCESSES] * (count // 2), seed))
    written = [(story.facts["kind"], text) for story, text in zip(stories, texts)]
    new = new_eights(written, generate(training_stories))
    skills = {
        "story_consistency": rate(consistent, count),
        "princesses": rate(three, count // 2),
        "novelty": rate(sum(some for some, _ in new), sum(every for _, every in new)),
    }
    return {"model": model.name, "skills": skills}


def _complete(model, prompts: list[str], seed: int) -> list[str]:
    completions = model.complete_many(prompts, max_tokens=None, temperature=TEMPERATURE, seed=seed)
    return [completion.text for completion in completions]


def keeps_three(completion: str) -> bool:
    """Whether the princesses' story names three different princesses, and no strangers later."""
    findings = check(PRINCESSES, completion)
    return all(findings[name].passed for name in ("count", "distinct", "introduced"))


def rate(passed: int, count: int) -> dict:
    """A share and its 95 % Wilson score interval (Wilson, 1927); without trials, all of 0 to 1 is possible."""
    if not count:
        return {"passed": 0, "count": 0, "rate": 0.0, "low": 0.0, "high": 1.0}
    z, share = 1.96, passed / count
    middle = share + z * z / (2 * count)
    width = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    low, high = ((middle + side * width) / (1 + z * z / count) for side in (-1, 1))
    return {"passed": passed, "count": count, "rate": share, "low": max(0.0, low), "high": min(1.0, high)}
