"""Tools as the model reads them: one line each, shaped like the call that it is to write.

>>> schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
>>> function = {"name": "weather", "description": "The weather in a city.", "parameters": schema}
>>> signatures([{"type": "function", "function": function}])
['weather{"city":"string"} The weather in a city.']

A model that is to call it writes `weather{"city":"Oslo"}`: it copies all but one word. A schema that says more than
the names and types of its parameters, all required, is not shortened, only written without spaces.

What this file does not do: make schemas of Python functions, or check arguments against them.
"""

from nexttoken.chat.fields import FieldError, brief, compact, function_of, get, get_name, require


def signatures(tools):
    """A line for each tool of a list in the shape of OpenAI's API. Raises FieldError, which names the tool."""
    if not isinstance(tools, list | tuple):
        raise FieldError("tools", f"is {brief(tools)}: it has to be a list")
    lines = {}
    for i, tool in enumerate(tools):
        at = f"tools[{i}]"
        function = function_of(tool, at)
        name = get_name(function, f"{at}.function")
        if name in lines:
            raise FieldError(f"{at}.function.name", f"is {brief(name)} for the second time: give each tool its own")
        lines[name] = name + parameters(function, f"{at}.function") + description(function, f"{at}.function")
    return list(lines.values())


def parameters(function, at):
    if function.get("parameters") is None:
        return "{}"
    schema = get(function, "parameters", dict, at)
    try:
        return compact(short(schema))
    except (ValueError, TypeError, RecursionError):
        raise FieldError(f"{at}.parameters", f"is {brief(schema)}, which is not JSON: use a JSON schema") from None


def short(schema):
    """`{name: type}` where that says all that the schema of an object says, else the schema."""
    properties, required = schema.get("properties", {}), schema.get("required", [])
    usual = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    if not (usual | schema == usual and isinstance(properties, dict) and isinstance(required, list)):
        return schema
    if len(required) != len(properties) or not all(name in required for name in properties):
        return schema
    return {name: short_type(property) for name, property in properties.items()}


def short_type(schema):
    return schema["type"] if isinstance(schema, dict) and list(schema) == ["type"] else schema


def description(function, at):
    text = function.get("description")
    return " " + require(text, str, f"{at}.description") if text not in (None, "") else ""
