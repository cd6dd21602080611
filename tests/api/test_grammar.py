"""What constrained decoding promises: JSON that fits its schema, checked by a validator that shares no code with it."""

import json

import jsonschema
import pytest
from asking import MODEL
from hypothesis import given, settings
from hypothesis import strategies as st

from nexttoken.api import grammar
from nexttoken.api.errors import ApiError
from nexttoken.generation import Batch
from nexttoken.settings import Settings

END = MODEL.tokenizer.control["<|end|>"]

leaves = st.sampled_from([{"type": "boolean"}, {"type": "null"}, {"enum": ["a", "é", 3]}, {"const": "x"},
                          {"type": "integer", "minimum": 0, "maximum": 99}, {"type": "string", "maxLength": 3}])  # fmt: skip


def nested(inner):
    objects = st.dictionaries(st.sampled_from(["a", "b b", "é"]), inner, max_size=2).map(
        lambda properties: {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }
    )
    return objects | inner.map(lambda items: {"type": "array", "items": items, "maxItems": 2}) | st.lists(
        inner, min_size=1, max_size=2).map(lambda options: {"anyOf": options})  # fmt: skip


def written(schema, seed):
    """What the model writes under a schema."""
    found = grammar.Grammar(grammar.lark(grammar.compact(schema, "schema"), [], "none"), MODEL.tokenizer)
    batch = Batch(MODEL, 1)
    row = batch.add([5], Settings(seed=seed, temperature=1.5, stop_tokens=[END]), found.allowed())
    list(batch.events())
    return row


@settings(max_examples=60)
@given(st.recursive(leaves, nested, max_leaves=4), st.integers(0, 99))
def test_what_is_finished_fits_the_schema_and_has_no_needless_spaces(schema, seed):
    row = written(schema, seed)
    if row.finish_reason == "stop":
        jsonschema.validate(json.loads(row.text), schema)
        assert row.text == json.dumps(json.loads(row.text), separators=(",", ":"), ensure_ascii="\\u" in row.text)


@pytest.mark.parametrize(
    "schema", [{"type": "x"}, {"$ref": "http://127.0.0.1:1/x"}, {"minimum": "a"}, {"allOf": 3}, {"not": {}}]
)
def test_a_schema_that_cannot_be_kept_to_is_refused(schema):
    with pytest.raises(ApiError) as error:
        grammar.compact(schema, "here")
    assert (error.value.param, error.value.code) == ("here", "invalid_schema") and "\n" not in error.value.message


@pytest.mark.parametrize("schema", [{"type": "string", "minLength": 99}, {"type": "string", "maxLength": 2},
                                    {"properties": {"type": {"type": "string"}, "enum": {"type": "array"}}},
                                    {"enum": [{"type": "string"}]}, {"type": ["string", "null"]}])  # fmt: skip
def test_bounds_are_set_where_there_are_none(schema):
    found = grammar.bounded(schema)
    assert grammar.compact(found, "schema")
    if schema.get("type") == "string":
        assert found["maxLength"] == schema.get("maxLength", 99)


def test_bounds_are_set_wherever_a_schema_stands_and_nowhere_else():
    text, end = {"type": "string"}, {"type": "string", "maxLength": 64}
    named = {"properties": {"format": text, "enum": text}, "$defs": {"pattern": text}}
    found = grammar.bounded(named | {"type": "object"})
    assert found["properties"] == {"format": end, "enum": end} and found["$defs"] == {"pattern": end}
    assert found.keys() - named.keys() == {"type", "additionalProperties", "patternProperties"}
    assert grammar.bounded({"type": ["string", "null"]}) == {"type": ["string", "null"], "maxLength": 64}
    assert grammar.bounded({"anyOf": [text], "items": text}) == {"anyOf": [end], "items": end}
    for schema in {"enum": [text]}, {"const": text}, {"type": "string", "minLength": "a"}:
        assert grammar.bounded(schema) == schema
    assert grammar.bounded({"default": text})["default"] == text


def test_texts_of_one_grammar_do_not_share_what_they_have_read():
    found = grammar.Grammar(grammar.lark({"enum": ["ab", "ac"]}, [], "none"), MODEL.tokenizer)
    quote, a, b = MODEL.tokenizer.encode('"')[0], 97, 98
    first, second = found.allowed(), found.allowed()
    assert first([quote, a])[b] and not first([quote, a])[a]
    assert second([])[quote] and not second([])[b]
    assert first([quote, a, b])[quote]


def test_where_the_library_gives_up_the_text_ends():
    found = grammar.Grammar(grammar.lark(None, [], "none"), MODEL.tokenizer).allowed()
    found([])
    mask = found([MODEL.tokenizer.control["<|user|>"]])  # which the grammar did not allow
    assert found.too_complex and list(mask.nonzero()[0]) == [END]
