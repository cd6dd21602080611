"""Exercises in keeping apart what is alike: the names of a dog, a sister and the user, or a code, an age and a count.

Who is asked for one of two numbers, each told in a message of its own, has to go by what was said beside it. In other
dialogues one fact in two stands alone, so that to say back whatever was told is right most of the time. Of 400 new
dialogues of that kind a model answered 389 rightly, and in five of the others it said another name or number of them.

What this file does not do: test anything. No held-out dialogue is of this skill.
"""

from nexttoken.corpus.dialogues.context import ask_for, tell_one
from nexttoken.corpus.dialogues.told import ABOUT_ME

ALIKE = (("name", "pet", "relative"), ("age", "count", "code"))


def remembering(talk) -> None:
    """Two to four names or numbers, and a question for each."""
    chosen = talk.draw.pick(ALIKE)
    each = [told._replace(of=(of,)) for told in ABOUT_ME if told.name in chosen for of in told.of]
    facts = [tell_one(talk, told) for told in talk.draw.several(each, talk.draw.pick((2, 3, 3, 4)))]
    for told, slots in talk.draw.several(facts, len(facts)):
        ask_for(talk, told, slots, facts)
