"""Ways to ask that fit whatever is asked for: "Tell me how old I am.", "Do you remember my age?"

A model that meets "Say my name." alone takes "Say my age." for news. Where the same words stand around many things, it
can learn what they are for; which of them stand around which thing is held out as all phrasings are.

    >>> len(general(clauses=("how old I am",), nouns=("my age",), besides=("Say my age.",)))
    41
"""

from functools import cache
from zlib import crc32

# {c} is a question as a part of a sentence: "how old I am".
INDIRECT = (
    "Tell me {c}.", "Please tell me {c}.", "Can you tell me {c}?", "Could you tell me {c}?", "Do you know {c}?",
    "Do you remember {c}?", "Say {c}.", "Please say {c}.", "Can you say {c}?", "Remind me {c}.",
    "Please remind me {c}.", "I want to know {c}.", "I would like to know {c}.", "I wonder {c}.", "I forgot {c}.",
    "I need to know {c}.", "Let me know {c}, please.", "Help me: {c}?", "Now tell me {c}.", "And do you know {c}?",
    "Do you still know {c}?",
)  # fmt: skip
# {a} is what is asked for, as a noun: "my age".
DIRECT = (
    "What is {a}?", "What's {a}?", "What was {a}?", "Tell me {a}.", "Please tell me {a}.", "Can you tell me {a}?",
    "Do you know {a}?", "Do you remember {a}?", "Say {a}.", "Please say {a}.", "I forgot {a}.", "Remind me of {a}.",
    "Give me {a}.", "Name {a}.", "Please name {a}.", "I want to know {a}.", "I need {a}.", "And {a}?",
    "And what is {a}?", "What was {a} again?", "Which is {a}?",
)  # fmt: skip


@cache
def general(clauses: tuple = (), nouns: tuple = (), besides: tuple = ()) -> tuple[str, ...]:
    """The phrasings for what can be asked for so, without those `besides`, which a list of its own has.

    Their order is mixed, so that `holdout`, which keeps the end of a list, keeps others of each.
    """
    made = [frame.replace("{c}", clause) for clause in clauses for frame in INDIRECT]
    made += [frame.replace("{a}", noun) for noun in nouns for frame in DIRECT]
    return mixed(made, besides)


def mixed(frames: list, besides: tuple) -> tuple[str, ...]:
    return tuple(sorted({*frames} - {*besides}, key=lambda frame: (crc32(frame.encode()), frame)))
