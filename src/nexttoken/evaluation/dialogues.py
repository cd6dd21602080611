"""Judges a reply in a dialogue: is it the right answer, and does it obey the instructions in force?

    dialogue = next(generate(1, seed=238, split="heldout", skill="system"))    # in capitals: who rules Isenfell?
    judge(dialogue, {"content": "KING TORVALD RULES ISENFELL."})   ->  (True, "")
    judge(dialogue, {"content": "King Torvald rules Isenfell."})   ->  (False, "is not in capital letters")

Any words that contain the right answer, and none of the wrong ones, are right. Instructions are taken at their word:
capital letters, one word, the form of a list, at most N words, first and last words. Tool calls are compared by name
and parsed arguments. The judge knows the facts of the world and what the dialogue expects; it does not know how the
dialogue's own replies were made, and does not judge style.
"""

import json
import re
from string import capwords

from nexttoken.corpus.dialogues.answers import AFTER, BEFORE, HEADS, LISTS
from nexttoken.corpus.dialogues.relations import bare
from nexttoken.corpus.dialogues.world import BY_KEY, BY_RELATION, MEMBERS, RELATIONS

_WORD = re.compile(r"\d+(?:[.:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ITEM = re.compile(r"([-*+#>=|~@%] |\d+\. )(.+)")
_NUMBERS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
            "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "twenty-four": "24", "twenty-six": "26",
            "sixty": "60"}  # fmt: skip
_UNKNOWN = re.compile(r"\b(do not|don['’]t|cannot|can['’]t) (know|tell|say)\b|\b(not told|unknown|no idea|not sure)\b")
_DECLINE = re.compile(r"\b(sorry|only|cannot|can['’]t|unable)\b")
_WRAPPED = {"quotes": ('"', '"'), "brackets": ("(", ")")}
_COMMON = ("numbers", "months")  # groups with ordinary words in them: one, may
_THINGS = {name.lower() for group, names in MEMBERS.items() if group not in _COMMON for name in names}
MOST_WORDS = 40


def prompt(dialogue) -> list[dict]:
    """The messages that a model is given, to write the one that is judged."""
    return dialogue.messages[: dialogue.facts["judged"]]


def expected(dialogue, at: int | None = None) -> dict:
    """What is expected of message number `at`, by default the one that is judged."""
    before = dialogue.messages[: dialogue.facts["judged"] if at is None else at]
    return dialogue.facts["expected"][sum(message["role"] == "assistant" for message in before)]


def judge(dialogue, reply: dict, at: int | None = None) -> tuple[bool, str]:
    """Whether `reply` would do as message number `at`, by default the one the skill is about; and if not, why."""
    wanted, calls = expected(dialogue, at), reply.get("tool_calls") or []
    if "calls" in wanted:
        problem = _wrong_calls(wanted["calls"], calls)
    elif calls:
        problem = "calls a tool where none is needed"
    else:
        problem = _wrong_text(wanted, reply.get("content") or "")
    return not problem, problem


def obeys(text: str, rules: dict) -> bool:
    """Whether a text obeys instructions: obeys("GRASS IS GREEN.", {"upper": True})"""
    return not _broken(text, rules)[0]


def says(text: str, phrases: list[str]) -> bool:
    """Whether one of the phrases is among the words of a text."""
    return any(_contains(_words(text), phrase) for phrase in phrases)


def _wrong_calls(expected: list[dict], calls: list[dict]) -> str:
    """What is wrong with tool calls, in whatever order they come; "" if nothing is."""
    try:
        made = [(call["function"]["name"], json.loads(call["function"]["arguments"])) for call in calls]
    except ValueError:
        return "has arguments that are not JSON"
    wanted = [(call["name"], call["arguments"]) for call in expected]
    if sorted(name for name, _ in made) != sorted(name for name, _ in wanted):
        return f"calls {[name for name, _ in made]}, not {[name for name, _ in wanted]}"
    for name, arguments in wanted:
        found = next((call for call in made if call[0] == name and _same(call[1], arguments)), None)
        if not found:
            return f"calls {name} with other arguments than {arguments}"
        made.remove(found)
    return ""


def _same(one, other) -> bool:
    """Equal arguments; spaces inside of a formula do not matter, and true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, str) and isinstance(other, str) and re.search(r"\d", other):
        return one.replace(" ", "") == other.replace(" ", "")
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _wrong_text(expected: dict, text: str) -> str:
    rules = expected.get("rules", {})
    if not text.strip():
        return "says nothing"
    if len(_words(text)) > MOST_WORDS:
        return f"has more than {MOST_WORDS} words"
    problem, core = _broken(text, rules)
    return problem or _wrong_answer(expected, core, rules)


# Instructions


def _broken(text: str, rules: dict) -> tuple[str, str]:
    """Which rule is broken, and the text without what was only there to obey a rule."""
    letters = [letter for letter in text if letter.isalpha()]
    if "upper" in rules and any(letter.islower() for letter in letters):
        return "is not in capital letters", text
    if "lower" in rules and any(letter.isupper() for letter in letters):
        return "is not in small letters", text
    if "title" in rules and re.search(r"(?<![\w'’])[a-z]", text):
        return "has a word without a capital letter", text
    if "at_most" in rules and _count(text) > rules["at_most"]:
        return f"has {_count(text)} words", text
    first = re.search(r"[^\W\d_]+", text)
    if "first" in rules and first and not first[0].isupper():
        return "has a first word in small letters", text
    core = text.strip().lower() if "first" in rules else text.strip()
    for rule in {*_WRAPPED, "wrap", "tags"} & rules.keys():
        start, end = _around(rule, rules)
        small = core.lower()  # of a tag's letters, others mind the size
        if not (len(core) > len(start + end) and small.startswith(start.lower()) and small.endswith(end.lower())):
            return f"is not in {rule}", text
        core = core[len(start) : -len(end)].strip()
    return _inside(core, rules)


def _around(rule: str, rules: dict) -> tuple[str, str]:
    """What a rule wants before and after an answer."""
    if rule == "tags":
        return f"<{rules[rule]}>", f"</{rules[rule]}>"
    return _WRAPPED.get(rule) or tuple(rules[rule])


def _inside(core: str, rules: dict) -> tuple[str, str]:
    """The rules about the beginning, the end and what is between."""
    for rule in (*BEFORE, *AFTER):
        side = "startswith" if rule in BEFORE else "endswith"
        phrase = _cased(rules.get(rule, ""), rules)
        if not getattr(core, side)(phrase):
            return f"does not {rule} with {phrase!r}", core
        core = (core[len(phrase) :] if rule in BEFORE else core[: len(core) - len(phrase)]).strip()
    for rule in HEADS:
        phrase = _cased(rules.get(rule, ""), rules)
        whole = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)" if phrase else "")  # Ada, and not Adam
        found = whole.match(core) if rule in ("persona", "sound") else whole.search(core)
        if not found:
            return f"does not say {phrase!r}", core
        core = (core[: found.start()] + core[found.end() :]).lstrip(" ,:!\n")
    return _shape(core, rules), core


def _cased(phrase: str, rules: dict) -> str:
    if "title" in rules:
        return capwords(phrase)
    small = "lower" in rules or "first" in rules  # whose first word is found before, the rest compared in small letters
    return phrase.upper() if "upper" in rules else phrase.lower() if small else phrase


def _shape(core: str, rules: dict) -> str:
    if "one_word" in rules and _count(core) != 1:
        return f"has {_count(core)} words, not one"
    if "sentence" in rules and not (_count(core) > 2 and re.search(r"[.!?][\")]?$", core)):
        return "is not a sentence"
    marks = [match and match[1] for match in map(_ITEM.fullmatch, core.split("\n"))]
    for rule, mark in (("dashes", "- "), ("bullets", rules.get("bullets"))):
        if rule in rules and marks != [mark] * len(marks):
            return f"is not a list with {mark.strip()!r} before each item"
    if "numbers" in rules and marks != [f"{number}. " for number in range(1, len(marks) + 1)]:
        return "is not a numbered list"
    return ""


def _count(text: str) -> int:
    """The number of words; the numbers of a list are none."""
    return len(_WORD.findall(re.sub(r"^\(?\"?\d+\. ", "", text, flags=re.MULTILINE)))


# Answers


def _wrong_answer(expected: dict, core: str, rules: dict) -> str:
    said = _words(core)
    if "members" in expected:
        return _wrong_list(expected, core, rules)
    if "unknown" in expected:
        return "" if _UNKNOWN.search(core.lower()) and len(said) <= 15 else "does not say that it does not know"
    wrong = [text for text in (*expected.get("wrong", ()), *_siblings(expected)) if _contains(said, text)]
    if wrong:
        return f"says {wrong[0]!r}"
    if "decline" in expected:
        return "" if _DECLINE.search(core.lower()) else "does not decline"
    if expected.get("no_numbers") and re.search(r"\d", core):
        return "makes up a number"
    missing = [text for text in expected.get("all", ()) if not _contains(said, text)]
    if missing:
        return f"does not say {missing[0]!r}"
    answers = expected.get("answers", ())
    return "" if not answers or any(_contains(said, text) for text in answers) else f"does not say {answers[0]!r}"


def _wrong_list(expected: dict, core: str, rules: dict) -> str:
    members = [word for word in _WORD.findall(core.lower()) if word in map(str.lower, MEMBERS[expected["members"]])]
    lines = core.count("\n") + 1
    if len(members) != expected["count"] or len({*members}) != len(members):
        return f"does not name {expected['count']} different {expected['members']}"
    strangers = [word for word in _WORD.findall(core.lower()) if word in _THINGS and word not in members]
    if strangers:
        return f"says {strangers[0]!r}"
    if LISTS & rules.keys() and lines != len(members):
        return f"has {lines} items"
    return ""


def _siblings(expected: dict) -> list[str]:
    """Answers to other questions of the same kind, except those that a right answer may contain."""
    if "fact" not in expected:
        return []
    fact = BY_KEY[" ".join(expected["fact"])]
    relation = RELATIONS[fact.relation]
    right = _words(" ".join([fact.x, relation.about, *relation.says, *fact.answers]))
    others = {answer for other in BY_RELATION[fact.relation] for answer in other.answers}
    return [answer for answer in sorted(others) if not _contains(right, answer)]


def _words(text: str) -> list[str]:
    """Words in small letters, numbers as digits: "Twelve, I'd say." -> ["12", "i'd", "say"]"""
    words = _WORD.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text).lower())
    return [_NUMBERS.get(word, word) for word in words]


def _contains(words: list[str], phrase: str) -> bool:
    wanted = _words(bare(phrase))
    return any(words[i : i + len(wanted)] == wanted for i in range(len(words) - len(wanted) + 1))
