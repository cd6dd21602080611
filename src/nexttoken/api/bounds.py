"""Bounds: an end to whatever a schema leaves open, since a small model might never come to one of its own.

After a digit there may always be another digit, and a model that has to write JSON may go on until it is cut off. So
where a schema says nothing itself,

- a text has at most 64 characters, a list 8 items;
- a number is within ±999,999,999 and has at most three decimals, or more where there is little room for it;
- an object with `properties` has no others, and one without has at most 4, with keys of at most 24 characters;
- where any value will do, a text has at most 24 characters, a list 4 items, and they are nested twice at most.

A schema without `type` gets the bounds of every type, and each of them concerns values of its own type only.
Bounds only narrow: whatever is within them fits the schema. A bound that would leave nothing to say is left out.
What this file does not do: end what a schema says itself, such as a `$ref` to what it is a part of, or `allOf`; what
is said in part beside `anyOf` and the like, as in {"type": "string", "anyOf": ...}; the keys that match a pattern of
`patternProperties`, where there are no `properties`, or where one of them matches it too.
"""

import functools
import json
import math
import re

from llguidance import LLMatcher

LENGTH, ITEMS, PROPERTIES, DEPTH = 64, 8, 4, 2
ANY = {"maxLength": 24, "maxItems": 4}
KEY = '^[^"]{1,24}$'
LARGEST, STEP, FEWEST_STEPS = 999_999_999, 0.001, 100
LEAVES, NESTS = ["null", "boolean", "number", "string"], ["array", "object"]
SAYS_NOTHING = {"title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "$comment",
                "$schema", "$id", "$defs", "definitions", "x-guidance"}  # fmt: skip
COMBINED, PARTS = {"anyOf", "oneOf", "allOf", "$ref"}, {"type", "properties", "required", "additionalProperties"}
OF_LEAVES = {"minLength", "maxLength", "pattern", "format",
             "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}  # fmt: skip
BY_NAME = ("$defs", "definitions", "properties", "patternProperties")


def problem(schema):
    """Why the library cannot keep to a schema, in a line, or None."""
    try:
        found = LLMatcher.validate_grammar(LLMatcher.grammar_from_json_schema(json.dumps(schema)))
    except ValueError as error:  # half of a surrogate pair, say
        found = str(error)
    return " ".join(found.split())[:300] if found and not found.startswith("WARNING") else None


def bounded(schema, depth=DEPTH):
    """The schema with an end to what has none in it.

    >>> bounded({"type": "array", "items": {"type": "string"}})
    {'type': 'array', 'items': {'type': 'string', 'maxLength': 64}, 'maxItems': 8}
    >>> bounded({"type": "integer", "minimum": 1})
    {'type': 'integer', 'minimum': 1, 'maximum': 1000000000}
    """
    if schema is True:
        schema = {}
    if not isinstance(schema, dict) or {"enum", "const"} & schema.keys():
        return schema
    if not schema.keys() - SAYS_NOTHING:
        schema = schema | {"type": LEAVES + (NESTS if depth > 0 else [])} | ANY
    mixed = COMBINED & schema.keys() and PARTS & schema.keys()  # what is said here and there belongs together
    found = {key: value if mixed and key not in BY_NAME[:2] else bounded_in(key, value, depth)
             for key, value in schema.items()}  # fmt: skip
    for kind in [] if mixed else kinds(schema):
        found |= ends(kind, found, depth)
    return found


def kinds(schema):
    """The types that a schema allows: all, where it names none, unless its options name theirs."""
    every = [] if COMBINED & schema.keys() else LEAVES + NESTS
    found = schema.get("type", every)
    return found if isinstance(found, list) else [found]


def bounded_in(key, value, depth):
    """What stands under a key of a schema, which may be schemas by name, several, one, or none."""
    if key in BY_NAME and isinstance(value, dict):
        return {name: bounded(one, depth) for name, one in value.items()}
    if key in ("anyOf", "oneOf", "prefixItems") and isinstance(value, list):
        return [bounded(one, depth) for one in value]
    one = key == "items" or key == "additionalProperties" and isinstance(value, dict)
    return bounded(value, depth) if one else value


def ends(kind, schema, depth):
    """The bounds of one type of JSON."""
    if kind == "array":
        items = {} if "items" in schema else {"items": bounded({}, depth - 1)}
        return items | most("minItems", "maxItems", ITEMS, schema)
    if kind == "object":
        return ends_of_object(schema, depth)
    if kind not in ("string", "integer", "number"):
        return {}
    found = most("minLength", "maxLength", LENGTH, schema) if kind == "string" else ends_of_number(kind, schema)
    own = {key: value for key, value in schema.items() if key in OF_LEAVES}
    return found if is_possible(json.dumps(own | found | {"type": kind, "x-guidance": {"lenient": True}})) else {}


@functools.lru_cache(maxsize=4096)  # of a thousand fields most are alike, and each takes some milliseconds
def is_possible(text):
    """Can the library keep to the schema in this JSON? It cannot if nothing fits."""
    return problem(json.loads(text)) is None


def most(least, name, enough, schema):
    """The largest count, unless there is one: enough, or what has to be."""
    given = schema.get(least, 0)
    return {name: max(enough, given)} if name not in schema and isinstance(given, (int, float)) else {}


def ends_of_number(kind, schema):
    low = schema.get("minimum", schema.get("exclusiveMinimum"))
    high = schema.get("maximum", schema.get("exclusiveMaximum"))
    found = {} if kind == "integer" or "multipleOf" in schema else {"multipleOf": step(low, high)}
    if low is None:
        found["minimum"] = min(0, high or 0) - LARGEST
    if high is None:
        found["maximum"] = max(0, low or 0) + LARGEST
    return found


def step(low, high):
    """How far apart numbers are: a thousandth, or a smaller power of ten that leaves a choice between close ends."""
    if low is None or high is None or not 0 < high - low < FEWEST_STEPS * STEP:
        return STEP
    return 10.0 ** math.floor(math.log10(high - low) - math.log10(FEWEST_STEPS))


def ends_of_object(schema, depth):
    """No properties but those that are named; where none are, a few."""
    given, more = schema.get("properties"), schema.get("additionalProperties", True)
    if given:
        unnamed = [name for name in schema.get("required", []) if name not in given and more is not False]
        named = given | {name: bounded(more, depth - 1) for name in unnamed}
        closed = {"additionalProperties": False} | ({"properties": named} if unnamed else {})
        return closed | ({} if concern(schema.get("patternProperties"), named) else {"patternProperties": {}})
    few = {"additionalProperties": False} | most("minProperties", "maxProperties", PROPERTIES, schema)
    if more is not False:
        few |= {"patternProperties": schema.get("patternProperties") or {KEY: bounded(more, depth - 1)}}
    return few


def concern(patterns, names):
    """Does one of the patterns of properties match one of these names, so that it has a say in what they hold?

    The library is asked, which refuses patterns that overlap: a pattern of a stranger may keep Python's `re` busy.
    """
    if not patterns:
        return False
    both = patterns | {f"^({'|'.join(map(re.escape, names))})$": {}}
    return not is_possible(json.dumps({"type": "object", "patternProperties": both}))
