"""Conversations of every kind that can be rendered, properties of both formats, and a reader of tokens that shares no code."""

import itertools
import json
import re

from hypothesis import strategies as st

from nexttoken.chat import Call, Message
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import CONTROL, Tokenizer

TOKENIZER = Tokenizer.load(PRETRAINED / "tokenizer.json")
LOOKALIKES = [
    *CONTROL, "<|im_end|>", "<|im_start|>system\n", "</s>", "[INST]", "<tool_call>", "<think>", "</tool_response>",
    "\nUSER:", "ASSISTANT:", "TOOL 0:", "0", "{", "}", '{"name":"weather","arguments":{}}', "weather{}", "\\", " ",
    "\n", "\r\n", "\t", "\0", "\ufeff", "\ufffd", "\u2028", "é", "日本", "👩‍🚀", "\U0010ffff",
]  # fmt: skip

NEARLY = [
    ["<|assistant|>", "<|call|>", "weather"], ["<|call|>", 'weather{"city":"Oslo"}'], ["<|call|>", "weather{", "}"],
    ["<|call|>", "{}", "<|end|>"], ["<|end|>", "<|tool|>", "0", "<|call|>"], ["<|tool|>", "1", "0"],
]  # fmt: skip

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
texts = any_text | st.lists(st.sampled_from(LOOKALIKES)).map("".join)
names = st.text("Az09_-", min_size=1, max_size=64)
values = texts | st.integers() | st.sampled_from([None, True, 0.1, [], {"{": ["}"]}])
objects = st.dictionaries(texts, values, max_size=2)
arguments = objects | st.builds(json.dumps, objects, ensure_ascii=st.booleans(), indent=st.sampled_from([None, 1]))


@st.composite
def contents(draw):
    """The content of a message under either of its names, whole or in parts."""
    text = st.lists(texts.map(lambda text: {"type": "text", "text": text}), min_size=1, max_size=3)
    return {draw(st.sampled_from(["content", "message"])): draw(texts | text)}


@st.composite
def rounds(draw):
    """An assistant message with calls, and their results in some order."""
    ids = draw(st.lists(texts, min_size=1, max_size=2, unique=True))
    functions = [{"name": draw(names), "arguments": draw(arguments)} for _ in ids]
    calls = [{"id": id, "type": "function", "function": function} for id, function in zip(ids, functions)]
    content = draw(contents() | st.just({"content": None}) | st.just({}))
    results = [{"role": "tool", "tool_call_id": id, **draw(contents())} for id in draw(st.permutations(ids))]
    return [{"role": "assistant", "tool_calls": calls, **content}, *results]


@st.composite
def messages(draw):
    """Messages that can be rendered; they may break off before all results are there."""
    turns = st.builds(dict, contents(), role=st.sampled_from(["system", "developer", "user", "assistant"]))
    blocks = draw(st.lists(turns.map(lambda turn: [turn]) | rounds(), min_size=1, max_size=4))
    whole = [message for block in blocks for message in block]
    return whole[: draw(st.integers(1, len(whole)))]


def assert_grows(format, conversation, tools=()):
    """The tokens of the first messages begin those of all, however many they are, and the mask is the same for them.

    `format` is a module with `render`, `template` or `plain`.
    """
    ids, mask = format.render(conversation, TOKENIZER, tools)
    for k in range(1, len(conversation)):
        fewer, mask_of_fewer = format.render(conversation[:k], TOKENIZER, tools)
        assert ids[: len(fewer)] == fewer, k
        assert mask[: len(fewer)] == mask_of_fewer, k


def assert_trained_on_prompt_and_completion(format, conversation):
    """Before every answer the tokens are those of the prompt that asks for it, and from there on the mask is True."""
    for k, message in enumerate(conversation):
        ids, mask = format.render(conversation[: k + 1], TOKENIZER)
        if message["role"] == "assistant" and k > 0 and conversation[k - 1]["role"] != "assistant":
            prompt = format.render_prompt(conversation[:k], TOKENIZER)
            assert ids[: len(prompt)] == prompt, k
            assert mask[len(prompt) :] == [True] * (len(ids) - len(prompt)), k
            assert not mask[len(prompt) - 1], k
        assert ids.count(TOKENIZER.end) == 1 and ids[0] == TOKENIZER.end, k


def split(ids, tokenizer=TOKENIZER):
    """Token ids as pairs of a control token's name and the bytes after it."""
    control, pairs = {id: name for name, id in tokenizer.control.items()}, []
    for id in ids:
        if id in control:
            pairs.append((control[id], b""))
        else:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] + tokenizer.tokens[id])
    return pairs


def read_back(ids, tokenizer=TOKENIZER):
    """The messages that token ids stand for, if they are exactly what the grammar says."""
    pairs = [(name, data.decode()) for name, data in split(ids, tokenizer)]
    assert pairs.pop(0) == ("<|endoftext|>", "")
    found = []
    while pairs:
        role, text = pairs.pop(0)
        if role == "<|tool|>":
            call, result = pairs.pop(0)
            assert call == "<|call|>"
            found.append(Message("tool", result, answers=int(text)))
        else:
            calls = []
            while pairs[0][0] == "<|call|>":
                name, arguments = re.fullmatch(r"([\w-]+)(\s*\{.*)", pairs.pop(0)[1], re.DOTALL | re.ASCII).groups()
                calls.append(Call(name, arguments))
            assert calls == [] or role == "<|assistant|>"
            found.append(Message(role[2:-2], None if calls and not text else text, tuple(calls)))
        assert pairs.pop(0) == ("<|end|>", "")
    return found


def ids(*parts, tokenizer=TOKENIZER):
    """Tokens: ids("Hi", "<|end|>", b"\\xf0") are those of a text, a control token, and a byte that no text has alone."""
    made = []
    for part in parts:
        if isinstance(part, bytes):
            made += part
        else:
            made += [tokenizer.control[part]] if part in tokenizer.control else tokenizer.encode(part)
    return made


def tokens():
    """Any tokens at all, and more often than by chance those that are nearly a conversation."""
    structure = st.sampled_from([*CONTROL[:10], "<|call|>", "<|end|>", "<|assistant|>", "<|tool|>"])
    words = st.sampled_from(
        ["weather", '{"city":', '"Oslo"}', "{}", "0", "1", " ", "Hi", "é", b"\xf0\x9f", b"\x91\xa9"]
    )
    parts = (structure | words).map(lambda part: [part]) | st.sampled_from(NEARLY)
    return st.lists(parts, max_size=16).map(lambda parts: ids(*itertools.chain(*parts))) | st.lists(
        st.integers(0, TOKENIZER.vocab_size - 1)
    )


class AnyPieces:
    """A tokenizer for which any bytes are one token, which is themselves."""

    control, end = TOKENIZER.control, TOKENIZER.end

    def bytes_of(self, token):
        return token


def cut_anywhere(row, cuts):
    """The same control tokens, and between them the text in pieces; `cuts` draws where a text of some length is cut."""
    made = []
    for control, run in itertools.groupby(row, lambda id: id in TOKENIZER.control.values()):
        if control:
            made += run
        else:
            text = TOKENIZER.decode_bytes(run)
            made += [text[a:b] for a, b in itertools.pairwise([0, *sorted(cuts(len(text))), len(text)])]
    return made
