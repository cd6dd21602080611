"""What a chat model can do: the skills of the dialogues, each on held-out dialogues, answered by the model and judged.

    skills = chat_skills(load("chat"))
    skills["facts"]    {"passed": 297, "count": 300, "rate": 0.99, "low": 0.971, "high": 0.997}

The model always says what is most probable (temperature 0), so that a skill is measured and not luck. `stops` are the
answers, of all skills, that the model ended itself, with `<|end|>`: not those after which it began another's turn.

What this file does not do: judge (`dialogues.py`).
"""

from nexttoken.chat import Answer, render_prompt, stop_tokens, to_json
from nexttoken.corpus import dialogues
from nexttoken.evaluation.dialogues import judge, prompt
from nexttoken.evaluation.rates import rate
from nexttoken.generation import generate
from nexttoken.settings import Settings

SKILLS = ("facts", "references", "context", "system", "system_pairs", "tool_call", "no_tool", "tool_result", "unknown")
SIDE_BY_SIDE = 64  # answers are short: that many fit into the processor's cache
LONGEST = 120  # tokens of an answer; the dialogues' own have fewer than 100


def chat_skills(model, count: int = 300, seed: int = 0) -> dict:
    """The rate of each of `SKILLS` in `count` held-out dialogues, and of answers that come to an end."""
    asked = [made for skill in SKILLS for made in dialogues.generate(count, seed, "heldout", skill)]
    rows = answer(model, asked)
    passed = dict.fromkeys(SKILLS, 0)
    for made, row in zip(asked, rows):
        passed[made.skill] += judge(made, reply(row))[0]
    stopped = sum(row.ended_by == row.model.tokenizer.control["<|end|>"] for row in rows)
    return {skill: rate(right, count) for skill, right in passed.items()} | {"stops": rate(stopped, len(rows))}


def answer(model, asked: list, temperature: float = 0) -> list:
    """What the model says in each dialogue in the place of the message that is judged, as a `generation.Row`."""
    settings = Settings(temperature=temperature, max_tokens=LONGEST, stop_tokens=stop_tokens(model.tokenizer))
    prompts = [render_prompt(prompt(made), model.tokenizer, made.tools) for made in asked]
    return generate(model, [(ids, settings) for ids in prompts], SIDE_BY_SIDE)


def reply(row) -> dict:
    """The message, in the shape of OpenAI's API, that a row says."""
    said = Answer(row.model.tokenizer)
    said.follow(row)
    return to_json([said.message])[0]
