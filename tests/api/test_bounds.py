"""Whatever a schema leaves open, JSON comes to an end, and fits: at any temperature, of a model that knows no end."""

import json
from typing import Any

import jsonschema
import openai
import pydantic
import pytest
from asking import USER
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small import small_model

from nexttoken.api import bounds, grammar
from nexttoken.api.errors import ApiError
from nexttoken.api.served import Served
from nexttoken.api.server import Server
from nexttoken.generation import Batch
from nexttoken.settings import Settings

SEEDS = range(6)


@pytest.fixture(scope="module")
def client():
    """The official client on a model with random weights, which would go on for ever."""
    server = Server([Served("talker", small_model(512), True)])
    server.start()
    with openai.OpenAI(base_url=server.base_url, api_key="-", max_retries=0) as client:
        yield client
    server.close()


def asked(seed, **more):
    """A request that is greedy once, and otherwise left to chance."""
    most = {"max_completion_tokens": 300, "temperature": int(seed > 0), "seed": seed}
    return {"model": "talker", "messages": [USER]} | most | more


@pytest.mark.parametrize("kind", [int, float, list[int], str, dict, dict[str, int], list, int | None, Any], ids=str)
def test_what_has_no_end_in_its_type_is_parsed(client, kind):
    class Animal(pydantic.BaseModel):
        legs: kind

    for seed in SEEDS:
        found = client.chat.completions.parse(response_format=Animal, **asked(seed))
        assert isinstance(found.choices[0].message.parsed, Animal)


OPEN = [
    {"type": "object"}, {"type": "array"}, {"type": "number", "exclusiveMinimum": 0}, {"type": "integer", "maximum": -(10**12)},
    {"type": "string", "pattern": "a+"}, {"type": "string", "format": "date-time"}, {"type": ["number", "string"]},
    {"type": "object", "properties": {"name": {"type": "integer"}}, "required": ["name", "age"]},
    {"type": "object", "additionalProperties": {"type": "number"}, "minProperties": 2}, {"title": "Anything"},
    {"type": "object", "patternProperties": {"^[abc]$": {"type": "number"}}},
    {"type": "object", "properties": {"a": {"type": "integer"}}, "patternProperties": {"^b": {"type": "integer"}}},
    {"type": "array", "prefixItems": [{"type": "integer"}]}, {"type": "number", "minimum": 0, "maximum": 0.0009},
    {"minLength": 2}, {"items": {"type": "number"}}, {"required": ["a"]}, {"properties": {"a": {"type": "integer"}}},
    {"anyOf": [{"type": "number"}, {"type": "object"}]},
    {"$ref": "#/$defs/Size", "$defs": {"Size": {"type": "array", "items": True, "minItems": 1}}},
]  # fmt: skip


@pytest.mark.parametrize("schema", OPEN, ids=json.dumps)
def test_the_arguments_of_a_call_come_to_an_end_and_fit(client, schema):
    parameters = {"type": "object", "properties": {"x": schema}, "required": ["x"]}
    parameters["$defs"] = schema.get("$defs", {})
    for seed in SEEDS:
        function = {"name": "f", "parameters": parameters, "strict": bool(seed % 2)}
        tools = {"tools": [{"type": "function", "function": function}], "tool_choice": "required"}
        found = client.chat.completions.create(parallel_tool_calls=False, **tools, **asked(seed)).choices[0]
        assert found.finish_reason == "tool_calls"
        jsonschema.validate(json.loads(found.message.tool_calls[0].function.arguments), parameters)


@pytest.mark.parametrize("parameters", [{}, {"type": "object"}, {"additionalProperties": {"type": "number"}}], ids=str)
def test_a_tool_that_takes_any_arguments_is_called(client, parameters):
    tools = {"tools": [{"type": "function", "function": {"name": "f", "parameters": parameters}}]}
    for seed in SEEDS:
        found = client.chat.completions.create(
            tool_choice="required", parallel_tool_calls=False, **tools, **asked(seed)
        )
        assert isinstance(json.loads(found.choices[0].message.tool_calls[0].function.arguments), dict)


def test_any_object_comes_to_an_end(client):
    for seed in SEEDS:
        found = client.chat.completions.create(response_format={"type": "json_object"}, **asked(seed)).choices[0]
        assert found.finish_reason == "stop" and isinstance(json.loads(found.message.content), dict)


def test_calls_come_to_an_end(client):
    """Of a model that wants nothing but to call."""
    call = {str(small_model().tokenizer.control["<|call|>"]): 100}
    function = {"name": "f", "parameters": {"type": "object", "properties": {}, "additionalProperties": False}}
    tools = {"tools": [{"type": "function", "function": function}], "tool_choice": "required"}
    found = client.chat.completions.create(logit_bias=call, **tools, **asked(0)).choices[0]
    assert (found.finish_reason, len(found.message.tool_calls)) == ("tool_calls", 8)


leaves = st.sampled_from([
    {}, True, {"type": "integer"}, {"type": "number", "multipleOf": 0.5}, {"type": "number", "minimum": 0.0005, "maximum": 0.0007},
    {"type": "integer", "exclusiveMinimum": 10**12}, {"type": "string", "pattern": "^[a-z]{70}$"}, {"type": "string", "format": "date"},
    {"type": ["null", "string"], "minLength": 70}, {"type": "array"}, {"enum": ["a", 3]}, {"type": "object"},
    {"minLength": 2}, {"maximum": 0.0009, "minimum": 0}, {"required": ["a"]},
])  # fmt: skip
names = st.lists(st.sampled_from(["a", "b b", "é"]), unique=True)


def nested(inner):
    objects = {
        "type": st.just("object"),
        "properties": st.dictionaries(st.sampled_from(["a", "c"]), inner),
        "patternProperties": st.dictionaries(st.sampled_from(["^a", "^[bd]$"]), inner),
        "required": names,
        "additionalProperties": inner,
    }
    arrays = {"type": st.just("array"), "items": inner, "prefixItems": st.lists(inner, min_size=1, max_size=2)}
    options = st.lists(inner, min_size=1, max_size=2)
    return (
        st.fixed_dictionaries({}, optional=objects)
        | st.fixed_dictionaries({"minItems": st.just(1)}, optional=arrays)
        | options.map(lambda options: {"anyOf": options})
        | options.map(lambda options: {"oneOf": options})
        | st.lists(objects["properties"], min_size=2, max_size=2).map(
            lambda both: {"allOf": [{"type": "object", "properties": one, "required": [*one]} for one in both]}
        )
    )


def generated(narrow, seed, context):
    """What a model that holds so many tokens makes of a schema."""
    model = small_model(context)
    found = grammar.Grammar(grammar.lark(narrow, [], "none"), model.tokenizer)
    batch = Batch(model, 1)
    row = batch.add([5], Settings(seed=seed, stop_tokens=[model.tokenizer.control["<|end|>"]]), found.allowed())
    list(batch.events())
    return row


@settings(max_examples=60)
@given(st.recursive(leaves, nested, max_leaves=4).filter(lambda schema: schema is not True), st.integers(0, 99))
def test_whatever_is_within_the_bounds_fits_the_schema(schema, seed):
    try:
        narrow = grammar.with_end(schema, "schema")
    except ApiError:  # of what nothing fits, such as two parts of allOf
        return
    row = generated(narrow, seed, 512)
    if row.finish_reason == "stop":
        jsonschema.validate(json.loads(row.text), schema)


@settings(max_examples=60)
@given(leaves.filter(lambda schema: schema is not True) | nested(leaves), st.integers(0, 99))
def test_what_is_said_to_end_ends(schema, seed):
    """Of schemas that nest once, for which there is room in any case that chance will think of."""
    assume(not {"patternProperties", "allOf"} & schema.keys())  # which are said to have none, or not always
    try:
        narrow, as_given = grammar.with_end(schema, "schema"), grammar.compact(schema, "schema")
    except ApiError:
        return
    assume(narrow != as_given or "enum" in schema)  # or the bounds would have left nothing to say
    row = generated(narrow, seed, 4096)
    assert row.finish_reason == "stop"
    jsonschema.validate(json.loads(row.text), schema)


@pytest.mark.parametrize("low, high", [(0, 5e-324), (-1e308, 1e308), (0, 10**300), (1, 0), (0.5, 0.5)])
def test_ends_as_near_or_as_far_as_numbers_go_have_bounds_or_none(low, high):
    schema = {"type": "number", "minimum": low, "maximum": high}
    assert bounds.bounded(schema).items() >= schema.items()
