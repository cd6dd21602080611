"""Python functions as tools: what they take, for the model to read, and their arguments, checked before they run.

>>> def weather(city: str, days: int = 1):
...     "The weather in a city."
...     return {"weather": "rain", "days": days}
>>> tool = Tool(weather)
>>> tool.schema["function"]["name"], tool.schema["function"]["description"]
('weather', 'The weather in a city.')
>>> tool.schema["function"]["parameters"]["properties"]
{'city': {'type': 'string'}, 'days': {'default': 1, 'type': 'integer'}}
>>> tool.run('{"city":"Oslo"}')
'{"weather":"rain","days":1}'
>>> tool.run('{"city":3,"town":"Oslo"}')
Traceback (most recent call last):
    ...
nexttoken.errors.UserError: city: Input should be a valid string; town: Unexpected keyword argument

The schema and the check are made by pydantic (`pip install 'nexttoken[client]'`) of the type hints, and all of its
types can be used: lists, `Literal`, dataclasses, and `Annotated[int, Field(ge=1, description="...")]`. Nothing is
converted on the way: "3" is no number. A key that is there twice is refused: nobody could say which was meant. The
description is the first paragraph of the docstring.

What this file does not do: limit the time that a function takes (`time_limit.py`), or write down what it returns
(`tool_result.py`).
"""

import functools
import inspect
import json

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError
from pydantic.json_schema import GenerateJsonSchema

from nexttoken.chat.fields import brief, get_name, without_repeats
from nexttoken.chat.json_object import is_object
from nexttoken.chat.tool_result import text
from nexttoken.errors import UserError

CHECKS = ConfigDict(strict=True, allow_inf_nan=False)


class Tool:
    """A function that a model may call. Raises UserError for one that cannot be described.

    name: of the function. schema: what it takes, in the shape of OpenAI's API.
    """

    def __init__(self, function):
        self.function, self.name = function, name_of(function)
        self._arguments, parameters = checked(function)
        if parameters["type"] != "object":
            raise UserError(f"the tool {self.name} takes arguments without names: leave out / and *")
        told = {"name": self.name, "description": description(function), "parameters": parameters}
        self.schema = {"type": "function", "function": told}

    def run(self, arguments):
        """Call the function with the text of a JSON object, and return the text of what it returns.

        Raises UserError for arguments that do not fit the schema, and whatever the function raises.
        """
        if not is_object(arguments):
            raise UserError(f"the arguments are {brief(arguments)}: give a JSON object")
        check_keys(arguments)
        try:
            args, kwargs = self._arguments.validate_json(arguments)
        except ValidationError as error:
            raise UserError(problems(error)) from None
        return text(self.function(*args, **kwargs))


class Plain(GenerateJsonSchema):
    """Schemas that do not name every parameter twice, and without those defaults that JSON cannot say."""

    ignored_warning_kinds = GenerateJsonSchema.ignored_warning_kinds | {"non-serializable-default"}

    def field_title_should_be_set(self, schema):
        return False


def name_of(function):
    """The name of a function that can be a tool."""
    if not (inspect.isfunction(inspect.unwrap(function)) or inspect.ismethod(function)):
        raise UserError(f"a tool is {brief(function)}: give a function that is written in Python")
    name = get_name({"name": function.__name__}, "tool")
    if inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function):
        raise UserError(f"the tool {name} is async: give a function that returns its result")
    for parameter in inspect.signature(function).parameters.values():
        if parameter.annotation is parameter.empty:
            raise UserError(f"the tool {name} does not say of which type {parameter} is: add a type hint")
    return name


def description(function):
    """The first paragraph of the docstring, in one line."""
    paragraph = (inspect.getdoc(function) or "").strip().partition("\n\n")[0]
    if not paragraph:
        raise UserError(f"the tool {function.__name__} does not say what it does: add a docstring")
    return " ".join(paragraph.split())


def checked(function):
    """What checks the arguments of a function, and their schema. Raises UserError for types that JSON cannot say."""
    parameters = [*inspect.signature(function).parameters.values()]
    for some in *([one] for one in parameters), parameters:  # each by itself first: so its name can be told
        try:
            checks = TypeAdapter(stand_in(function, some), config=CHECKS)
            schema = checks.json_schema(schema_generator=Plain)
        except Exception as error:  # a hint in quotation marks is code, and may raise anything
            takes = f"takes as {some[0].name}" if len(some) == 1 else "takes"
            problem = f"{takes} what JSON cannot say ({reason(error)}): use other types"
            raise UserError(f"the tool {function.__name__} {problem}") from error
    return checks, schema


def stand_in(function, parameters):
    """A function of some of the parameters that gives back its arguments: to check them is not yet to run anything."""

    @functools.wraps(function)
    def given(*args, **kwargs):
        return args, kwargs

    given.__signature__ = inspect.Signature(parameters)
    given.__annotations__ = {one.name: one.annotation for one in parameters}  # what it returns is nobody's matter here
    return given


def reason(error):
    """What an exception says, in one line: pydantic says it first of all, and where it found others, last of all."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[0] if isinstance(error, PydanticUserError) else lines[-1].strip()


def check_keys(arguments):
    """Raise UserError for a key that is there twice. Numbers are not read: they may be longer than Python's may be."""
    json.loads(arguments, object_pairs_hook=without_repeats, parse_int=str, parse_float=str)


def problems(error):
    """What is wrong with some arguments, in one line."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[:3]
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in found)
