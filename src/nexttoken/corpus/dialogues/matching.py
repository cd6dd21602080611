"""Exercises in which of the declared tools a question needs, and whether it needs one that is not there, or none.

Tools go by many names, so a name alone does not tell which tool is needed: what the question wants has to be compared
with what each tool does. Other dialogues declare tools mostly for one or two questions; here the same tools are asked
for several things in turn, one at a time or two at once, and something else comes in between. For where calls mostly
come first, a model learns that whoever has begun with something else wants none: of new dialogues that began so it knew
nothing to call in one of three.

What this file does not do: test anything. No held-out dialogue is of this skill.
"""

from nexttoken.corpus.dialogues.requests import request
from nexttoken.corpus.dialogues.tool_use import beside, carry_out, missing, open_box, together

TURNS = ((1, 1, 1), (1, 1, 1), (1, 1, 1), (2, 1), (1, 2))  # how many things are wanted at a time


def matching(talk) -> None:
    """Two or three tools, and questions."""
    draw = talk.draw
    tools = open_box(talk, [], draw.pick((2, 2, 3)))
    for count in draw.pick(TURNS):
        if draw.chance(0.3):
            beside(talk)
        if draw.chance(0.35):
            missing(talk, {tool.kind for tool in tools})
            continue
        chosen = draw.several(tools, count)
        wanted = [request(talk, tool) for tool in chosen]
        carry_out(talk, together(chosen, wanted), chosen, wanted, error=0.05)
