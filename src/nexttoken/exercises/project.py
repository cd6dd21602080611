"""The checks of the project, a new tool from data to evaluation: one function for each task, which raises `NotYet`.

Like those of `completion.py` they look at what has to be so whatever the answer is, at the reader's own data and
numbers, and at calls whose result is plain to see. They hold no answer.
"""

import json

import numpy as np

from nexttoken.chat.fields import FieldError
from nexttoken.chat.signatures import signatures
from nexttoken.chat.template import render
from nexttoken.evaluation.rates import rate
from nexttoken.exercises.expect import NotYet, answered, call, filled, letter, load, need, numbers

SPLITS = ("train", "heldout")


def tool(answers):
    function, schema = answers
    for given, expected, hint in (
        (("o", "look"), {"count": 2}, "how often the letter is in the word."),
        (("O", "look"), {"count": 2}, "capital and small letters are the same."),
    ):
        reads, said = call(function, *given)
        need(said == expected, f"{reads} returned {said!r}.", hint)
    for given, hint in (
        (("oo", "look"), "two letters are not one letter."),
        (("7", "77"), "a digit is no letter."),
        (("o", ""), "there is no word."),
        ((7, "look"), "a model may send a number."),
        (("o", ["look"]), "a model may send a list."),
    ):
        reads, said = call(function, *given)
        need(isinstance(said, dict) and list(said) == ["error"], f"{reads} returned {said!r}.",
             f"{hint} Say so under 'error'.")  # fmt: skip
    answered(schema, "schema")
    try:
        [line] = signatures([schema])
    except FieldError as problem:
        need(False, f"schema cannot be declared: {problem}", "compare it with the tools of the chapter on the API.")
    shown, _, rest = line.partition("}")
    need(line.startswith(function.__name__ + "{"), f"the model reads {line!r}.", "the name is the function's.")
    need(shown.count(":") == shown.count('"string"') == 2, f"the model reads {line!r}.",
         "two parameters, both of type string, and both of them in the list `required`.")  # fmt: skip
    need(rest.strip(), f"the model reads {line!r}.", "the description says what it is good for.")


def split_of(answers):
    function, letters, words = answers
    splits = {}
    for one in letters:
        for word in words:
            reads, said = call(function, one, word)
            need(said in SPLITS, f"{reads} returned {said!r}.", "'train' or 'heldout'.")
            splits[one, word] = said
    for change, hint in ((str, "asked twice, it says the same."), (str.upper, "capitals make no difference.")):
        for (one, word), split in splits.items():
            reads, said = call(function, change(one), change(word))
            need(said == split, f"{reads} returned {said!r}, {(one, word)} is in {split!r}.", hint)
    share = list(splits.values()).count("heldout") / len(splits)
    need(0.1 <= share <= 0.3, f"of {len(splits)} combinations {share:.0%} are held out.", "about a fifth will do.")
    for place, what in enumerate(("letter", "word")):
        for one in {pair[place] for pair in splits}:
            found = {split for pair, split in splits.items() if pair[place] == one}
            need(len(found) == 2, f"the {what} {one!r} is in {found.pop()!r} alone.",
                 "hold out combinations, not letters or words. "
                 "A number for each, added, and the rest of a division?")  # fmt: skip


def dialogue(function):
    call(function, 0, "train", 0)  # is it a function at all?
    made = {split: [function(0, split, number) for number in range(60)] for split in SPLITS}
    for split, talks in made.items():
        for number, messages in enumerate(talks):
            fits(messages, f"{getattr(function, '__name__', 'dialogue')}(0, {split!r}, {number})")
    with_call = [messages for talks in made.values() for messages in talks if len(messages) > 2]
    share = 1 - len(with_call) / 120
    need(0.05 < share < 0.45, f"{share:.0%} of 120 dialogues need no tool.", "between a tenth and four tenths should.")
    again = [function(0, "train", number) for number in range(60)]
    need(again == made["train"], "made again, the dialogues of a seed are others.",
         "begin with a chance of its own, from all three arguments.")  # fmt: skip
    need(len({json.dumps(each) for each in again}) > 20, "60 dialogues of a seed are nearly all the same.",
         "does the number matter?")  # fmt: skip
    need([function(1, "train", number) for number in range(60)] != again, "seed 1 has the dialogues of seed 0.",
         "does the seed matter?")  # fmt: skip
    train, heldout = (
        {asked_in(each) for each in (function(2, split, number) for number in range(200)) if len(each) > 2}
        for split in SPLITS
    )
    shared = train & heldout
    need(not shared, f"in 200 dialogues of each split, {len(shared)} combinations are in both.",
         "does the split matter? Your split_of says where each belongs.")  # fmt: skip


def fits(messages, reads):
    """Go on only with a dialogue whose messages belong together."""
    need(isinstance(messages, list) and len(messages) in (2, 4), f"{reads} is {messages!r}.",
         "a list of four messages, or of two.")  # fmt: skip
    try:
        render(messages, load("chat").tokenizer)
    except FieldError as problem:
        need(False, f"{reads}: {problem}", "these are no messages in the shape of OpenAI's API.")
    if len(messages) == 4:
        one, word = asked_in(messages)
        said = messages[0]["content"]
        need(one in said and word in said, f"{reads} asks {said!r}, and calls with {one!r} and {word!r}.",
             "the question names both, as the call does.")  # fmt: skip
        result = read_json(messages[2]["content"], reads)
        need(list(result) == ["count"], f"{reads} has the result {result!r}.", "what your own function returns.")
        need(str(result["count"]) in messages[3]["content"],
             f"{reads} has the result {result!r}, and says {messages[3]['content']!r}.",
             "the answer says the number of the result, in digits.")  # fmt: skip


def read_json(text, reads):
    """Go on only with the text of some JSON."""
    try:
        return json.loads(text)
    except ValueError:
        raise NotYet(f"{reads} has the result {text!r}, which is no JSON.", "json.dumps writes JSON.") from None


def asked_in(messages):
    """The letter and the word of a call."""
    arguments = json.loads(messages[1]["tool_calls"][0]["function"]["arguments"])
    need(sorted(arguments) == ["letter", "word"], f"a call has the arguments {arguments!r}.", "a letter and a word.")
    return arguments["letter"], arguments["word"]


def leaks(function, tool="count_letter"):
    def talk(said, *pairs):
        calls = [called({"letter": one, "word": word}, tool) for one, word in pairs]
        return [{"role": "user", "content": said}, *calls]

    o, k = ("o", "look"), ("k", "look")
    for train, heldout, expected, hint in (
        ([talk("How many?", o)], [talk("How many?", k)], set(), "the same question, but another letter."),
        ([talk("How many?", o)], [talk("Count!", o)], {o}, "other words, but the same combination."),
        ([talk("Hi")], [talk("Hi")], set(), "without a call there is no combination."),
        ([talk("Hi", ("O", "Look"))], [talk("Hi", o)], {o}, "capital and small letters are the same."),
        (
            [talk("Hi", o), talk("Hi", ("k", "rock"))],
            [talk("Hi", k)],
            set(),
            "a letter from here and a word from there are none.",
        ),
        ([talk("Hi", k, o)], [talk("Hi", o)], {o}, "a dialogue may have several calls."),
    ):
        reads, said = call(function, train, heldout)
        need({tuple(each) for each in said} == expected, f"{reads} returned {said!r}.", hint)


def called(arguments, name):
    """The message of an assistant that calls."""
    function = {"name": name, "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments)}
    return {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": "call_0", "type": "function", "function": function}],
    }


def verdict(function, tool="count_letter"):
    good = called({"letter": "o", "word": "look"}, tool)
    result = {"role": "tool", "tool_call_id": "call_0", "content": '{"count": 2}'}

    def answer(text):
        return [good, result, {"role": "assistant", "content": text}]

    said = {"role": "assistant", "content": "There are 2."}
    for messages, expected, hint in (
        ([good], "right", "the call alone is judged where nothing follows."),
        ([said], "no call", "it may be right, but it was a guess."),
        ([called({"letter": "look", "word": "o"}, tool)], "wrong call", "letter and word are swapped."),
        ([called("{", tool)], "wrong call", "arguments may be no JSON."),
        ([called({"letter": 2, "word": "look"}, tool)], "wrong call", "arguments may be no texts."),
        ([called({"letter": "o", "word": "look"}, "count")], "wrong call", "that is another tool."),
        (answer("There are 2."), "right", "all is as it should be."),
        (answer("There are 12."), "wrong answer", "12 is another number, although there is a 2 in it."),
        (answer("Two."), "right", "a number may be said in a word."),
        (answer("1 or 2."), "wrong answer", "whoever says all numbers is always right."),
    ):
        _, found = call(function, "o", "look", messages)
        last = messages[-1].get("content") or messages[-1].get("tool_calls", [{}])[0].get("function")
        need(found == expected,
             f"for 'o' in 'look', where the last message is {last!r}, you say {found!r}, expected {expected!r}.",
             hint)  # fmt: skip
    for messages, expected in (([said], "right"), ([good], "needless call")):
        _, found = call(function, None, None, messages)
        need(found == expected, f"where no tool is needed, you say {found!r}, expected {expected!r}.",
             "does it call, or not?")  # fmt: skip


def measured(answers):
    asked, said, result, reading = answers
    for name, value in (("asked", asked), ("said", said)):
        answered(value, name)
        need(isinstance(value, list | tuple) and len(value) >= 30, f"{name} has {len(value)} entries.", "at least 30.")
    need(all(len(each) == 3 for each in asked), "asked has something that is not three things.",
         "(letter, word, question)")  # fmt: skip
    pairs = {tuple(each[:2]) for each in asked}
    need(len(pairs) == len(asked), f"of the {len(asked)} combinations that are asked for, {len(pairs)} are different.",
         "whoever asks twice has not measured twice as much.")  # fmt: skip
    need(len(said) == len(asked), f"there are {len(asked)} questions and {len(said)} replies.", "one for each.")
    filled(result, ("passed", "count", "rate", "low", "high"), "measured")
    counts = numbers([result["passed"], result["count"]], 2, "passed and count")
    need(counts[1] == len(asked), f"count is {counts[1]:g}, for {len(asked)} questions.", "every question counts.")
    need(0 <= counts[0] <= counts[1], f"passed is {counts[0]:g} of {counts[1]:g}.", "no more than there are.")
    made = sum(bool(each.get("tool_calls")) for each in said)
    need(counts[0] <= made, f"passed is {counts[0]:g}, but only {made} replies have a call.",
         "no call is never right here.")  # fmt: skip
    wanted = rate(int(counts[0]), int(counts[1]))
    low, high = numbers([result["low"], result["high"]], 2, "low and high")
    need(np.allclose([low, high], [wanted["low"], wanted["high"]], atol=1e-3),
         f"the interval is {low:.3f} to {high:.3f}, which is not that of {counts[0]:g} of {counts[1]:g}.",
         "rate(passed, count) makes it.")  # fmt: skip
    letter(reading, "ABCD", "reading")


CHECKS = {check.__name__: check for check in (tool, split_of, dialogue, leaks, verdict, measured)}
