"""What can a model be asked for? Its server is asked, with small requests, and whatever comes back is a finding.

    probe(client, "chat")["tools"]   # Finding(works=True, why="choices.0.message.tool_calls.0.function.name is there")

`works` is True where the answer shows it, False where the server refused or left out what was asked for, and None where
nothing is known: the server did not answer, wants a key or a pause, answered something else, or was cut off before a
call could come. A provider may charge for the requests, which ask for a few tokens each.

What this file does not do: judge answers. A model that chats may still talk nonsense.
"""

import json
from typing import NamedTuple

import openai

from nexttoken.api.client import address, said
from nexttoken.errors import UserError

ROOM = 32  # tokens of an answer
LIMITS = ("max_completion_tokens", "max_tokens")  # the newer name and the older one: some servers know one of them only
SECONDS = 60
UNRELATED = (401, 402, 403, 408, 409, 429)  # refusals that say nothing of the model
USER = {"role": "user", "content": "What time is it?"}
NOTHING = {"type": "object", "properties": {}, "additionalProperties": False}
CLOCK = {"name": "clock", "description": "The time of day.", "parameters": NOTHING}
TOOLS = {"tools": [{"type": "function", "function": CLOCK}], "tool_choice": "required"}


class Finding(NamedTuple):
    """works: True, False, or None where it is not known. why: a line."""

    works: bool | None
    why: str


class Sign(NamedTuple):
    """What shows in an answer that it works: something of this kind at this path.

    absent: what it means if not. late: it may come after some text, so only an answer that ended by itself lacks it.
    of_text: it goes with the text, so an answer without any lacks it all the same.
    """

    path: tuple
    kind: type
    absent: bool | None = None
    late: bool = False
    of_text: bool = False


MESSAGE = Sign(("choices", 0, "message"), dict)
TEXT = Sign(("choices", 0, "text"), str)
CALL = Sign(("choices", 0, "message", "tool_calls", 0, "function", "name"), str, absent=False, late=True)
LOGPROB = Sign(("choices", 0, "logprobs", "content", 0, "logprob"), int | float, absent=False, of_text=True)
TEXT_LOGPROB = Sign(("choices", 0, "logprobs", "token_logprobs", 0), int | float, absent=False, of_text=True)


def model_names(client):
    """The names of the models that a server lists. Raises UserError where its answer is no such list."""
    listed = dig(json_of(client.models.with_raw_response.list()), "data")
    found = [dig(one, "id") for one in listed] if isinstance(listed, list) else []
    if not found or not all(isinstance(name, str) and name.isprintable() for name in found):
        raise UserError(f"{address(client.base_url)}/models lists no models: check the address of the server")
    return found


def probe(client, name):
    """{"chat": Finding, "completion": …, "tools": …, "logprobs": …} of a model that the server of `client` has.

    Whatever the server answers, nothing is raised.
    """
    client = client.with_options(max_retries=0, timeout=SECONDS)
    found = {"chat": ask_chat(client, name, MESSAGE), "completion": ask_text(client, name, TEXT)}
    if found["chat"].works:
        tools, logprobs = ask_chat(client, name, CALL, **TOOLS), ask_chat(client, name, LOGPROB, logprobs=True)
    elif found["completion"].works:
        tools, logprobs = found["chat"], ask_text(client, name, TEXT_LOGPROB, logprobs=1)
    else:
        tools = logprobs = found["chat"]
    return found | {"tools": tools, "logprobs": logprobs}


def ask_chat(client, name, sign, **fields):
    for limit in LIMITS:
        finding = ask(client.chat.completions, sign, model=name, messages=[USER], **fields, **{limit: ROOM})
        if limit not in finding.why:
            break
    return finding


def ask_text(client, name, sign, **fields):
    return ask(client.completions, sign, model=name, prompt="Once", max_tokens=1, **fields)


def ask(route, sign, **fields):
    """Send a request and look for the sign in what comes back."""
    try:
        answer = json_of(route.with_raw_response.create(**fields))
    except openai.APIStatusError as error:
        refused = 400 <= error.status_code < 500 and error.status_code not in UNRELATED
        return Finding(False if refused else None, said(error))
    except openai.APIError as error:  # no answer at all
        return Finding(None, said(error))
    return look(answer, sign)


def look(answer, sign):
    where = ".".join(map(str, sign.path))
    if isinstance(dig(answer, *sign.path), sign.kind):
        return Finding(True, f"{where} is there")
    choice, missing = dig(answer, "choices", 0), f"{where} is not in the answer"
    if sign.late and dig(choice, "finish_reason") != "stop":
        return Finding(None, f"{missing}, which did not end by itself")
    if sign.of_text and "" in (dig(choice, "message", "content"), dig(choice, "text")):
        return Finding(None, f"{missing}, which has no text")
    return Finding(sign.absent if isinstance(choice, dict) else None, missing)


def dig(value, *path):
    """What is found in JSON at a path of names and numbers, or None."""
    try:
        for step in path:
            value = value[step]
    except (IndexError, KeyError, TypeError):
        return None
    return value


def json_of(response):
    """The JSON of an answer, or None."""
    try:
        return json.loads(response.text)
    except (ValueError, RecursionError):
        return None
