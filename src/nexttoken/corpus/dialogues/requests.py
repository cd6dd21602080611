"""What users want of tools: for each kind of tool, questions, the call that is right, results and what they mean."""

from typing import NamedTuple

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.asking import general
from nexttoken.corpus.dialogues.relations import bare
from nexttoken.corpus.dialogues.told import JOBS
from nexttoken.corpus.dialogues.wordings import practised

# Words and signs of an operation, how it is computed.
OPERATIONS = {
    "plus": ("+", lambda a, b: a + b),
    "minus": ("-", lambda a, b: a - b),
    "times": ("*", lambda a, b: a * b),
    "divided by": ("/", lambda a, b: a // b),
}
CALCULATE = (
    "What is {sum}?", "How much is {sum}?", "Calculate {sum}.", "Work out {sum}.", "Please compute {sum}.", "{sum}?",
    "I need {sum}.", "What do I get for {sum}?", "What does {sum} make?", "Can you calculate {sum}?", "What's {sum}?",
    "Tell me what {sum} makes.", "What number is {sum}?", "Do the sum {sum}.", "What is the result of {sum}?",
    "Give me the value of {sum}.",
)  # fmt: skip
MORE_CALCULATE = general(("what {sum} is", "how much {sum} is", "what {sum} makes"),
                         ("the value of {sum}", "the result of {sum}"), CALCULATE)  # fmt: skip
STORIES = {
    "plus": ("{n} has {a} sheep and buys {b} more. How many are there?",
             "There are {a} apples here and {b} there. How many in all?"),
    "minus": ("{n} had {a} coins and spent {b}. How many are left?",
              "Of {a} eggs, {b} broke. How many are left?"),
    "times": ("There are {a} boxes with {b} eggs each. How many eggs?",
              "{n} bakes {a} cakes a day. How many in {b} days?"),
    "divided by": ("{n} shares {a} nuts among {b} friends. How many does each get?",
                   "{a} books stand on {b} shelves. How many on each?"),
}  # fmt: skip
WEATHER = (
    "What is the weather in {p}?", "How is the weather in {p}?", "Is it raining in {p}?",
    "Do I need an umbrella in {p}?",
    "Is it warm in {p}?", "What's the weather like in {p}?", "Tell me the weather in {p}.", "How warm is it in {p}?",
    "I am going to {p}. How is the weather?", "Is the sun shining in {p}?", "What about the weather in {p}?",
    "Is it cold in {p} today?", "{p}: how is the weather?", "I wonder how the weather is in {p}.",
    "Does it snow in {p}?", "Let me know the weather in {p}.",
)  # fmt: skip
MORE_WEATHER = general(
    ("how the weather is in {p}", "how warm it is in {p}", "whether it is cold in {p}", "whether it rains in {p}"),
    ("the weather in {p}", "today's weather in {p}"), WEATHER)  # fmt: skip
TIME = (
    "What time is it?", "What's the time?", "Tell me the time.", "Do you know what time it is?", "How late is it?",
    "Can you tell me the time?", "Which hour is it?", "I need to know the time.", "What does the clock say?",
    "Please look at the clock.", "Is it late already?", "What time do we have?",
)  # fmt: skip
MORE_TIME = general(("what time it is", "how late it is", "what the clock says", "which hour it is"),
                    ("the time", "the hour"), TIME)  # fmt: skip
TIME_IN = (
    "What time is it in {p}?", "What's the time in {p}?", "Tell me the time in {p}.", "How late is it in {p}?",
    "Do you know what time it is in {p}?", "Which hour is it in {p}?", "Is it late in {p}?",
    "I want to call {p}. What time is it there?", "{p}: what time is it there?", "Can you tell me the time in {p}?",
    "What does the clock say in {p}?", "What time do they have in {p}?",
)  # fmt: skip
MORE_TIME_IN = general(
    ("what time it is in {p}", "how late it is in {p}", "what the clock says in {p}", "which hour it is in {p}"),
    ("the time in {p}", "the hour in {p}"), TIME_IN)  # fmt: skip
# What a directory knows of people: questions, how it is said.
LOOKUP = {
    "age": (("How old is {n}?", "What is the age of {n}?", "Tell me how old {n} is.", "Find out the age of {n}.",
             "Do you know how old {n} is?", "What's {n}'s age?", "Please look up the age of {n}.",
             "How many years old is {n}?"),
            "{n} is {v} years old"),
    "job": (("What is the job of {n}?", "What does {n} do?", "What is {n}'s job?", "Tell me the job of {n}.",
             "Do you know what {n} does?", "Find out the job of {n}.", "Please look up the job of {n}.",
             "As what does {n} work?"),
            "{n} is {v}"),
    "town": (("Where does {n} live?", "In which town does {n} live?", "Find out where {n} lives.",
              "Do you know where {n} lives?", "What is the town of {n}?", "Please look up where {n} lives.",
              "Where does {n} have a house?", "What is the home town of {n}?"), "{n} lives in {v}"),
    "phone": (("What is the phone number of {n}?", "I want to call {n}. Which number?", "What is {n}'s number?",
               "Tell me the number of {n}.", "Do you know the number of {n}?", "Find the number of {n}.",
               "Please look up the number of {n}.", "Under which number do I reach {n}?"), "the number of {n} is {v}"),
}  # fmt: skip
MORE_LOOKUP = {
    field: general(clauses, nouns, LOOKUP[field][0]) for field, clauses, nouns in (
        ("age", ("how old {n} is", "what the age of {n} is"), ("the age of {n}", "{n}'s age")),
        ("job", ("what {n} does", "what the job of {n} is", "as what {n} works"), ("the job of {n}", "{n}'s job")),
        ("town", ("in which town {n} lives", "in which town {n} has a house"), ("the town of {n}", "{n}'s town")),
        ("phone", ("which number {n} has", "under which number I reach {n}"),
         ("{n}'s number", "the phone number of {n}")))
}  # fmt: skip
_FIELDS = {"age": lambda draw: draw.pick(range(5, 100)), "job": lambda draw: draw.pick(JOBS), "town": inventions.place,
           "phone": lambda draw: 1000 + int(draw.random() * 9000)}  # fmt: skip
# (from, to, how many)
UNITS = (
    ("kilometers", "meters", 1000), ("meters", "centimeters", 100), ("centimeters", "millimeters", 10),
    ("kilograms", "grams", 1000), ("tons", "kilograms", 1000), ("liters", "milliliters", 1000),
    ("hours", "minutes", 60),
    ("minutes", "seconds", 60), ("days", "hours", 24), ("weeks", "days", 7), ("years", "months", 12),
    ("feet", "inches", 12), ("yards", "feet", 3), ("dozens", "pieces", 12), ("pounds", "ounces", 16),
    ("gallons", "pints", 8), ("miles", "kilometers", 1.6), ("inches", "centimeters", 2.54), ("meters", "feet", 3.3),
    ("kilograms", "pounds", 2.2),
)  # fmt: skip
CONVERT = (
    "How many {t} are {v} {f}?", "Convert {v} {f} to {t}.", "What is {v} {f} in {t}?", "{v} {f} in {t}, please.",
    "How much is {v} {f} in {t}?", "Change {v} {f} into {t}.", "I have {v} {f}. How many {t} is that?",
    "How many {t} make {v} {f}?", "Tell me {v} {f} in {t}.", "Turn {v} {f} into {t}.", "What are {v} {f} in {t}?",
    "Please convert {v} {f} into {t}.", "{v} {f}: how many {t}?", "Express {v} {f} in {t}.",
    "Say {v} {f} in {t}.", "How many {t} do I get for {v} {f}?",
)  # fmt: skip
MORE_CONVERT = general(("how many {t} are {v} {f}", "what {v} {f} are in {t}", "how many {t} make {v} {f}"),
                       ("{v} {f} in {t}",), CONVERT)  # fmt: skip
SKIES = ("rain", "snow", "sunshine", "fog", "wind", "hail", "thunder", "clouds", "a storm", "drizzle")
ERRORS = {
    "calculator": ("timeout", "bad expression", "not available"),
    "weather": ("unknown city", "timeout", "no data", "not available"),
    "clock": ("timeout", "not available", "the clock has stopped"),
    "world_clock": ("unknown city", "timeout", "not available"),
    "lookup": ("not found", "no such person", "timeout", "not available"),
    "converter": ("unknown unit", "timeout", "not available"),
}
# What users expect, where the tool will say something else.
_THINK = ("I think {}.", "I guess {}.", "They say {}.", "I heard that {}.")
# How users ask for the same of another place or person, once they have an answer.
ANOTHER = ("And in {p}?", "What about {p}?", "And {p}?", "How about {p}?", "And what about {p}?", "Now {p}, please.",
           "The same for {p}?", "And {p}, please?", "And for {p}?")  # fmt: skip


class Request(NamedTuple):
    """What is wanted: the question, the arguments of the call, what the tool returns and the answer that follows."""

    asks: str
    arguments: dict
    result: dict
    answer: Answer
    where: str = ""  # the place, if only the place matters


def request(talk, tool, surprise: bool = False) -> Request:
    """A request for a tool. A surprise is a result that contradicts what was expected."""
    return _MAKERS[tool.kind](talk, tool, surprise)


def _calculate(talk, tool, surprise):
    draw = talk.draw
    word = draw.pick(tuple(OPERATIONS))
    sign, compute = OPERATIONS[word]

    def expression():
        a, b = _number(draw), _number(draw)
        a, b = (a * b, b) if word == "divided by" else (max(a, b), min(a, b))
        return f"{a} {sign} {b}"

    term = talk.new(expression, tool.name)
    a, b = (int(number) for number in term.split(f" {sign} "))
    asked = draw.weighted((f"{a} {word} {b}", term, term.replace(" ", "")), (5, 3, 2))
    true = compute(a, b)
    result = _number(draw) + true // 2 if surprise else true
    said = Answer(f"{a} {word} {b} is {result}", str(result), _expect([str(result)], [str(true)]))
    if draw.chance(0.2):
        frame = draw.pick(STORIES[word] + (practised("tools", f"calculator {word}") if talk.learned else ()))
    else:
        frame = talk.choose(draw.pick((CALCULATE, MORE_CALCULATE)), tool.name, practised("tools", "calculator"))
    question = frame.format(sum=asked, n=inventions.name(draw), a=a, b=b)
    return Request(question, tool.arguments(term), {"result": result}, said)


def _number(draw) -> int:
    """2 to 999, small ones more often."""
    return int(2 * 500 ** draw.random())


def _expect(answers: list[str], wrong=()) -> dict:
    return {"all": answers, "wrong": list(wrong)}


def _weather(talk, tool, surprise):
    draw = talk.draw
    where = talk.new(lambda: inventions.place(draw), tool.name)
    (sky, other), degrees = draw.several(SKIES, 2), str(draw.pick(range(2, 40)))
    said = Answer(f"there is {sky} in {where}, at {degrees} degrees", f"{sky}, {degrees} degrees",
                  _expect([bare(sky), degrees], [bare(other)] * surprise))  # fmt: skip
    question = talk.choose(draw.pick((WEATHER, MORE_WEATHER)), tool.name, practised("tools", "weather")).format(p=where)
    if surprise:
        question = draw.pick(_THINK).format(f"there is {other} in {where}") + " " + question
    return Request(question, tool.arguments(where), {"weather": sky, "degrees": int(degrees)}, said, where)


def _time(talk, surprise) -> tuple[str, str, list[str]]:
    """What time it is, what the user says before asking, and which times are wrong."""
    time, other = (f"{talk.draw.pick(range(24))}:{talk.draw.pick(range(60)):02}" for _ in range(2))
    before = talk.draw.pick(_THINK).format(f"it is {other}") + " " if surprise else ""
    return time, before, [other] * surprise


def _clock(talk, tool, surprise):
    time, before, wrong = _time(talk, surprise)
    said = Answer(f"it is {time}", time, _expect([time], wrong))
    question = before + talk.choose(talk.draw.pick((TIME, MORE_TIME)), tool.kind, practised("tools", "clock"))
    return Request(question, {}, {"time": time}, said)


def _world_clock(talk, tool, surprise):
    where = talk.new(lambda: inventions.place(talk.draw), tool.name)
    time, before, wrong = _time(talk, surprise)
    said = Answer(f"it is {time} in {where}", time, _expect([time], wrong))
    frame = talk.choose(talk.draw.pick((TIME_IN, MORE_TIME_IN)), tool.name, practised("tools", "world_clock"))
    question = before + frame.format(p=where)
    return Request(question, tool.arguments(where), {"time": time}, said, where)


def _lookup(talk, tool, surprise):
    draw = talk.draw
    name = talk.new(lambda: inventions.name(draw), tool.name)
    wanted, *others = draw.several(tuple(LOOKUP), draw.pick((1, 2, 2, 3)))
    known = {field: _FIELDS[field](draw) for field in draw.several((wanted, *others), 1 + len(others))}
    asks, full = LOOKUP[wanted]
    value, other = str(known[wanted]), str(_FIELDS[wanted](draw))
    frame = talk.choose(draw.pick((asks, MORE_LOOKUP[wanted])), tool.name, practised("tools", f"lookup {wanted}"))
    question = frame.format(n=name)
    if surprise:
        question = draw.pick(_THINK).format(full.format(n=name, v=other)) + " " + question
    said = Answer(full.format(n=name, v=value), value, _expect([value], [other] * surprise))
    return Request(question, tool.arguments(name), known, said)


def _convert(talk, tool, surprise):
    draw = talk.draw
    source, target, factor = draw.pick(UNITS)
    value = int(talk.new(lambda: f"{_number(draw)} {source}", tool.name).split()[0])
    true = _neat(value * factor)
    result = _neat(true + _number(draw)) if surprise else true
    said = Answer(f"{value} {source} are {result} {target}", f"{result} {target}", _expect([str(result)], [str(true)]))
    frame = talk.choose(draw.pick((CONVERT, MORE_CONVERT)), tool.name, practised("tools", "converter"))
    question = frame.format(v=value, f=source, t=target)
    return Request(question, tool.arguments(value, source, target), {"result": result}, said)


def _neat(number: float) -> float | int:
    number = round(number, 2)
    return int(number) if number == int(number) else number


_MAKERS = {"calculator": _calculate, "weather": _weather, "clock": _clock, "world_clock": _world_clock,
           "lookup": _lookup, "converter": _convert}  # fmt: skip
