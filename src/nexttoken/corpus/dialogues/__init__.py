"""Dialogues from a seed: messages with roles, the tools that are declared, and what a judge needs to know.

    dialogue = next(generate(1, seed=836, skill="facts"))
    dialogue.messages    [{"role": "user", "content": "What color has the sky?"}, {"role": "assistant", ...}]
    dialogue.tools       the schemas of the tools that the conversation declares, in the shape of OpenAI's API
    dialogue.skill       "facts"
    dialogue.facts       {"expected": for each message of the assistant what a judge expects, "judged": the number of
                         the message that the skill is about, "held": what no dialogue of training has}

Each skill has a module. `holdout` says what is held out, `nexttoken.evaluation.dialogues` judges a reply. Dialogue k of
a split depends on (seed, split, k) alone, and on the skill, if one is asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from nexttoken.corpus import splits
from nexttoken.corpus.dialogues import (
    chatter,
    context,
    corrections,
    deciding,
    finding,
    instructions,
    joining,
    matching,
    obeying,
    questions,
    quoting,
    references,
    tool_use,
)
from nexttoken.corpus.dialogues.talk import Talk
from nexttoken.corpus.dialogues.unknown import unknown
from nexttoken.corpus.draw import Draw
from nexttoken.errors import UserError

# The skills, and how many of a hundred dialogues each gets: the more, the longer it takes to learn.
SKILLS = {
    "facts": (questions.facts, 7),
    "references": (references.references, 13),
    "small_talk": (chatter.small_talk, 3),
    "corrections": (corrections.corrections, 3),
    "unknown": (unknown, 7),
    "system": (instructions.system, 9),
    "system_pairs": (instructions.system_pairs, 18),
    "system_told": (instructions.system_told, 6),
    "system_changed": (instructions.system_changed, 2),
    "system_conflict": (instructions.system_conflict, 3),
    "wishes": (instructions.wishes, 2),
    "context": (context.context, 13),
    "tool_call": (tool_use.tool_call, 5),
    "tool_result": (tool_use.tool_result, 3),
    "no_tool": (tool_use.no_tool, 6),
    # Exercises: training has rows of them (`training/chat.py`), and nobody is tested with them.
    "finding": (finding.finding, 0),
    "keeping": (obeying.keeping, 0),
    "obeying": (obeying.obeying, 0),
    "avoiding": (obeying.avoiding, 0),
    "joining": (joining.joining, 0),
    "matching": (matching.matching, 0),
    "quoting": (quoting.quoting, 0),
    "deciding": (deciding.deciding, 0),
}
EXERCISES = tuple(skill for skill, (_, weight) in SKILLS.items() if not weight)
_MAKE = {skill: make for skill, (make, _) in SKILLS.items()}
_WEIGHTS = tuple(weight for _, weight in SKILLS.values())
_SYSTEM = ("You are a helpful assistant.", "You are a friendly assistant.", "Be kind.", "Help the user.",
           "You are a helpful assistant. Be kind and truthful.", "Answer the questions of the user.")  # fmt: skip


@dataclass(frozen=True)
class Dialogue:
    messages: list[dict]
    tools: list[dict]
    skill: str
    facts: dict


def generate(count: int, seed: int = 0, split: str = "train", skill: str | None = None) -> Iterator[Dialogue]:
    """`count` dialogues of a split, of all skills or of one. Raises UserError for a value that there is not."""
    splits.check(count, split, "dialogue")
    if skill is not None and skill not in SKILLS:
        raise UserError(f"skill is {skill!r}: use one of {', '.join(SKILLS)}")
    if split != "train" and skill in EXERCISES:  # nobody is tested with one
        raise UserError(f"skill is {skill!r}, which is an exercise: there is only the train split")
    return (dialogue(seed, split, k, skill) for k in range(count))


def dialogue(seed: int, split: str, k: int, skill: str | None = None) -> Dialogue:
    """Dialogue number k."""
    draw = Draw(f"dialogue {split} {seed} {k} {skill or ''}")
    skill = skill or draw.weighted(tuple(SKILLS), _WEIGHTS)
    return recorded(hold(draw, split, skill), skill)


def hold(draw: Draw, split: str, skill: str) -> Talk:
    """A talk about a skill, from the first message to the last."""
    talk = Talk(draw, split)
    _MAKE[skill](talk)
    talk.judged = talk.judged or len(talk.messages) - 1
    if talk.messages[0]["role"] == "user" and draw.chance(0.15):
        talk.messages.insert(0, {"role": "system", "content": draw.pick(_SYSTEM)})
        talk.judged += 1
    return talk


def recorded(talk: Talk, skill: str) -> Dialogue:
    """What a talk has become."""
    facts = {"expected": talk.expected, "judged": talk.judged, "held": sorted(talk.held)}
    return Dialogue(talk.messages, talk.tools, skill, facts)
