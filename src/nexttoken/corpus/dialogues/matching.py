"""Exercises in which of the declared tools a question needs, and whether it needs one that is not there, or none.

Tools go by many names, so a name alone does not tell which tool is needed: what the question wants has to be compared
with what each tool does. In other dialogues, whoever calls one of the declared tools whenever a question sounds like it
is right most of the time. So was an earlier model after 13,800 steps: of 177 calls in 120 exercises like these 130 were
right, and of 124 questions for a tool that is not there 90. It had learned a shortcut besides. Where calls mostly come
first, whoever has begun with something else may be taken to want none: of new dialogues as in training that began so,
17 of 69 calls were wrong, of others 8 of 74. So something else comes in between here, now and then.

A fourth of the exercises of 160 steps, and a sixth of those of later ones, helped calls alone: 151 of 177, and 76 of 124.
After 560 steps in which seven of twelve rows were of these, and 1,040 more steps, 174 and 116 were right.

What this file does not do: test anything. No held-out dialogue is of this skill.
"""

from nexttoken.corpus.dialogues.requests import request
from nexttoken.corpus.dialogues.tool_use import beside, carry_out, missing, open_box, together

TURNS = ((1, 1, 1), (1, 1, 1), (1, 1, 1), (2, 1), (1, 2))  # how many things are wanted at a time


def matching(talk) -> None:
    """Two or three tools, and questions."""
    draw = talk.draw
    tools = open_box(talk, [], draw.pick((2, 2, 3)))
    interrupted = draw.pick(range(4))
    for turn, count in enumerate(draw.pick(TURNS)):
        if turn == interrupted:
            beside(talk)
        if draw.chance(0.35):
            missing(talk, {tool.kind for tool in tools})
            continue
        chosen = draw.several(tools, count)
        wanted = [request(talk, tool) for tool in chosen]
        carry_out(talk, together(chosen, wanted), chosen, wanted, error=0.05)
