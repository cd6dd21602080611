"""The `tokenizer.json` of Hugging Face's `tokenizers`: what `transformers`, vLLM and others load.

The format describes a pipeline: cut text into words, spell the bytes of each as visible characters, merge pairs. What
this file does not do: read tokenizers in general; it finds the merges in one of ours, and `Tokenizer.load` compares.
"""

# JSON has no bytes. The format spells each byte as a character: itself where Latin-1 has a visible one, else the next
# from U+0100 on, as GPT-2 did: the space is Ġ.
VISIBLE = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
SPELLING = {byte: chr(byte) for byte in VISIBLE}
SPELLING |= {byte: chr(0x100 + n) for n, byte in enumerate(sorted(set(range(0x100)) - set(VISIBLE)))}
BYTE = {character: byte for byte, character in SPELLING.items()}


def spell(token: bytes) -> str:
    """b" fox" -> "Ġfox"."""
    return "".join(SPELLING[byte] for byte in token)


def unspell(characters: str) -> bytes:
    """The inverse of `spell`. Raises KeyError for a character that spells no byte."""
    return bytes(BYTE[character] for character in characters)


def to_json(tokenizer, pattern: str) -> dict:
    """The file's content for a `Tokenizer` that cuts words with `pattern`; the library puts `<|endoftext|>` first."""
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}
    cut = {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [control_token(name, i) for name, i in tokenizer.control.items()],
        "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [cut, byte_level]},
        "post_processor": start_with("<|endoftext|>", tokenizer.end),
        "decoder": byte_level,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": None,
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "byte_fallback": False,
            "ignore_merges": False,
            "vocab": {spell(token): i for i, token in enumerate(tokenizer.tokens[: tokenizer.end])} | tokenizer.control,
            "merges": [f"{spell(left)} {spell(right)}" for left, right in tokenizer.merges],
        },
    }


def control_token(name: str, i: int) -> dict:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {"id": i, "content": name, **flags}


def start_with(name: str, i: int) -> dict:
    start = {"SpecialToken": {"id": name, "type_id": 0}}
    first, second = ({"Sequence": {"id": which, "type_id": 0}} for which in "AB")
    return {
        "type": "TemplateProcessing",
        "single": [start, first],
        "pair": [start, first, start, second],
        "special_tokens": {name: {"id": name, "ids": [i], "tokens": [name]}},
    }


def merges_in(data: dict) -> list[tuple[bytes, bytes]]:
    """The merges of a `tokenizer.json`. Raises ValueError, KeyError, TypeError or AttributeError if it has none."""
    pairs = (line.split(" ") for line in data["model"]["merges"])
    return [(unspell(left), unspell(right)) for left, right in pairs]
