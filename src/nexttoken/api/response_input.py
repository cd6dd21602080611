"""The input of a response as the messages of a chat.

>>> call = {"type": "function_call", "call_id": "a", "name": "clock", "arguments": "{}"}
>>> for message in messages([{"role": "user", "content": "Late?"}, call,
...                          {"type": "function_call_output", "call_id": "a", "output": "9:00"}], "Be kind."):
...     print(message)
{'role': 'developer', 'content': 'Be kind.'}
{'role': 'user', 'content': 'Late?'}
{'role': 'assistant', 'tool_calls': [{'id': 'a', 'type': 'function', 'function': {'name': 'clock', 'arguments': '{}'}}]}
{'role': 'tool', 'tool_call_id': 'a', 'content': '9:00'}

Calls belong to the assistant's message right before them, if there is one: so a response lists what it says.
What this file does not do: check the conversation (`nexttoken.chat.messages`).
"""

from typing import Any, Literal

from pydantic import ValidationError

from nexttoken.api.errors import ApiError, of_validation
from nexttoken.api.requests import Part
from nexttoken.chat.fields import brief


class TextPart(Part):
    type: Literal["input_text", "output_text", "text"]
    text: str
    annotations: list[Any] | None = None
    logprobs: list[Any] | None = None
    parsed: Any = None


class Item(Part):
    """`id` and `status` are those of a response that is sent back; what `parse` of the client adds says nothing new."""

    id: str | None = None
    status: Literal["completed", "incomplete", "in_progress"] | None = None


class MessageItem(Item):
    type: Literal["message"] = "message"
    role: Literal["system", "developer", "user", "assistant"]
    content: Any


class CallItem(Item):
    type: Literal["function_call"]
    call_id: str
    name: str
    arguments: str
    parsed_arguments: Any = None


class ResultItem(Item):
    type: Literal["function_call_output"]
    call_id: str
    output: Any


KINDS = {"message": MessageItem, "function_call": CallItem, "function_call_output": ResultItem}


def messages(given, instructions=None):
    """The messages that `input` and `instructions` stand for. Raises ApiError, which names the item."""
    if isinstance(given, str):
        given = [{"role": "user", "content": given}]
    if not isinstance(given, list) or not given:
        raise ApiError(f"input is {brief(given)}: give a text, or a list of items", "input", "invalid_value")
    found = [{"role": "developer", "content": instructions}] if instructions is not None else []
    before = None
    for i, one in enumerate(given):
        item = read_item(one, f"input[{i}]")
        if isinstance(item, MessageItem):
            found.append({"role": item.role, "content": text(item.content, f"input[{i}].content")})
        elif isinstance(item, ResultItem):
            output = text(item.output, f"input[{i}].output")
            found.append({"role": "tool", "tool_call_id": item.call_id, "content": output})
        else:
            add_call(found, item, joins=before is not None)
        before = item if isinstance(item, CallItem) or getattr(item, "role", "") == "assistant" else None
    return found


def add_call(found, item, joins):
    """Add a call to the assistant's last message, or to a new one."""
    if not joins:
        found.append({"role": "assistant"})
    function = {"name": item.name, "arguments": item.arguments}
    found[-1].setdefault("tool_calls", []).append({"id": item.call_id, "type": "function", "function": function})


def read_item(given, at):
    if isinstance(given, dict) and given.get("type") is None:
        given = given | {"type": "message"}
    kind = given["type"] if isinstance(given, dict) else None
    if kind not in list(KINDS):
        raise ApiError(f"{at} is {brief(given)}: use items of the types {', '.join(KINDS)}", at, "invalid_value")
    return validated(KINDS[kind], given, at)


def text(given, at):
    """Text as it is, or the text of a list of parts."""
    if isinstance(given, list) and given:
        return "".join(validated(TextPart, part, f"{at}[{i}]").text for i, part in enumerate(given))
    if not isinstance(given, str):
        raise ApiError(f"{at} is {brief(given)}: give a text, or a list of parts of text", at, "invalid_value")
    return given


def validated(kind, given, at=""):
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise of_validation(error, at) from None
