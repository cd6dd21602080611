"""What is made of an answer that breaks the rules: by our parser and by that of openai-harmony, side by side.

    .venv-bench/bin/python bench/policies.py     prints the table of bench/policies.md

Both read the same mistakes, each in tokens of its own, and are told that no more will come. openai-harmony needs its
vocabulary for that (see `parsing.py`). Its parser is strict here, as it is unless one asks for something else.
"""

import json
from functools import partial

from nexttoken.chat import Answer
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer

CROWN = "👑".encode()
CALL = "<|channel|>commentary to=functions.weather<|message|>"  # what a call begins with in openai-harmony's format
FINAL = "<|channel|>final<|message|>"
CASES = {  # title: (parts of what our model writes, the text or its parts that theirs writes)
    "a call": (["<|call|>", 'weather{"city":"Oslo"}', "<|end|>"], CALL + '{"city":"Oslo"}<|call|>'),
    "no room left in a call": (["<|call|>", 'weather{"city":"Os'], CALL + '{"city":"Os'),
    "a brace is missing": (["<|call|>", 'weather{"city":"Oslo"', "<|end|>"], CALL + '{"city":"Oslo"<|call|>'),
    "prose for a call": (["<|call|>", "I had rather not.", "<|end|>"], CALL + "I had rather not.<|call|>"),
    "no arguments": (["<|call|>", "weather", "<|end|>"], CALL + "<|call|>"),
    "a space in the name": (["<|call|>", "weather now{}", "<|end|>"],
                            "<|channel|>commentary to=functions.weather now<|message|>{}<|call|>"),
    "it makes up the result": (
        ["<|call|>", "weather{}", "<|end|>", "<|tool|>", "0", "<|call|>", "rain", "<|end|>"],
        CALL + "{}<|call|><|start|>functions.weather to=assistant<|channel|>commentary<|message|>rain<|end|>"),
    "it goes on as the user": (["Done.", "<|user|>", "And now?", "<|end|>"],
                               FINAL + "Done.<|start|>user<|message|>And now?<|end|>"),
    "text after the end": (["Done.", "<|end|>", "Or not."], FINAL + "Done.<|end|>Or not."),
    "two ends": (["Done.", "<|end|>", "<|end|>"], FINAL + "Done.<|end|><|end|>"),
    "a token without a meaning": (["Os", "<|reserved_9|>", "lo", "<|end|>"], FINAL + "Os<|reserved_200014|>lo<|end|>"),
    "no header": (["Done.", "<|end|>"], "Done.<|end|>"),
    "half a character": (["a", CROWN[:3], "<|end|>"], [FINAL, "a", 0, "<|end|>"]),
}  # fmt: skip


def outcome(read, written):
    """What a parser makes of something, in a line."""
    try:
        return "; ".join(read(written)) or "nothing"
    except Exception as error:  # noqa: BLE001  that it raises is what we want to know
        return f"error: {error}"


def ours(parts):
    """What is said and called, each as a text."""
    tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")
    answer, control = Answer(tokenizer), tokenizer.control
    for part in parts:
        ids = part if isinstance(part, bytes) else [control[part]] if part in control else tokenizer.encode(part)
        for id in ids:
            answer.push(id)
    answer.finish("length")
    if answer.content:
        yield f"text: {said(answer.content)}"
    yield from (f"call of {call.name}: {said(call.arguments)}" for call in answer.calls)


def theirs(encoding, written):
    """The same of openai-harmony's parser; 0 stands for the first token of a crown, which has two."""
    import openai_harmony as harmony

    parser = harmony.StreamableParser(encoding, harmony.Role.ASSISTANT)
    for part in [written] if isinstance(written, str) else written:
        ids = encoding.encode(CROWN.decode())[:1] if part == 0 else encoding.encode(part, allowed_special="all")
        for id in ids:
            parser.process(id)
    parser.process_eos()
    for message in parser.messages:
        name = (message.recipient or "").removeprefix("functions.")
        role = "text" if message.author.role == harmony.Role.ASSISTANT else message.author.role.value
        who = role if name in ("", "assistant") else f"call of {name}"
        yield f"{who}: {said(''.join(part.text for part in message.content))}"


def said(text):
    return json.dumps(text, ensure_ascii=False).replace('\\"', '"').replace("|", "\\|") if text else "(empty)"


def main():
    from parsing import Theirs  # only here: what ours makes of each is tested where openai-harmony is not

    encoding = Theirs().encoding
    print("| what is written | ours | openai-harmony |\n|---|---|---|")
    for title, (parts, written) in CASES.items():
        print(f"| {title} | {outcome(ours, parts)} | {outcome(partial(theirs, encoding), written)} |")


if __name__ == "__main__":
    main()
