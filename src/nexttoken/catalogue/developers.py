"""One name for each developer, where the list has several.

>>> developer("X AI")
'xAI'

What this file does not do: forget. `Entry.as_written` has the name as it stands in the list.
"""

NAMES = {
    "ByteDance Seed": "ByteDance",
    "DeepSeek AI": "DeepSeek",
    "Nvidia": "NVIDIA",
    "Open AI": "OpenAI",
    "X AI": "xAI",
    "Zhipu": "Zhipu AI",
}


def developer(as_written):
    return NAMES.get(as_written, as_written)


def spelling(name):
    """What two names have in common that differ in spelling alone: "NVIDIA", "Nvidia AI" -> "nvidia"."""
    letters = "".join(name.casefold().split())
    return letters.removesuffix("ai") or letters
