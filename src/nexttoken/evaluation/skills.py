"""What a base model can do, as rates with the interval that the number of trials allows.

`story_consistency`: prompts from held-out stories of which the story passes every check of `stories`. Some end before
anything that is held out, such as two names together: there only what the model makes of it is judged.
`princesses`: the book's own prompt, with one seed after the other: exactly three of them, and the story keeps to them.
`novelty`: of all 8-grams that the model wrote after the held-out prompts, those that no story that it was trained on,
with the same kind of people and the same plot, has (see `novelty.new_eights`).
"""

from nexttoken.corpus.stories import generate
from nexttoken.errors import UserError
from nexttoken.evaluation.novelty import new_eights
from nexttoken.evaluation.rates import rate, rate_of_clusters
from nexttoken.evaluation.stories import check, passes

PRINCESSES = "A long time ago, there were three princesses in a distant kingdom:"
TEMPERATURE = 0.8


def evaluate(model, met, count: int = 300, seed: int = 0) -> dict:
    """All skills of a model: {"model": its name, "skills": {NAME: {"passed", "count", "rate", "low", "high"}}}.

    `model` has a `name` and `complete_many(prompts, max_tokens, temperature, seed)`, `met` are the stories that it was
    trained on, or None where nobody knows, and then there is no `novelty`. `count` held-out prompts, half as many times
    the princesses; low and high are the 95 % interval. Raises UserError for a count below 2.
    """
    if count < 2:
        raise UserError(f"count is {count}: ask for at least 2 prompts")
    stories = list(generate(count, seed, "heldout"))
    texts = _complete(model, [story.prompt for story in stories], seed)
    consistent = sum(passes(story.prompt, text) for story, text in zip(stories, texts))
    three = sum(keeps_three(text) for text in _complete(model, [PRINCESSES] * (count // 2), seed))
    skills = {"story_consistency": rate(consistent, count), "princesses": rate(three, count // 2)}
    if met is not None:
        written = [(story.facts["kind"], text) for story, text in zip(stories, texts)]
        skills["novelty"] = rate_of_clusters(new_eights(written, met))
    return {"model": model.name, "skills": skills}


def _complete(model, prompts: list[str], seed: int) -> list[str]:
    completions = model.complete_many(prompts, max_tokens=None, temperature=TEMPERATURE, seed=seed)
    return [completion.text for completion in completions]


def keeps_three(completion: str) -> bool:
    """Whether the princesses' story names three different princesses, and no strangers later."""
    findings = check(PRINCESSES, completion)
    return all(findings[name].passed for name in ("count", "distinct", "introduced"))
