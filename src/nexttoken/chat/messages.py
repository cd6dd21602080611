"""Messages: what JSON says they are, checked, and what every other part of the chat works with.

JSON comes in two shapes, the one of this book and the one of OpenAI's API, which mean the same:

>>> read([{"message": "Hi!", "role": "user"}]) == read([{"role": "user", "content": "Hi!"}])
True
>>> read([{"role": "user", "content": "Hi!"}])
[Message(role='user', content='Hi!', calls=(), answers=None)]

An assistant message can ask for tools, and each call gets its result in a tool message. In JSON the two are tied by an
id that somebody made up; here and in the model's tokens by order, so nobody has to copy `call_Xq81f0`:

>>> weather = {"id": "call_Xq81f0", "type": "function", "function": {"name": "weather", "arguments": '{"city":"Oslo"}'}}
>>> messages = read([{"role": "assistant", "content": None, "tool_calls": [weather]},
...                  {"role": "tool", "content": "rain", "tool_call_id": "call_Xq81f0"}])
>>> messages[0].calls
(Call(name='weather', arguments='{"city":"Oslo"}'),)
>>> messages[1].answers  # the first of the calls
0
>>> to_json(messages)[1]  # a call's id is its number in the conversation
{'role': 'tool', 'content': 'rain', 'tool_call_id': 'call_0'}

The rules, and an error names the message that breaks one:

- The text is taken as it is: nothing is stripped or replaced. A list of text parts is joined with nothing between.
- Only an assistant message with calls has no text; there, empty text counts as none.
- Every message keeps its place: system messages that come late, and several of one role in a row, which are not merged.
- The results follow their calls at once, in any order, and are all there before the next message of another role.
- Arguments are the text of a JSON object, kept to the letter; an object itself is written compactly.
- A field that is not known is refused, unless it is null or an empty list: nothing is silently ignored. `parsed`, `index`
  and `parsed_arguments` are known: OpenAI's client adds them to what it hands out, and they say nothing new.

What this file does not do: make tokens of messages (`template.py`).
"""

import itertools
from dataclasses import dataclass

from nexttoken.chat.fields import FieldError, brief, compact, function_of, get, get_name, require
from nexttoken.chat.json_object import DEPTH, is_object

ROLES = ["system", "developer", "user", "assistant", "tool"]
OWN_FIELDS = {"assistant": ("tool_calls", "parsed"), "tool": ("tool_call_id",)}


@dataclass(frozen=True)
class Call:
    """A tool that the assistant asks for: the name of a function and the text of a JSON object."""

    name: str
    arguments: str


@dataclass(frozen=True)
class Message:
    """A turn of a conversation.

    content is None where an assistant message has calls and no text. `answers` is a tool message's: which one, counted
    from 0, of the calls of the assistant message before it.
    """

    role: str
    content: str | None
    calls: tuple[Call, ...] = ()
    answers: int | None = None


def read(messages):
    """The list of `Message` that a list of objects, of either shape, stands for. Raises FieldError."""
    if not require(messages, list, "messages"):
        raise FieldError("messages", "is empty: give at least one message")
    conversation, waiting = [], {}  # waiting: the id of each call that has no result yet -> which of the calls it is
    for i, given in enumerate(messages):
        at = f"messages[{i}]"
        role = read_role(given, at)
        if role == "tool":
            answers = take_call(given, at, waiting)
            conversation.append(Message(role, read_content(given, at), answers=answers))
        elif waiting:
            raise FieldError(
                f"{at}.role",
                f"is {role!r}, but call {brief(next(iter(waiting)))} has no result yet: "
                "put the tool message with its result before",
            )
        else:
            calls, waiting = read_calls(given, at)
            conversation.append(Message(role, read_content(given, at, calls), calls))
    return conversation


def read_prompt(messages):
    """As `read`, for messages that the assistant is to answer: the last one is not its own and no result is missing."""
    conversation = read(messages)
    at = f"messages[{len(conversation) - 1}].role"
    results = len(list(itertools.takewhile(lambda message: message.role == "tool", reversed(conversation))))
    if len(conversation[-1 - results].calls) > results:
        raise FieldError(at, "ends the messages, but a call has no result yet: add the tool message with its result")
    if conversation[-1].role == "assistant":
        raise FieldError(at, "is 'assistant' in the last message, so nothing is left to answer: add a message after it")
    return conversation


def read_role(given, at):
    role = require(given, dict, at).get("role")
    if role not in ROLES:
        problem = "is missing" if role is None else f"is {brief(role)}"
        raise FieldError(f"{at}.role", f"{problem}: use {', '.join(ROLES)}")
    allow_only(given, ("role", "content", "message", *OWN_FIELDS.get(role, ())), at, f"{role} messages")
    return role


def allow_only(given, fields, at, kind):
    """Refuse what is not among the fields of a kind of object."""
    for field, value in given.items():
        if field not in fields and value not in (None, []):
            raise FieldError(f"{at}.{brief(field)[1:-1]}", f"is not a field of {kind}: leave it out")


def read_content(given, at, calls=()):
    if "content" in given and "message" in given:
        raise FieldError(f"{at}.message", "says again what content says: keep one of the two")
    field = "message" if "message" in given else "content"
    content = given.get(field)
    if isinstance(content, list) and content:
        content = "".join(read_part(part, f"{at}.{field}[{j}]") for j, part in enumerate(content))
    if calls and content in (None, ""):
        return None
    return require(content, str, f"{at}.{field}")


def read_part(part, at):
    if require(part, dict, at).get("type") != "text":
        raise FieldError(f"{at}.type", f'is {brief(part.get("type"))}: there is only "text"')
    allow_only(part, ("type", "text"), at, "parts of text")
    return get(part, "text", str, at)


def read_calls(given, at):
    """The calls of a message, and the place of each under its id."""
    calls, places = [], {}
    if given.get("tool_calls") is None:
        return (), {}
    for j, call in enumerate(get(given, "tool_calls", list, at)):
        here = f"{at}.tool_calls[{j}]"
        function = function_of(call, here)
        allow_only(call, ("id", "type", "function", "index"), here, "calls")
        allow_only(function, ("name", "arguments", "parsed_arguments"), f"{here}.function", "functions that are called")
        if get(call, "id", str, here) in places:
            raise FieldError(f"{here}.id", f"is {brief(call['id'])} for the second time: give each call its own")
        places[call["id"]] = j
        name = get_name(function, f"{here}.function")
        calls.append(Call(name, read_arguments(function.get("arguments"), f"{here}.function.arguments")))
    return tuple(calls), places


def read_arguments(given, param):
    try:
        text = given if isinstance(given, str) else compact(given)
        text.encode()
    except (ValueError, TypeError, RecursionError):
        text = ""
    if not is_object(text):
        raise FieldError(
            param,
            f"is {brief(given)}: it has to be a JSON object, {{}} if there are no arguments, and "
            f"values in it {DEPTH} deep at most",
        )
    return text


def take_call(given, at, waiting):
    """Which of the waiting calls a tool message answers; it waits no more."""
    call = get(given, "tool_call_id", str, at)
    if call not in waiting:
        ids = ", ".join(map(brief, itertools.islice(waiting, 3)))
        hint = f"the calls without a result are {ids}" if waiting else "no call waits for a result"
        raise FieldError(f"{at}.tool_call_id", f"is {brief(call)}: {hint}")
    return waiting.pop(call)


def to_json(messages, shape="openai"):
    """`Message`s as objects of the shape "openai" or "simple"; `read` makes the same messages of them."""
    return list(json_objects(messages, shape))


def json_objects(messages, shape):
    """The same one by one, as the messages come."""
    number = itertools.count()
    for message in messages:
        shapes = {"openai": {"role": message.role, "content": message.content},
                  "simple": {"message": message.content, "role": message.role}}  # fmt: skip
        json_object = shapes[shape]
        if message.calls:
            ids = [f"call_{next(number)}" for _ in message.calls]
            json_object["tool_calls"] = [call_to_json(call, id) for call, id in zip(message.calls, ids)]
        if message.role == "tool":
            json_object["tool_call_id"] = ids[message.answers]
        yield json_object


def call_to_json(call, id):
    return {"id": id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
