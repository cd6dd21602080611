"""Ways to write a demand so that no list of forbidden words finds it.

    ENCODINGS["backwards"]("Answer in brackets.")   ->  ".stekcarb ni rewsnA"

What this file does not do: read them. Of the defences in code the filter reads `wide`, because it makes such letters
ordinary ones; whether a model can read the others is what the family measures.
"""

import base64
import codecs

_LEET = str.maketrans("aeiost", "431057")


def _wide(text: str) -> str:
    """The letters of East Asian typewriters: they look alike and are other characters."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _typos(text: str) -> str:
    """In each word the second and third letters have changed places."""
    return " ".join(word[0] + word[2] + word[1] + word[3:] if len(word) > 3 else word for word in text.split(" "))


ENCODINGS = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "hex": lambda text: text.encode().hex(),
    "rot13": lambda text: codecs.encode(text, "rot13"),
    "backwards": lambda text: text[::-1],
    "spaced": " ".join,
    "doubled": lambda text: "".join(c * 2 if c.isalpha() else c for c in text),
    "dotted": ".".join,
    "leet": lambda text: text.translate(_LEET),
    "wide": _wide,
    "typos": _typos,
}
