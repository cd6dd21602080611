r"""Grammars: an answer in JSON always fits its schema, and a call is always one of a tool that there is.

Constrained decoding: before each token, the library `llguidance` says which tokens can still become a text of the
grammar, and only of those one is chosen. The grammar of an answer with a tool, in the library's own notation:

>>> parameters = {"type": "object", "properties": {"city": {"type": "string"}}}
>>> print(lark(None, [("weather", parameters)], "auto"))
start: said calls?
said: /(?s:.*)/
calls: one{1,8}
one: <|call|> (call_0)
call_0: "weather" arguments_0
arguments_0: %json {"type": "object", "properties": {"city": {"type": "string"}}}

JSON comes to an end, also where its schema sets none, but for some kinds of schema that `bounds.py` names. It can still
be cut off, by the number of tokens that an answer may have; the answer then says so.
What this file does not do: check schemas or run anything in them. They are read by the library, which fetches nothing.
"""

import functools
import json

import numpy as np
from llguidance import LLMatcher, LLTokenizer, TokenizerWrapper

from nexttoken.api.bounds import bounded, problem
from nexttoken.api.errors import ApiError
from nexttoken.chat.fields import brief

CALLS = 8  # in one answer, or a small model might go on calling for ever
COMPACT = {"whitespace_flexible": False}  # as the model was trained to write JSON
STARTS = {"none": "said", "required": "calls", "one": "one"}


def lark(schema, tools, choice, parallel=True):
    """The grammar of an answer.

    schema: of its content, or None for any text. tools: (name, schema of the arguments). choice: may the answer have
    calls ("auto"), must it ("required"), must it have one and no more ("one"), or must it not ("none")?
    """
    auto = "said calls?" if schema is None else "said | calls"
    lines = [f"start: {STARTS.get(choice, auto)}",
             f"said: {'/(?s:.*)/' if schema is None else '%json ' + json.dumps(schema)}"]  # fmt: skip
    if choice != "none":
        lines += [f"calls: one{{1,{CALLS if parallel else 1}}}",
                  f"one: <|call|> ({' | '.join(f'call_{i}' for i in range(len(tools)))})"]  # fmt: skip
        for i, (name, arguments) in enumerate(tools):
            lines += [f'call_{i}: "{name}" arguments_{i}', f"arguments_{i}: %json {json.dumps(arguments)}"]
    return "\n".join(lines)


def compact(schema, param, lenient=False):
    """`schema` for JSON without needless spaces. Raises ApiError if it cannot be kept to.

    lenient: what the library cannot keep to is passed over, as in the arguments of tools that are not strict.
    """
    schema = schema | {"x-guidance": COMPACT | ({"lenient": True} if lenient else {})}
    if found := problem(schema):
        raise ApiError(f"{param} cannot be kept to: {found}", param, "invalid_schema")
    return schema


def with_end(schema, param, lenient=False):
    """The same for JSON that comes to an end, unless bounds would leave nothing to say."""
    schema = compact(schema, param, lenient)
    narrow = bounded(schema)
    return schema if problem(narrow) else narrow


def arguments(tool, param):
    """The schema of a tool's arguments, which are an object."""
    given = {"additionalProperties": False} if tool.parameters is None else tool.parameters
    schema = {"type": "object", "properties": {}} | given
    if schema["type"] != "object":
        raise ApiError(f"{param}.type is {brief(schema['type'])}: arguments are an object", param, "invalid_schema")
    return with_end(schema, param, lenient=not tool.strict)


class Grammar:
    """A grammar for the tokens of one tokenizer, read once. Raises ApiError where it is too large."""

    def __init__(self, text, tokenizer):
        self._end, self._size = tokenizer.control["<|end|>"], tokenizer.vocab_size
        self._matcher = LLMatcher(library_tokenizer(tokenizer), LLMatcher.grammar_from_lark(text), log_level=0)
        if self._matcher.is_error():
            problem = " ".join(self._matcher.get_error().split())[:300]
            raise ApiError(f"the schemas cannot be kept to: {problem}", code="invalid_schema")

    def allowed(self):
        """For one text: a function of its tokens so far -> (V,), True for those that may come next."""
        return Allowed(self._matcher.deep_copy(), self._end, self._size)


class Allowed:
    """Which tokens may come next. `too_complex`: that took too long to find out, so the text was ended."""

    def __init__(self, matcher, end, size):
        self._matcher, self._end, self._size = matcher, end, size
        self._read, self._mask, self.too_complex = 0, None, False

    def __call__(self, tokens):
        if self._mask is None or self._read < len(tokens):
            self._matcher.consume_tokens(tokens[self._read :])
            self._read, self._mask = len(tokens), self._compute()
        return self._mask

    def _compute(self):
        bits = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        mask = np.unpackbits(bits, count=self._size, bitorder="little").astype(bool)
        self.too_complex = self._matcher.is_error()
        if self.too_complex or not mask.any():
            mask = np.arange(self._size) == self._end
        return mask


@functools.lru_cache(maxsize=8)
def library_tokenizer(tokenizer):
    """Our tokenizer as the library wants it. A text of a grammar ends where an answer does."""
    return LLTokenizer(TokenizerWrapper(Description(tokenizer)))


class Description:
    """The fields that the library looks for."""

    def __init__(self, tokenizer):
        self.eos_token_id, self.bos_token_id = tokenizer.control["<|end|>"], None
        self.tokens, self.special_token_ids = tokenizer.tokens, list(tokenizer.control.values())
        self._encode = tokenizer.encode

    def __call__(self, text):
        return self._encode(text)
