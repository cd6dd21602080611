"""Training with injected data and the true answer, as in StruQ (Chen et al. 2024).

Conversations of `nexttoken.corpus.attacks` in which somebody attacks go into rows with the answer that is right all the
same, among them clean ones and ones that only mention an instruction, or the model would learn to skip whatever looks
like one. Ordinary dialogues, stories and the exercises of `chat.py` are there so that nothing else is forgotten.

To say such a text again took longest. After 700 steps 228 of 300 held-out ones came back as they were (239 when no
exercises in quoting were beside them), and 228 after 900 at a higher rate, with more such texts, longer ones among
them, in which what must be right counts more. Of a hundred others 26 did not come back, and 16 of those were no bad
copies: the model had not understood that it was asked for the text, and said that it would remember. With nearly ninety
more wordings of that question, and seventy of what is told before it (`corpus/dialogues/wordings/mentioned.txt`), 277
of the 300 came back.

With a hundred and fifty more, of validation's 300 texts 286 came back after 1,400 steps, and what did not were slips:
"Make a list of of it." Since then a third of such texts are words in any order (`corpus/attacks/fidelity.py`). After
500 steps more with them 295 came back; with them from the start 288, and 292 after 500 more steps. The model that is
measured was made in this last way, with some wordings less that were near held-out ones, and with clean conversations
three times as often: of 600 held-out texts it says 584 as they were.
"""

import itertools
from collections import Counter

from nexttoken.corpus.attacks import KINDS, item
from nexttoken.training import chat, shares
from nexttoken.training.base import story_rows
from nexttoken.training.chat import dialogue_rows, fill_rows, weighed
from nexttoken.training.shares import ROWS
from nexttoken.training.stage import Stage

PEAK = 0.0015  # of the learning rate: half of `chat.PEAK_LATER`
EXERCISE_ROWS, DIALOGUE_ROWS, STORY_ROWS = 2, 2, shares.STORY_ROWS["struq"]
IN_TURN = (*KINDS, *["clean"] * 2, *["mentioned"] * 5)  # see above


def items(seed, in_turn=IN_TURN):
    """Items of training, each kind in turn, for ever, each seed beginning somewhere else. No two are the same."""
    count = Counter()
    for kind in itertools.islice(itertools.cycle(in_turn), seed % len(in_turn), None):
        yield item(seed, "train", count[kind], kind)
        count[kind] += 1


def rows(tokenizer, seed):
    """The rows of a step."""
    attacked = (weighed(made.dialogue, tokenizer, chat.TIMES) for made in items(seed))
    return {
        "attacks": fill_rows(tokenizer, ROWS - EXERCISE_ROWS - DIALOGUE_ROWS - STORY_ROWS, attacked),
        "exercises": dialogue_rows(tokenizer, EXERCISE_ROWS, seed, skills=chat.IN_TURN),
        "dialogues": dialogue_rows(tokenizer, DIALOGUE_ROWS, seed),
        "stories": story_rows(tokenizer, STORY_ROWS, seed),
    }


stage = Stage("struq", rows, lambda start: {"peak": PEAK})
steps_in, run = stage.steps_in, stage.run
