"""Functions as tools: what models are told of them, and which arguments get through."""

import datetime
import enum
import functools
import json
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from openai.types.chat import ChatCompletionToolParam
from pydantic import Field, TypeAdapter

from nexttoken.chat.signatures import signatures
from nexttoken.chat.tool_schema import Tool
from nexttoken.corpus.dialogues.toolbox import KINDS
from nexttoken.errors import UserError


def calculator(expression: str):
    "Calculates."


def weather(city: str):
    "The weather in a city."


def clock():
    "The time."


def time_in(city: str):
    "The time in a city."


def lookup(name: str):
    "Looks up a person."


def convert(value: float, from_unit: str, to_unit: str):
    "Converts units."


TOOLS = {"calculator": calculator, "weather": weather, "clock": clock, "world_clock": time_in, "lookup": lookup,
         "converter": convert}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_functions_are_told_as_the_tools_that_models_are_trained_on(kind):
    function, (names, describes, parameters) = TOOLS[kind], KINDS[kind]
    chosen = list(function.__annotations__)
    assert function.__name__ in names and function.__doc__ in describes
    assert all(name in choices for name, (_, choices) in zip(chosen, parameters, strict=True))
    told = json.dumps({name: type for name, (type, _) in zip(chosen, parameters)}, separators=(",", ":"))
    assert signatures([Tool(function).schema]) == [f"{function.__name__}{told} {function.__doc__}"]


@dataclass
class Place:
    town: str
    street: str | None = None


class Sky(enum.Enum):
    RAIN = "rain"
    SUN = "sun"


def everything(
    text: str, number: float, count: int, yes: bool, many: list[int], of: dict[str, float], one: Literal["a", "b"], sky: Sky,
    place: Place, maybe: str | None, days: Annotated[int, Field(ge=1, description="How many.")], day: datetime.date,
    anything: Any, later: "Place", *, more: str = "none",
):  # fmt: skip
    """Takes everything,
    and does nothing.

    Args: nobody needs these.
    """
    return {"place": place, "day": day, "sky": sky, "more": more}


GOOD = {"text": "a", "number": 1.5, "count": 2, "yes": True, "many": [1], "of": {"a": 1}, "one": "a", "sky": "sun",
        "place": {"town": "Oslo"}, "maybe": None, "days": 1, "day": "2024-02-29", "anything": [{}],
        "later": {"town": "Rome"}}  # fmt: skip
EVERYTHING = Tool(everything)


def test_the_openai_package_knows_the_schema():
    schema = EVERYTHING.schema
    TypeAdapter(ChatCompletionToolParam).validate_python(schema)
    Draft202012Validator.check_schema(schema["function"]["parameters"])
    assert schema["function"]["description"] == "Takes everything, and does nothing."
    assert schema["function"]["parameters"]["properties"]["days"]["description"] == "How many."


def test_arguments_arrive_as_the_types_that_were_hinted():
    assert json.loads(EVERYTHING.run(json.dumps(GOOD))) == {
        "place": {"town": "Oslo", "street": None}, "day": "2024-02-29", "sky": "sun", "more": "none",
    }  # fmt: skip


SCHEMA = Draft202012Validator(EVERYTHING.schema["function"]["parameters"], format_checker=FormatChecker(["date"]))
values = st.recursive(
    st.sampled_from([None, True, 0, 2, -3, 1.5, "a", "rain", "1", "2024-02-29", "2024-02-30", "é\0"]),
    lambda part: (
        st.lists(part, max_size=2) | st.dictionaries(st.sampled_from(["town", "street", "a"]), part, max_size=2)
    ),
    max_leaves=3,
)


@given(st.sampled_from([*GOOD, "more", "unknown"]), values, st.sampled_from([None, *GOOD]))
def test_what_gets_through_is_what_the_schema_says(name, value, missing):
    arguments = GOOD | {name: value}
    arguments.pop(missing, None)
    try:
        EVERYTHING.run(json.dumps(arguments))
    except UserError as error:
        assert "\n" not in str(error) and not SCHEMA.is_valid(arguments)
    else:
        SCHEMA.validate(arguments)


@pytest.mark.parametrize("arguments, problem", [
    ("{}", "value: Missing required argument; from_unit: Missing required argument; to_unit: Missing required argument"),
    ('{"value":"5","from_unit":"m","to_unit":"cm"}', "value: Input should be a valid number"),
    ('{"value":true,"from_unit":"m","to_unit":"cm"}', "value: Input should be a valid number"),
    ('{"value":1e999,"from_unit":"m","to_unit":"cm"}', "value: Input should be a finite number"),
    ('{"value":NaN,"from_unit":"m","to_unit":"cm"}', "the arguments are"),
    ('{"value":5,"from_unit":"m","to_unit":"cm","x":1}', "x: Unexpected keyword argument"),
    ('{"value":5,"from_unit":"\\ud800","to_unit":"cm"}', "arguments: Invalid JSON"),
    ('[5,"m","cm"]', "the arguments are"), ("", "the arguments are"), ("null", "the arguments are"),
    ('{"value":5,"from_unit":"m"', "the arguments are"), ("[" * 100_000, "the arguments are"),
    ('{"value":' + "9" * 5000 + ',"from_unit":"m","to_unit":"cm"}', "arguments: Invalid JSON: number out of range"),
])  # fmt: skip
def test_arguments_that_do_not_fit_are_refused_in_one_line(arguments, problem):
    with pytest.raises(UserError) as error:
        Tool(convert).run(arguments)
    assert str(error.value).startswith(problem) and "\n" not in str(error.value) and len(str(error.value)) < 200


@pytest.mark.parametrize("arguments, key", [
    ('{"city":"Oslo","city":"Rome"}', "city"), ('{"city":"Oslo","city":"Oslo"}', "city"),
    ('{"city":"Oslo","\\u0063ity":"Rome"}', "city"), ('{"more":[{"a":1,"b":2,"a":3}],"city":"Oslo"}', "a"),
])  # fmt: skip
def test_arguments_with_a_key_that_is_there_twice_are_refused_by_its_name(arguments, key):
    """Nobody could say which was meant: those who look on may see the one, the function the other."""
    called = []

    def weather(city: str, more: list[dict] = ()):
        "The weather in a city."
        called.append(city)

    with pytest.raises(UserError, match=f"the key '{key}' is there twice in one object: give it once"):
        Tool(weather).run(arguments)
    assert not called


def test_the_same_key_in_two_objects_is_no_repetition():
    def count(things: list[dict]):
        "Counts."
        return len(things)

    assert Tool(count).run('{"things":[{"a":1},{"a":{"a":2}}]}') == "2"


def test_numbers_are_not_changed_on_the_way():
    def same(n: int):
        "Says it again."
        return n

    assert Tool(same).run('{"n":9007199254740993}') == "9007199254740993"


def test_to_check_arguments_is_not_to_run_the_function():
    def forbidden(n: int):
        "Must not run."
        raise AssertionError

    with pytest.raises(UserError):
        Tool(forbidden).run('{"n":"1"}')


class Shelf:
    def look(self, row: int):
        "Looks at a row."
        return ["a", "b"][row]


def test_methods_and_decorated_functions_are_tools_too():
    assert Tool(Shelf().look).run('{"row":1}') == "b"

    @functools.cache
    def square(of: int):
        "Squares."
        return of * of

    assert Tool(square).run('{"of":3}') == "9"


def untyped(city):
    "Knows no types."


def silent(city: str):
    pass


async def waiting(city: str):
    "Waits."


def position(city: str, /):
    "Takes arguments without names."


def star(*cities: str):
    "Takes arguments without names."


def unknown(city: "Nowhere"):  # noqa: F821
    "Has a type that is not there."


def strange(shelf: Shelf):
    "Takes what JSON cannot say."


def calling(back: print.__class__):
    "Takes what JSON cannot say."


def finding(hint):
    """A function whose second parameter has that type hint."""

    def find(name: str, place: hint):
        "Finds."

    return find


@pytest.mark.parametrize("function, problem", [
    (untyped, "city"), (silent, "docstring"), (waiting, "async"), (position, "without names"), (star, "without names"),
    (unknown, "takes as city"), (strange, "Shelf"), (calling, "JSON cannot say"), (lambda: 1, "'<lambda>'"),
    ("weather", "give a function"), ({"name": "weather"}, "give a function"), (None, "give a function"),
    (functools.partial(weather, "Oslo"), "give a function"), (max, "written in Python"), (Shelf, "written in Python"),
])  # fmt: skip
def test_functions_that_cannot_be_told_are_refused_in_one_line(function, problem):
    with pytest.raises(UserError) as error:
        Tool(function)
    assert problem in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("hint, problem", [
    ("not valid python(", "must be an expression"), ("datetime.dat", "no attribute 'dat'"), ("int[3]", "subscriptable"),
    ("1/0", "division by zero"), (Annotated[str, Field(pattern="(")], "unclosed group"), ("list[Nowhere]", "'Nowhere'"),
    (Annotated[int, Field(ge="a")], "'ge' must be"), (Literal[object()], "unknown type"), (Shelf, "Shelf"),
])  # fmt: skip
def test_a_type_hint_that_cannot_be_used_is_refused_with_its_parameter_whatever_is_wrong_with_it(hint, problem):
    with pytest.raises(
        UserError, match="^the tool find takes as place what JSON cannot say .*: use other types$"
    ) as error:
        Tool(finding(hint))
    assert problem in str(error.value) and "\n" not in str(error.value)


def test_type_hints_that_only_together_cannot_be_used_are_refused_in_one_line():
    def find(name: Annotated[str, Field(default="Ann")], place: str):
        "Finds."

    with pytest.raises(UserError, match="^the tool find takes what JSON cannot say .*'place' follows default"):
        Tool(find)


def test_what_a_function_says_that_it_returns_does_not_matter():
    def find(name: str) -> "Nowhere":  # noqa: F821
        "Finds."
        return {"name": name}

    assert Tool(find).run('{"name":"Ann"}') == '{"name":"Ann"}'


def test_a_default_that_json_cannot_say_is_left_out_of_the_schema_without_a_warning(recwarn):
    def find(name: str = Shelf):
        "Finds."
        return "nobody" if name is Shelf else name

    tool = Tool(find)
    assert tool.schema["function"]["parameters"]["properties"] == {"name": {"type": "string"}}
    assert tool.run("{}") == "nobody" and not recwarn.list
