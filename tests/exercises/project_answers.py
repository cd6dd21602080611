"""Answers to the tasks of the project that are not the solution: by task another correct one, and wrong ones, each with
a name and with a piece of what its author has to be told.
"""

COUNTER = """
def count_letter(word: str, letter: str) -> dict:
    "How often?"
    fine = type(letter) is str and len(letter) == 1 and letter.isalpha() and type(word) is str and word
    return {"count": sum(each == letter.casefold() for each in word.casefold())} if fine else {"error": "one letter, please"}

count_letter = (lambda counter: lambda letter, word: counter(word, letter))(count_letter)
count_letter.__name__ = "count_letter"
"""
PARAMETERS = """
parameters = {"required": ["word", "letter"], "type": "object"}
parameters["properties"] = {name: dict(type="string") for name in ("word", "letter")}
"""
SCHEMA = (
    PARAMETERS
    + """
schema = dict(type="function", function=dict(name="count_letter", parameters=parameters, description="Letters, counted."))
"""
)
TOOL = {
    "another": COUNTER + SCHEMA,
    "wrong": {
        "capitals": (
            COUNTER.replace(".casefold()", "") + SCHEMA,
            "capital and small letters are the same",
        ),
        "several letters": (COUNTER.replace("len(letter) == 1", "letter") + SCHEMA, "two letters are not one letter"),
        "digits": (COUNTER.replace("letter.isalpha()", "letter") + SCHEMA, "a digit is no letter"),
        "it raises": (
            COUNTER.replace("type(letter) is str and", "").replace("type(word) is str and", "") + SCHEMA,
            "raised TypeError",
        ),
        "a bare number": (
            COUNTER + SCHEMA + "count_letter = lambda letter, word: word.lower().count(letter.lower())\n",
            "how often the letter is in the word",
        ),
        "nothing is required": (COUNTER + SCHEMA + 'parameters["required"] = []\n', "the list `required`"),
        "another name": (COUNTER + SCHEMA.replace("count_letter", "count"), "the name is the function's"),
        "no description": (
            COUNTER + SCHEMA.replace("Letters, counted.", ""),
            "the description says what it is good for",
        ),
        "no wrapping": (COUNTER + SCHEMA + 'schema = schema["function"]\n', "schema cannot be declared"),
    },
}

SPLIT = """
def split_of(letter, word):
    place = sum(word.lower().encode()) + ord(letter.lower())
    return ("heldout", *["train"] * 5)[place % 6]
"""
SPLIT_OF = {
    "another": SPLIT,
    "wrong": {
        "words held out": (
            """
def split_of(letter, word):
    return "train" if crc32(word.lower().encode()) % 5 else "heldout"
""",
            "hold out combinations, not letters or words",
        ),
        "letters held out": (
            """
def split_of(letter, word):
    return "train" if ord(letter.lower()) % 5 else "heldout"
""",
            "hold out combinations, not letters or words",
        ),
        "by chance": (
            """
def split_of(letter, word):
    return "train" if Random().random() < 0.8 else "heldout"
""",
            "asked twice, it says the same",
        ),
        "capitals": (
            """
def split_of(letter, word):
    return "train" if (ord(letter) + crc32(word.encode())) % 5 else "heldout"
""",
            "capitals make no difference",
        ),
        "a half": (
            """
def split_of(letter, word):
    return "train" if (ord(letter.lower()) + crc32(word.lower().encode())) % 2 else "heldout"
""",
            "about a fifth will do",
        ),
        "validation too": (
            """
def split_of(letter, word):
    return ("heldout", "validation", "train", "train", "train")[(ord(letter.lower()) + crc32(word.lower().encode())) % 5]
""",
            "'train' or 'heldout'",
        ),
        "True": (
            """
def split_of(letter, word):
    return (ord(letter.lower()) + crc32(word.lower().encode())) % 5 == 0
""",
            "'train' or 'heldout'",
        ),
        "no letter in the word": (
            """
def split_of(letter, word):
    return "train" if letter.lower() in word.lower() else "heldout"
""",
            "about a fifth will do",
        ),
    },
}

BEFORE = COUNTER + SCHEMA + SPLIT
TALK = """
WAYS = ["{} in {}, how often?", "How many {} has {}?", "Letter {}, word {}: how many?", "Is {} in {}, and how often?"]

def dialogue(seed, split, number):
    chance = Random(repr((seed, split, number)))
    if chance.random() > 0.75:
        question, answer = chance.choice(OTHERS)
        return [dict(role="user", content=question), dict(role="assistant", content=answer)]
    while True:
        letter, word = chance.choice(LETTERS), chance.choice(WORDS)
        if split_of(letter, word) == split:
            break
    result = count_letter(letter, word)
    said = chance.choice(WAYS).format(letter, word)
    return [
        dict(role="user", content=said),
        calls({"word": word, "letter": letter}),
        dict(role="tool", content=json.dumps(result), tool_call_id="call_0"),
        dict(role="assistant", content=f"{result['count']}."),
    ]
"""
DIALOGUE = {
    "another": BEFORE + TALK,
    "wrong": {
        "no seed": (
            BEFORE + TALK.replace("Random(repr((seed, split, number)))", "Random()"),
            "the dialogues of a seed are others",
        ),
        "the seed is lost": (
            BEFORE + TALK.replace("repr((seed, split, number))", "repr((split, number))"),
            "seed 1 has the dialogues of seed 0",
        ),
        "the number is lost": (
            BEFORE + TALK.replace("repr((seed, split, number))", "repr((seed, split))"),
            "need no tool",
        ),
        "whatever the split": (
            BEFORE + TALK.replace("== split:", "in ('train', split):"),
            "does the split matter?",
        ),
        "always a call": (BEFORE + TALK.replace("> 0.75", "> 1"), "between a tenth and four tenths should"),
        "one way to ask": (BEFORE + TALK.replace("chance.choice(WAYS)", "WAYS[0]"), "four ways to ask, or more"),
        "the answer guesses": (
            BEFORE + TALK.replace("f\"{result['count']}.\"", '"There are some."'),
            "the answer says the number of the result",
        ),
        "another word is called for": (
            BEFORE + TALK.replace('"word": word,', '"word": chance.choice(WORDS),'),
            "the question names both, as the call does",
        ),
        "the result is no JSON": (BEFORE + TALK.replace("json.dumps(result)", "str(result)"), "which is no JSON"),
        "no tool's message": (BEFORE + TALK.replace('role="tool"', 'role="user"'), "in the shape of OpenAI's API"),
    },
}

PROOF = """
def leaks(train, heldout):
    found = []
    for dialogues in (train, heldout):
        pairs = []
        for messages in dialogues:
            for message in messages:
                for call in message.get("tool_calls", ()):
                    arguments = json.loads(call["function"]["arguments"])
                    if call["function"]["name"] == "count_letter":
                        pairs.append((arguments["letter"].casefold(), arguments["word"].casefold()))
        found.append(pairs)
    return {pair for pair in found[0] if pair in found[1]}
"""
LEAKS = {
    "another": PROOF.replace("return {pair", "return sorted({pair").replace("found[1]}", "found[1]})"),
    "wrong": {
        "whole dialogues": (
            """
def leaks(train, heldout):
    return {("e", "tree") for messages in train if messages in heldout}
""",
            "other words, but the same combination",
        ),
        "questions": (
            """
def leaks(train, heldout):
    return {("o", "look") for messages in train if messages[0] in [each[0] for each in heldout]}
""",
            "the same question, but another letter",
        ),
        "capitals": (PROOF.replace(".casefold()", ""), "capital and small letters are the same"),
        "the first call alone": (
            PROOF.replace("for message in messages:", "for message in messages[1:2]:"),
            "a dialogue may have several calls",
        ),
        "the text of the arguments": (
            PROOF.replace(
                'pairs.append((arguments["letter"].casefold(), arguments["word"].casefold()))',
                "pairs.append(tuple(value.casefold() for value in arguments.values()))",
            ),
            "the same combination in other words",
        ),
        "calls of every tool": (PROOF.replace('== "count_letter"', "!= ''"), "calls of other tools"),
        "every dialogue calls": (
            PROOF.replace('message.get("tool_calls", ())', 'messages[1]["tool_calls"]'),
            "IndexError",
        ),
        "letters and words apart": (
            PROOF.replace("return {pair for pair in found[0] if pair in found[1]}", "")
            + """
    letters, words = ({pair[place] for pair in found[0]} & {pair[place] for pair in found[1]} for place in (0, 1))
    return {(letter, word) for letter in letters for word in words}
""",
            "a letter from here and a word from there",
        ),
    },
}

JUDGE = """
import re

def as_digits(found):
    return str(NUMBERS.index(found[0])) if found[0] in NUMBERS else ""

def verdict(letter, word, said):
    first = said[0].get("tool_calls") or []
    if letter is None or not first:
        return {(True, True): "needless call", (False, False): "no call"}.get((letter is None, bool(first)), "right")
    try:
        [call] = first
        arguments = json.loads(call["function"]["arguments"])
        assert call["function"]["name"] == "count_letter" and set(arguments) == {"letter", "word"}
        assert arguments["letter"].upper() == letter.upper() and arguments["word"].upper() == word.upper()
    except Exception:
        return "wrong call"
    if len(said) > 1 and said[-1]["role"] == "assistant":
        text = re.sub(r"[a-z]+", as_digits, (said[-1]["content"] or "").lower())
        numbers, count = set(map(int, re.findall("[0-9]+", text))), word.upper().count(letter.upper())
        if numbers != {count}:
            return "wrong answer"
    return "right"
"""
VERDICT = {
    "another": JUDGE,
    "wrong": {
        "the number is somewhere in the text": (
            JUDGE.replace("numbers != {count}", "str(count) not in text"),
            "12 is another number",
        ),
        "one of the numbers is right": (
            JUDGE.replace("numbers != {count}", "count not in numbers"),
            "whoever says all numbers is always right",
        ),
        "no words for numbers": (JUDGE.replace("if found[0] in NUMBERS", "if False"), "a number may be said in a word"),
        "parts of words are numbers": (
            JUDGE.replace('r"[a-z]+"', '"|".join(NUMBERS)').replace("if found[0] in NUMBERS else", "if True else"),
            "answers",
        ),
        "it trusts the arguments": (
            JUDGE.replace("    try:\n", "    if True:\n").replace(
                '    except Exception:\n        return "wrong call"\n', ""
            ),
            "raised",
        ),
        "swapped": (
            JUDGE.replace(
                'arguments["letter"].upper() == letter.upper() and arguments["word"].upper() == word.upper()',
                "sorted(arguments.values()) == sorted((letter, word))",
            ),
            "letter and word are swapped",
        ),
        "a guess will do": (
            JUDGE.replace('"no call")', '"right")').replace('(False, False): "no call"', '(False, False): "right"'),
            "it was a guess",
        ),
        "whatever the tool": (
            JUDGE.replace('call["function"]["name"] == "count_letter" and', ""),
            "that is another tool",
        ),
        "several calls": (JUDGE.replace("[call] = first", "call = first[0]"), "wrong calls"),
        "more arguments": (JUDGE.replace('set(arguments) == {"letter", "word"}', "arguments"), "wrong calls"),
        "every question needs the tool": (
            JUDGE.replace("if letter is None or not first:", "if not first:").replace(
                "(False, False)", "(letter is None, False)"
            ),
            "where no tool is needed",
        ),
        "nothing after the call is wrong": (
            JUDGE.replace('if len(said) > 1 and said[-1]["role"] == "assistant":', "if True:"),
            "the call alone is judged",
        ),
    },
}

MEASURE = (
    BEFORE
    + TALK
    + JUDGE
    + """
asked = {}
for number in range(200):
    user, assistant, *_ = dialogue(5, "heldout", number)
    if assistant["content"] is None and len(asked) < 32:
        named = json.loads(assistant["tool_calls"][0]["function"]["arguments"])
        asked[named["letter"], named["word"]] = [named["letter"], named["word"], user["content"]]
asked = list(asked.values())
said = replies([each[2] for each in asked], [schema])
verdicts = [verdict(letter, word, [message]) for (letter, word, _), message in zip(asked, said)]
measured, reading = rate(verdicts.count("right"), len(asked)), "C"
"""
)
MEASURED = {
    "another": MEASURE + 'reading = "c."\nmeasured = {name: round(measured[name], 4) for name in measured}\n',
    "wrong": {
        "replies made up": (
            MEASURE
            + """
said = [calls({"letter": letter, "word": word}) for letter, word, _ in asked]
measured = rate(len(said), len(said))
""",
            "what the model says",
        ),
        "passed made up": (MEASURE + "measured = rate(29, 32)\n", "how many are right"),
        "asked in training": (MEASURE.replace('dialogue(5, "heldout"', 'dialogue(5, "train"'), "held out, all of them"),
        "one question again and again": (
            MEASURE.replace("said = replies", "asked = asked[:1] * 32\nsaid = replies"),
            "whoever asks twice has not measured twice as much",
        ),
        "ten questions": (MEASURE.replace("said = replies", "asked = asked[:10]\nsaid = replies"), "at least 30"),
        "no interval": (
            MEASURE + "measured |= dict(low=measured['rate'], high=measured['rate'])\n",
            "which is not that of",
        ),
        "the normal interval": (
            MEASURE + "measured |= dict(low=-0.1, high=0.1)\n",
            "which is not that of",
        ),
        "the reading: exactly": (MEASURE + 'reading = "A"\n', "the sentence that the experiment supports"),
        "the reading: no model": (MEASURE + 'reading = "B"\n', "the sentence that the experiment supports"),
        "the reading: whatever users ask": (MEASURE + 'reading = "D"\n', "the sentence that the experiment supports"),
    },
}

ANSWERS = {
    "tool": TOOL,
    "split_of": SPLIT_OF,
    "dialogue": DIALOGUE,
    "leaks": LEAKS,
    "verdict": VERDICT,
    "measured": MEASURED,
}
