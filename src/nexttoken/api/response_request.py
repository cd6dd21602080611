"""What `POST /v1/responses` can be asked for: the newer way to say what a chat request says, and made into one here.

Nothing is stored, so `store: true`, `previous_response_id`, `conversation` and `background` are refused, as is what the
older API does not have here either. `metadata` comes back with the response.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from nexttoken.api.chat_request import CHOICES, ChatRequest, Function, Name
from nexttoken.api.requests import Label, Part, Text
from nexttoken.api.response_input import messages, validated

INPUT = {"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"type": "object"}}]}
NAMED = {"type": "object", "required": ["type", "name"],
         "properties": {"type": {"const": "function"}, "name": {"type": "string"}}}  # fmt: skip


class FunctionTool(Function):
    type: Literal["function"]


class Format(Part):
    """Of the text. Flat, where a chat request has an object in an object."""

    type: Literal["text", "json_object", "json_schema"]
    name: Name | None = None
    schema_: Annotated[dict[str, Any] | None, Field(alias="schema")] = None
    description: Text | None = None
    strict: bool | None = None


class TextConfig(Part):
    format: Format = Format(type="text")


class ResponseStreamOptions(Part):
    include_obfuscation: Literal[False] = False


def choice(value):
    if value in CHOICES or isinstance(value, dict) and value.keys() == {"type", "name"} and value["type"] == "function":
        return value
    raise ValueError(f'use {", ".join(CHOICES)} or {{"type": "function", "name": "..."}}')


class ResponseRequest(Part):
    model: Text
    input: Annotated[Any, WithJsonSchema(INPUT)]
    instructions: Text | None = None
    max_output_tokens: Annotated[int, Field(ge=1)] | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] = 1.0
    top_p: Annotated[float, Field(gt=0, le=1)] = 1.0
    tools: Annotated[list[FunctionTool], Field(max_length=128, default_factory=list)]
    tool_choice: Annotated[Any, BeforeValidator(choice), WithJsonSchema({"anyOf": [{"enum": CHOICES}, NAMED]})] = "auto"
    parallel_tool_calls: bool = True
    text: TextConfig = TextConfig()
    stream: bool = False
    stream_options: ResponseStreamOptions | None = None
    metadata: Annotated[dict[Label, Label], Field(max_length=16, default_factory=dict)]
    include: list[Literal["reasoning.encrypted_content"]] | None = None  # with all reasoning, of which there is none
    store: Literal[False] = False
    background: Literal[False] = False
    truncation: Literal["disabled"] = "disabled"
    service_tier: Literal["auto", "default"] = "default"
    user: Label | None = None
    safety_identifier: Label | None = None
    prompt_cache_key: Label | None = None

    def as_chat(self):
        """The chat request that says the same. Raises ApiError for an input that cannot be read."""
        said = {"model": self.model, "messages": messages(self.input, self.instructions), "top_p": self.top_p,
                "temperature": self.temperature, "max_completion_tokens": self.max_output_tokens,
                "response_format": chat_format(self.text.format)}  # fmt: skip
        return validated(ChatRequest, said | self.chat_tools())

    def chat_tools(self):
        if not self.tools:
            return {"tool_choice": None if self.tool_choice in CHOICES[:2] else chat_choice(self.tool_choice)}
        tools = [{"type": "function", "function": tool.model_dump(exclude={"type"})} for tool in self.tools]
        return {
            "tools": tools,
            "tool_choice": chat_choice(self.tool_choice),
            "parallel_tool_calls": self.parallel_tool_calls,
        }


def chat_choice(value):
    return {"type": "function", "function": {"name": value["name"]}} if isinstance(value, dict) else value


def chat_format(format):
    inner = format.model_dump(exclude={"type"}, exclude_none=True, by_alias=True)
    return {"type": format.type, "json_schema": inner or None}
