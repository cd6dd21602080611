r"""The text of a JSON object, recognised character by character: can it still become one, and is it one by now?

>>> text = JsonObject()
>>> [text.push(piece) for piece in ['{"ci', 'ty": ["Os', 'lo"]', "}"]]
[True, True, True, True]
>>> text.whole
True
>>> text.push("}")
False

The states are what may come next, and a stack says what comes after the value that is being read. A character costs
the same wherever it stands, and no nesting is too deep to be read: beyond DEPTH it is refused.

What this file does not do: make Python objects of it (`json.loads`). Source: RFC 8259.
"""

DEPTH = 100  # values in values in values
SPACE, DIGITS, HEX = " \t\n\r", "0123456789", "0123456789abcdefABCDEF"
END = None  # of a value

VALUE = {'"': "string", "{": "first key", "[": "first item", "-": "minus", "0": "zero", "123456789": "digits",
         "t": "rue", "f": "alse", "n": "ull"}  # fmt: skip
STATES = {
    "start": {"{": "first key", SPACE: "start"},
    "end": {SPACE: "end"},
    "first key": {'"': "string", "}": END, SPACE: "first key"},
    "key": {'"': "string", SPACE: "key"},
    "colon": {":": "member value", SPACE: "colon"},
    "member value": {**VALUE, SPACE: "member value"},
    "member": {",": "key", "}": END, SPACE: "member"},
    "first item": {**VALUE, "]": END, SPACE: "first item"},
    "item value": {**VALUE, SPACE: "item value"},
    "item": {",": "item value", "]": END, SPACE: "item"},
    "string": {'"': END, "\\": "escape"},  # and every character that is no control character
    "escape": {'"\\/bfnrt': "string", "u": "4 hex"},
    "4 hex": {HEX: "3 hex"}, "3 hex": {HEX: "2 hex"}, "2 hex": {HEX: "1 hex"}, "1 hex": {HEX: "string"},
    "minus": {"0": "zero", "123456789": "digits"},
    "zero": {".": "point", "eE": "exponent"},
    "digits": {DIGITS: "digits", ".": "point", "eE": "exponent"},
    "point": {DIGITS: "decimals"},
    "decimals": {DIGITS: "decimals", "eE": "exponent"},
    "exponent": {"+-": "sign", DIGITS: "power"},
    "sign": {DIGITS: "power"},
    "power": {DIGITS: "power"},
    "rue": {"r": "ue"}, "ue": {"u": "e"}, "alse": {"a": "lse"}, "lse": {"l": "se"}, "se": {"s": "e"}, "e": {"e": END},
    "ull": {"u": "ll"}, "ll": {"l": "l"}, "l": {"l": END},
    "refused": {},
}  # fmt: skip
NUMBERS = {"zero", "digits", "decimals", "power"}  # which the first character that does not belong to them ends
AFTER = {"start": "end", "first key": "colon", "key": "colon", "member value": "member", "first item": "item",
         "item value": "item"}  # fmt: skip


def steps(state, rules):
    """character -> (the next state, what comes after the value that begins here or None)."""
    after = AFTER.get(state)
    return {c: (next, None if chars == SPACE or next is END else after) for chars, next in rules.items() for c in chars}


STEPS = {state: steps(state, rules) for state, rules in STATES.items()}


class JsonObject:
    """What has been read of one object."""

    def __init__(self):
        self._state, self._waiting = "start", []

    @property
    def blank(self):
        """There is nothing yet but space."""
        return self._state == "start"

    @property
    def whole(self):
        return self._state == "end"

    def push(self, text):
        """Read on, and return whether the text so far, continued in some way, is that of an object."""
        state, waiting = self._state, self._waiting
        for char in text:
            step = STEPS[state].get(char)
            if step is None and state in NUMBERS:
                state = waiting.pop()
                step = STEPS[state].get(char)
            if step:
                state, after = step
                if after:
                    waiting.append(after)
                elif state is END:
                    state = waiting.pop()
            if len(waiting) > DEPTH or not (step or state == "string" and char >= " "):
                state = "refused"
                break
        self._state = state
        return state != "refused"


def is_object(text):
    """Is this the text of a JSON object?"""
    found = JsonObject()
    return found.push(text) and found.whole
