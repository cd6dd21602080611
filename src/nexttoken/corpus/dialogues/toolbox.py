"""Tools that a conversation declares: a calculator, the weather, a clock, a lookup, a unit converter.

Each goes by many names, and so do its parameters: what a tool is called has to be read, not known.
"""

from typing import NamedTuple

_PLACES = ("city", "place", "town", "location")


class Kind(NamedTuple):
    names: tuple[str, ...]
    describes: tuple[str, ...]
    parameters: tuple[tuple[str, tuple[str, ...]], ...]  # (type, names) of each


KINDS = {
    "calculator": Kind(
        ("calculator", "calculate", "compute", "calc", "math", "arithmetic"),
        ("Calculates.", "Computes an expression.", "Does arithmetic.", "A calculator."),
        (("string", ("expression", "formula", "sum", "term")),),
    ),
    "weather": Kind(
        ("weather", "get_weather", "forecast", "weather_in", "weather_report", "current_weather"),
        ("The weather in a city.", "Tells the weather.", "The weather now.", "The weather of a place."),
        (("string", _PLACES),),
    ),
    "clock": Kind(
        ("clock", "get_time", "time", "current_time", "now", "what_time"),
        ("The time.", "Tells the time.", "The time now.", "What time it is."),
        (),
    ),
    "world_clock": Kind(
        ("world_clock", "time_in", "local_time", "get_local_time", "clock_in", "city_time"),
        ("The time in a city.", "Tells the local time.", "The time of a place.", "What time it is there."),
        (("string", _PLACES),),
    ),
    "lookup": Kind(
        ("lookup", "find", "find_person", "directory", "look_up", "search_people"),
        ("Looks up a person.", "Finds a person.", "Knows all people.", "The directory of people."),
        (("string", ("name", "person", "who", "full_name")),),
    ),
    "converter": Kind(
        ("convert", "converter", "convert_units", "units", "unit_converter", "change_units"),
        ("Converts units.", "Changes units.", "From one unit to another.", "A unit converter."),
        (("number", ("value", "amount", "number", "quantity")), ("string", ("from", "unit", "source", "from_unit")),
         ("string", ("to", "into", "target", "to_unit"))),
    ),
}  # fmt: skip


class Tool(NamedTuple):
    """A declared tool: its kind, its name, and the names of its parameters in the order of the kind's."""

    kind: str
    name: str
    parameters: tuple[str, ...]
    schema: dict

    def arguments(self, *values) -> dict:
        return dict(zip(self.parameters, values, strict=True))


def declare(draw, kind: str) -> Tool:
    """A tool of a kind, under names of its own, with its schema in the shape of OpenAI's API."""
    names, describes, parameters = KINDS[kind]
    name, chosen = draw.pick(names), tuple(draw.pick(names) for _, names in parameters)
    properties = {parameter: {"type": type} for parameter, (type, _) in zip(chosen, parameters)}
    schema = {"type": "object", "properties": properties, "required": list(chosen)}
    function = {"name": name, "description": draw.pick(describes), "parameters": schema}
    return Tool(kind, name, chosen, {"type": "function", "function": function})


def box(draw, kinds: list[str], extra: int) -> list[Tool]:
    """Tools of these kinds and `extra` others, in random order. Of the two clocks there is one at most."""
    clocks = {"clock", "world_clock"}
    others = [kind for kind in KINDS if kind not in kinds and not (kind in clocks and clocks & {*kinds})]
    if {*others} >= clocks:
        others.remove(draw.pick(("clock", "world_clock")))
    chosen = [*kinds, *draw.several(others, min(extra, len(others)))]
    return [declare(draw, kind) for kind in draw.several(chosen, len(chosen))]
