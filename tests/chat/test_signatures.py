"""Tools as lines."""

import pytest

from nexttoken.chat import FieldError
from nexttoken.chat.signatures import signatures


def tool(name="f", **fields):
    return {"type": "function", "function": {"name": name, **fields}}


def line(parameters):
    [line] = signatures([tool(parameters=parameters)])
    return line


CITY = {"city": {"type": "string"}}


def test_a_tool_without_parameters_takes_an_empty_object():
    dice = tool("dice", parameters={"type": "object", "properties": {}}, description="")
    assert signatures([tool("clock"), dice]) == ["clock{}", "dice{}"]


def test_a_schema_of_required_parameters_is_shortened():
    two = {"properties": {**CITY, "days": {"type": "integer"}}, "required": ["days", "city"]}
    assert line({"type": "object", **two, "additionalProperties": False}) == 'f{"city":"string","days":"integer"}'
    days = {"type": "integer", "minimum": 1}
    assert line({"properties": {"days": days}, "required": ["days"]}) == 'f{"days":{"type":"integer","minimum":1}}'


@pytest.mark.parametrize("schema, text", [
    ({"type": "object", "properties": CITY}, '{"type":"object","properties":{"city":{"type":"string"}}}'),
    ({"properties": CITY, "required": ["town"]}, '{"properties":{"city":{"type":"string"}},"required":["town"]}'),
    ({"properties": CITY, "required": ["city", "town"]},
     '{"properties":{"city":{"type":"string"}},"required":["city","town"]}'),
    ({"properties": CITY, "required": ["city"], "additionalProperties": True},
     '{"properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":true}'),
    ({"title": "é", "properties": {}}, '{"title":"é","properties":{}}'),
    ({"type": "array"}, '{"type":"array"}'),
    ({"properties": [], "required": True}, '{"properties":[],"required":true}'),
])  # fmt: skip
def test_a_schema_that_says_more_is_written_whole(schema, text):
    assert line(schema) == "f" + text


@pytest.mark.parametrize("tools, param", [
    ("f", "tools"),
    ({}, "tools"),
    (["f"], "tools[0]"),
    ([{"type": "function"}], "tools[0].function"),
    ([{"type": "web_search"}], "tools[0].type"),
    ([tool("a b")], "tools[0].function.name"),
    ([tool("a"), tool("a")], "tools[1].function.name"),
    ([tool(description=3)], "tools[0].function.description"),
    ([tool(description="\ud800")], "tools[0].function.description"),
    ([tool(parameters=[])], "tools[0].function.parameters"),
    ([tool(parameters={"default": float("nan")})], "tools[0].function.parameters"),
    ([tool(parameters={"title": "\ud800"})], "tools[0].function.parameters"),
])  # fmt: skip
def test_tools_that_cannot_be_read_are_refused_by_their_path(tools, param):
    with pytest.raises(FieldError) as error:
        signatures(tools)
    assert error.value.param == param
