"""What `POST /v1/chat/completions` can be asked for.

Messages are checked by `nexttoken.chat.messages`, which also takes the shape of this book, {"message", "role"}.
Refused, with a 400 that names it, is what would change nothing here and is said to do more than label a request:
`metadata` with something in it and `store` (nothing is stored), `service_tier` (there is one), `prediction`,
`reasoning_effort`, sound, pictures, the web.
"""

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BeforeValidator, Field, WithJsonSchema, model_validator

from nexttoken.api.errors import ApiError
from nexttoken.api.requests import Label, Part, Sampling, Text, check_stream_options
from nexttoken.chat.fields import NAME

Name = Annotated[str, Field(pattern=f"^{NAME.pattern}$")]
MESSAGES = {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["role"], "properties": {
    "role": {"enum": ["system", "developer", "user", "assistant", "tool"]}, "content": {"type": "string"}}}}  # fmt: skip
CHOICES = ["none", "auto", "required"]
NAMED = {"type": "object", "required": ["type", "function"], "properties": {
    "type": {"const": "function"}, "function": {"type": "object", "properties": {"name": {"type": "string"}}}}}  # fmt: skip


class Function(Part):
    name: Name
    description: Text | None = None
    parameters: dict[str, Any] | None = None
    strict: bool = False


class Tool(Part):
    type: Literal["function"]
    function: Function


class JsonSchema(Part):
    name: Name
    schema_: Annotated[dict[str, Any], Field(validation_alias=AliasChoices("schema"), serialization_alias="schema")]
    description: Text | None = None
    strict: bool = False  # in either case the answer fits


class ResponseFormat(Part):
    type: Literal["text", "json_object", "json_schema"]
    json_schema: JsonSchema | None = None

    @model_validator(mode="after")
    def has_its_schema(self):
        if (self.type == "json_schema") != (self.json_schema is not None):
            raise ValueError("json_schema belongs to the type json_schema, which needs it")
        return self

    @property
    def schema_of_content(self):
        """What the content has to fit, None for any text."""
        if self.type == "json_schema":
            return self.json_schema.schema_
        return {"type": "object"} if self.type == "json_object" else None


def choice(value):
    """One of the words, or an object that names a function."""
    if value in CHOICES or is_named(value):
        return value
    raise ValueError(f'use {", ".join(CHOICES)} or {{"type": "function", "function": {{"name": "..."}}}}')


def is_named(value):
    function = value.get("function") if isinstance(value, dict) and value.keys() == {"type", "function"} else None
    return isinstance(function, dict) and function.keys() == {"name"} and value["type"] == "function"


class ChatRequest(Sampling):
    messages: Annotated[Any, WithJsonSchema(MESSAGES)]
    max_tokens: Annotated[int, Field(ge=1)] | None = None
    max_completion_tokens: Annotated[int, Field(ge=1)] | None = None
    logprobs: bool = False
    top_logprobs: Annotated[int, Field(ge=0, le=20)] | None = None
    tools: Annotated[list[Tool], Field(min_length=1, max_length=128)] | None = None
    tool_choice: Annotated[Any, BeforeValidator(choice), WithJsonSchema({"anyOf": [{"enum": CHOICES}, NAMED]})] = None
    parallel_tool_calls: bool | None = None
    response_format: ResponseFormat = ResponseFormat(type="text")
    modalities: Annotated[list[Literal["text"]], Field(min_length=1, max_length=1)] | None = None
    metadata: Annotated[dict[str, str], Field(max_length=0)] | None = None
    store: Literal[False] = False
    service_tier: Literal["auto", "default"] = "default"
    prompt_cache_key: Label | None = None
    safety_identifier: Label | None = None

    @property
    def longest(self):
        """How many tokens an answer may have, None for as many as there is room for."""
        return self.max_completion_tokens or self.max_tokens

    @property
    def named(self):
        """The name of the function that has to be called, if it is one."""
        return self.tool_choice["function"]["name"] if isinstance(self.tool_choice, dict) else None

    @property
    def declared(self):
        """The tools, as objects."""
        return [tool.model_dump(exclude_none=True) for tool in self.tools or []]


def check(asked):
    """What is wrong with fields that are fine one by one."""
    check_stream_options(asked)
    names = [tool.function.name for tool in asked.tools or []]
    nameless = isinstance(asked.tool_choice, dict) and asked.named not in names
    rules = [
        ("max_tokens", asked.max_tokens and asked.max_completion_tokens, "is max_completion_tokens: give one of them"),
        ("top_logprobs", asked.top_logprobs is not None and not asked.logprobs, "goes with logprobs: true only"),
        ("tool_choice", asked.tool_choice not in (None, "none") and not names, "goes with tools only"),
        ("tool_choice", nameless, f"names no tool: use {', '.join(names)}"),
        ("parallel_tool_calls", asked.parallel_tool_calls is not None and not names, "goes with tools only"),
        ("stop", asked.stop and asked.response_format.type != "text", "could cut JSON, which then would not fit"),
    ]
    for field, broken, problem in rules:
        if broken:
            raise ApiError(f"{field} {problem}", field, "invalid_value")
