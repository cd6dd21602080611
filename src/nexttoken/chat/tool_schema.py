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

The schema and the check are made by pydantic (`pip install 'nexttoken[client]'`) of the type hints, and all of its types
can be used: lists, `Literal`, dataclasses, and `Annotated[int, Field(ge=1, description="...")]`. Nothing is converted
on the way: "3" is no number. The description is the first paragraph of the docstring.

What this file does not do: limit the time that a function takes (`time_limit.py`), or write down what it returns
(`tool_result.py`).
"""

import functools
import inspect

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.errors import PydanticUserError
from pydantic.json_schema import GenerateJsonSchema

from nexttoken.chat.fields import brief, get_name
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
        try:
            self._arguments = TypeAdapter(stand_in(function), config=CHECKS)
            parameters = self._arguments.json_schema(schema_generator=WithoutTitles)
        except (PydanticUserError, NameError) as error:
            reason = str(error).splitlines()[0]
            raise UserError(f"the tool {self.name} takes what JSON cannot say ({reason}): use other types") from error
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
        try:
            args, kwargs = self._arguments.validate_json(arguments)
        except ValidationError as error:
            raise UserError(problems(error)) from None
        return text(self.function(*args, **kwargs))


class WithoutTitles(GenerateJsonSchema):
    """Schemas that do not name every parameter twice."""

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


def stand_in(function):
    """A function with the same parameters that gives back its arguments: to check them is not yet to run anything."""

    @functools.wraps(function)
    def given(*args, **kwargs):
        return args, kwargs

    return given


def problems(error):
    """What is wrong with some arguments, in one line."""
    found = error.errors(include_url=False, include_context=False, include_input=False)[:3]
    return "; ".join(f"{'.'.join(map(str, one['loc'])) or 'arguments'}: {one['msg']}" for one in found)
