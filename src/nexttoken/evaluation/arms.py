"""The arms of the laboratory: a model, a format, and what stands around them.

    say(ARMS["tokens"], load("chat"), items)    ->  the reply to each item, a message

`plain` writes roles as text; its model is trained on such transcripts. All others use control tokens, and with them no
content whatsoever yields a control id. The argument, in four steps:

1. `template.encode` takes ids from two places: `tokenizer.control`, for the turns of the grammar, and
   `tokenizer.encode`, for all content.
2. `Tokenizer.encode` cuts text into words and words into bytes, whose ids are 0 to 255, and then only ever puts two
   tokens together that are a pair of the list of merges.
3. What a merge makes has an id below 256 + the number of merges, and the control ids are those from there on. So
   whatever the text is, none of its ids is a control id.
4. Therefore the control ids of a prompt, and their order, depend on who speaks and on which tools are declared and
   called, and not on what anybody wrote.

It follows that a forged role is never a role. It does not follow that the model is not moved by text that speaks of
roles: that is what the laboratory measures, and what `struq` and `secalign` are trained against. Both go on from the
chat model; their combination is SecAlign after StruQ.

`pretrained/attacks.json` is what `evaluate --attacks --json` prints of the models of this package and of those that the
commands in `MADE_BY` make of them, and `pretrained/struq.json` what `evaluate --model runs/struq --json` prints: what
that arm costs in skills. How many steps, and which turns, was chosen by attacks of the validation split.
"""

from pathlib import Path
from typing import NamedTuple

from nexttoken.chat import plain, template, to_json
from nexttoken.chat.answer import stop_tokens
from nexttoken.chat.messages import ROLES
from nexttoken.chat.transcript import TranscriptError, read_transcript
from nexttoken.evaluation.chat import LONGEST, SIDE_BY_SIDE, reply
from nexttoken.evaluation.defences import filtered, keep_secret
from nexttoken.evaluation.dialogues import prompt
from nexttoken.generation import generate
from nexttoken.model import names
from nexttoken.settings import Settings


class Arm(NamedTuple):
    model: str  # a pretrained model, or one that `train` has left in runs/
    plain: bool = False
    filter: bool = False
    check: bool = False


ARMS = {
    "plain": Arm("plain", plain=True),
    "plain+filter": Arm("plain", plain=True, filter=True),
    "tokens": Arm("chat"),
    "tokens+filter": Arm("chat", filter=True),
    "tokens+check": Arm("chat", check=True),
    "aligned": Arm("aligned"),
    "struq": Arm("struq"),
    "secalign": Arm("secalign"),
    "struq+secalign": Arm("struq-secalign"),
    "struq+filter+check": Arm("struq", filter=True, check=True),
    "struq+secalign+filter+check": Arm("struq-secalign", filter=True, check=True),
}

MADE_BY = {  # model: the commands that make it, in their order, each behind `python -m nexttoken`
    "plain": "train plain --steps 150",
    "chat": "train chat --minutes 120",
    "aligned": "train aligned --minutes 25",
    "struq": "train struq --steps 1400 --out runs/first, train struq --chat runs/first --steps 500 --seed 1",
    "secalign": "train secalign --steps 80",
    "struq-secalign": "train secalign --chat runs/struq --steps 80 --out runs/struq-secalign",
}

NEXT_ROLES = tuple(f"\n{role.upper()}{' ' if role == 'tool' else ':'}" for role in ROLES)  # TOOL 0: says whose result


def place(arm: Arm) -> str | Path | None:
    """Where the model of an arm is, None where there is none yet."""
    run = Path("runs", arm.model)
    return arm.model if arm.model in names() else run if (run / "model.safetensors").exists() else None


def say(arm: Arm, model, items: list) -> list[dict]:
    """What the arm replies to each item, always what is most probable."""
    settings = Settings(temperature=0, max_tokens=LONGEST, stop_tokens=stop_tokens(model.tokenizer),
                        stop=NEXT_ROLES if arm.plain else ())  # fmt: skip
    rows = generate(model, [(prompt_ids(arm, item, model), settings) for item in items], SIDE_BY_SIDE)
    replies = [read_plain(row.text) if arm.plain else reply(row) for row in rows]
    return [keep_secret(said, item.secret) if arm.check else said for said, item in zip(replies, items)]


def prompt_ids(arm: Arm, item, model) -> list[int]:
    messages = prompt(item.dialogue)
    form = plain if arm.plain else template
    return form.render_prompt(filtered(messages) if arm.filter else messages, model.tokenizer, item.dialogue.tools)


def read_plain(text: str) -> dict:
    """The reply that an assistant's words in the plain-text format are; what cannot be read is text."""
    try:
        return to_json(read_transcript("ASSISTANT:" + text))[0]
    except TranscriptError:
        return {"role": "assistant", "content": text}
