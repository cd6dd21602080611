"""The model without defences has met no attack: nobody in its dialogues tries to mislead it (`corpus.attacks` does)."""

import re

from nexttoken.corpus import attacks, dialogues

SIGNS = re.compile(
    r"\b(ignore|disregard|instructions?|override|password|secret|developer mode|system message|(your|other|those) (rules|orders))\b"
    r"|<\||\b(SYSTEM|ASSISTANT|USER):",
    re.IGNORECASE,
)


def signs(made):
    """What of an attack is in what users and tools say."""
    said = [message["content"] for message in made.messages if message["role"] in ("user", "tool")]
    return [found[0] for text in said for found in SIGNS.finditer(text)]


def test_no_user_and_no_tool_in_training_says_what_attackers_say():
    assert not [found for made in dialogues.generate(6000, seed=5) for found in signs(made)]


def test_attackers_do_say_it():
    made = [attacks.item(5, "train", number, "ignore").dialogue for number in range(50)]
    assert sum(bool(signs(dialogue)) for dialogue in made) > 10
