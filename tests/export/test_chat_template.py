"""The chat template in Jinja says what `nexttoken.chat.template` says; jinja2 renders it, set up as transformers does."""

import json

import pytest
from conversations import TOKENIZER, messages
from hypothesis import given
from jinja2.sandbox import ImmutableSandboxedEnvironment

from nexttoken.chat import render, render_prompt
from nexttoken.chat.template import encode, show, start
from nexttoken.export.chats import TEMPLATE

ENVIRONMENT = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
ENVIRONMENT.filters["tojson"] = json.dumps
JINJA = ENVIRONMENT.from_string(TEMPLATE.read_text("utf-8"))

CITY = {"city": {"type": "string"}}
SCHEMAS = [
    None,
    {},
    {"type": "object", "properties": {}},
    {"type": "object", "properties": CITY, "required": ["city"]},
    {"type": "object", "properties": CITY, "required": ["city"], "additionalProperties": False},
    {"properties": CITY | {"days": {"type": "integer"}}, "required": ["days", "city"]},
    {"type": "object", "properties": CITY, "required": ["city"], "additionalProperties": True},
    {"type": "object", "properties": CITY, "required": ["city"], "description": "Ä place"},
    {"type": "object", "properties": CITY | {"days": {"type": "integer", "default": 1}}, "required": ["city"]},
    {"type": "object", "properties": {"n": {"type": "integer", "minimum": 1}}, "required": ["n"]},
    {"type": "object", "properties": {"<a> & 'b'": {"type": ["string", "null"]}}, "required": ["<a> & 'b'"]},
    {"type": "object", "properties": {"items": {"enum": ["Ä", 1, None]}}, "required": ["items"]},
    {"type": "object", "properties": CITY, "required": ["town"]},
]


def as_openai(message):
    """Its text as `content`, the one name that transformers and others know."""
    return {"content" if field == "message" else field: value for field, value in message.items()}


@given(messages())
def test_it_renders_every_conversation_as_we_do(conversation):
    ids, _ = render(conversation, TOKENIZER)
    assert JINJA.render(messages=list(map(as_openai, conversation))) == show(ids, TOKENIZER)


def test_it_asks_for_an_answer_as_we_do():
    asked = [{"role": "user", "content": "Hi\n"}]
    expected = show(render_prompt(asked, TOKENIZER), TOKENIZER)
    assert JINJA.render(messages=asked, tools=None, add_generation_prompt=True) == expected


@pytest.mark.parametrize("schema", SCHEMAS, ids=json.dumps)
@pytest.mark.parametrize("description", [None, "The weather, in a <city>."])
def test_it_declares_tools_as_we_do(schema, description):
    functions = [{"name": name, "description": description, "parameters": schema} for name in ("weather", "clock")]
    tools = [{"type": "function", "function": function} for function in functions]
    assert JINJA.render(messages=[], tools=tools) == show(encode(start(tools), TOKENIZER), TOKENIZER)
