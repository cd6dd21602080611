"""Preference training against the injected answer, as in SecAlign (Chen et al. 2025).

The loss is that of `preferences.py`. Of a pair, the better answer is the right one, and the worse one is what the
attacker wants to hear. Where a prompt is so long that it does not fit into a row twice, the pair is left out. Where
nobody attacks there is only the right answer: such prompts go beside the pairs, so that the model keeps them.
"""

from nexttoken.corpus.attacks import KINDS
from nexttoken.evaluation.dialogues import prompt
from nexttoken.training.chat import fill_rows
from nexttoken.training.preferences import alone, answered, settings
from nexttoken.training.shares import ROWS
from nexttoken.training.stage import Stage
from nexttoken.training.struq import items

CLEAN_ROWS = 5  # of the rows of a batch; without any, one clean question in twenty was lost
# Fewer mentions than in `struq`: with its turns, 13 % of validation's attacks on SecAlign alone succeed, and 10 %
# with these.
IN_TURN = (*KINDS, "mentioned")


def document(made, tokenizer):
    """An item as `pack` takes it: prompt and right answer, and, where somebody attacks, prompt and injected answer."""
    answers = made.dialogue.messages[-1:]
    if made.wanted:
        answers = [*answers, {"role": "assistant", "content": made.injected}]
    return answered(prompt(made.dialogue), answers, tokenizer, made.dialogue.tools)


def rows(tokenizer, seed):
    """The rows of a step."""
    pairs = (document(made, tokenizer) for made in items(seed, IN_TURN) if made.wanted)
    clean = (document(made, tokenizer) for made in items(seed, IN_TURN) if not made.wanted)
    return {
        "pairs": fill_rows(tokenizer, ROWS - CLEAN_ROWS, pairs),
        "clean": fill_rows(tokenizer, CLEAN_ROWS, alone(clean, tokenizer.end)),
    }


stage = Stage("secalign", rows, settings)
steps_in, run = stage.steps_in, stage.run
