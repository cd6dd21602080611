"""One call carried out: whatever happens, there is a text that says how it went, for the model to read.

>>> def share(apples: int, people: int):
...     "Shares apples."
...     return apples // people
>>> for arguments in '{"apples":7,"people":2}', '{"apples":7,"people":0}', '{"apples":7}':
...     print(result(Call("share", arguments), [Tool(share)], seconds=5))
3
{"error":"ZeroDivisionError: integer division or modulo by zero"}
{"error":"people: Missing required argument"}

What this file does not do: ask the model (`tools.py`), or shorten what a tool says.
"""

from traceback import TracebackException

from nexttoken.chat.fields import compact
from nexttoken.chat.messages import Call
from nexttoken.chat.time_limit import within
from nexttoken.chat.tool_result import sound
from nexttoken.chat.tool_schema import Tool
from nexttoken.errors import UserError


def result(call: Call, tools: list[Tool], seconds):
    """The text that answers a call: the result, or an object with an error."""
    tool = next((tool for tool in tools if tool.name == call.name), None)
    if tool is None:
        return problem(f"there is no tool {call.name}")
    return within(seconds, lambda: attempt(tool, call.arguments), problem(f"timeout after {seconds:g} seconds"))


def attempt(tool, arguments):
    try:
        return tool.run(arguments)
    except BaseException as error:  # noqa: BLE001  SystemExit too: a function that ends the program ends itself
        return told(error)


def told(error):
    """An exception as the text that answers a call, also where it raises another when it is looked at."""
    try:
        return problem(describe(error))
    except BaseException:  # noqa: BLE001
        return problem("an exception that cannot be described")


def describe(error):
    """An exception in a line: what it says, and of which kind it is unless it was written for people to read."""
    said = str(TracebackException(type(error), error, None))  # also where str(error) raises one
    return said if isinstance(error, UserError) else ": ".join(filter(None, [type(error).__name__, said]))


def problem(text):
    return compact({"error": sound(text)})
