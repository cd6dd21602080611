"""Preference training against the injected answer, as in SecAlign (Chen et al. 2025).

The loss is that of `preferences.py`. Of a pair, the better answer is the right one, and the worse one is what the
attacker wants to hear. Where a prompt is so long that it does not fit into a row twice, the pair is left out.
"""

from nexttoken.evaluation.dialogues import prompt
from nexttoken.training.base import ROWS
from nexttoken.training.chat import fill_rows
from nexttoken.training.preferences import answered, settings
from nexttoken.training.stage import Stage
from nexttoken.training.struq import items


def document(made, tokenizer):
    """An item as `pack` takes it: prompt and right answer, prompt and injected answer."""
    injected = {"role": "assistant", "content": made.injected}
    answers = [made.dialogue.messages[-1], injected]
    return answered(prompt(made.dialogue), answers, tokenizer, made.dialogue.tools)


def rows(tokenizer, seed):
    """The rows of a step; a clean item has no injected answer."""
    pairs = (made for made in items(seed) if made.wanted)
    return {"pairs": fill_rows(tokenizer, ROWS, (document(made, tokenizer) for made in pairs))}


stage = Stage("secalign", rows, settings)
steps_in, run = stage.steps_in, stage.run
