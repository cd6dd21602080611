"""An answer, and how it sounds under instructions: any instruction changes any answer, by code.

    sky = Answer("the sky is blue", "blue", {"answers": ["blue"]}, "colors")
    speak(sky, {})                                   ->  "The sky is blue."
    speak(sky, {"one_word": True, "upper": True})    ->  "BLUE."
    speak(sky, {"persona": "Arr", "end": "Bye!"})    ->  "Arr, the sky is blue. Bye!"

What this file does not do: find answers, or judge them.
"""

import re
from dataclasses import dataclass

from nexttoken.corpus.dialogues.relations import bare
from nexttoken.corpus.frames import capital

LISTS = {"dashes", "numbers", "bullets"}
BEFORE, AFTER = ("begin", "mark"), ("end", "sign", "tail")  # rules whose value stands around an answer
HEADS = ("persona", "sound", "name", "address")  # and with which its sentence begins


@dataclass(frozen=True)
class Answer:
    """What is to be said. `expect` is what a judge looks for, `topic` is None where nobody minds what it is about."""

    full: str  # a sentence, its first letter small unless it is a name
    short: str
    expect: dict
    topic: str | None = None
    near: tuple[str, ...] = ()
    items: tuple[str, ...] = ()  # what it lists, if it lists something

    @property
    def word(self) -> str | None:
        """The answer as one word, if one is enough."""
        one = bare(self.expect.get("word", self.short))
        return None if self.items or " " in one else one


def speak(answer: Answer, rules: dict) -> str:
    """The answer as the rules want it."""
    said = _under(answer, rules, answer.full)
    if "at_most" in rules and words(said) > rules["at_most"] - 1:
        said = _under(answer, rules, answer.short)  # a word less than allowed where it is close: nobody counts well
    return said


def words(said: str) -> int:
    return sum(any(letter.isalnum() for letter in word) for word in said.split())


def fits(answer: Answer, rules: dict) -> bool:
    """Whether the answer can be given under these rules, and whether they leave no doubt how."""
    if {rules.get("only"), rules.get("never")} & {*answer.near}:
        return False
    answer = allowed(answer, rules)
    if "one_word" in rules and not answer.word:
        return False
    if "sentence" in rules and (answer.items or words(answer.full) < 3):
        return False
    return "at_most" not in rules or words(speak(answer, rules)) <= rules["at_most"]


def allowed(answer: Answer, rules: dict) -> Answer:
    """The answer, or a polite refusal where the rules leave its topic out."""
    if answer.topic is None:
        return answer
    only, never = rules.get("only", answer.topic), rules.get("never")
    expect = {"decline": only, "wrong": answer.expect.get("answers", [])}
    if only != answer.topic:
        return Answer(f"sorry, I only talk about {only}", "sorry", expect)
    return Answer(f"sorry, I don't talk about {never}", "sorry", expect) if never == answer.topic else answer


def sentence(text: str) -> str:
    return capital(closed(text))


def closed(text: str) -> str:
    """With a full stop, unless something closes it already, perhaps in quotation marks."""
    return text if text.rstrip('"')[-1:] in (".", "!", "?") else f"{text}."


def _under(answer: Answer, rules: dict, text: str) -> str:
    head = ", ".join(rules[rule] for rule in HEADS if rule in rules)
    if LISTS & rules.keys():
        body, between = _list(answer, rules, head), "\n"
    elif "one_word" in rules:
        body, between = [sentence(answer.word)], " "
    else:
        body, between = [sentence(f"{head}, {text}" if head else text)], " "
    around = between.join(filter(None, [*_said(rules, BEFORE), *body, *_said(rules, AFTER)]))
    return _cased(_wrap(around, rules), rules)


def _list(answer: Answer, rules: dict, head: str) -> list[str]:
    items = answer.items or (_item(answer, rules),)
    mark = rules.get("bullets", "- ")
    marks = [f"{number}. " if "numbers" in rules else mark for number in range(1, len(items) + 1)]
    return [f"{head}:"] * bool(head) + [mark + item for mark, item in zip(marks, items)]


def _item(answer: Answer, rules: dict) -> str:
    """What stands in a list of one."""
    if "one_word" in rules:
        return answer.word
    return bare(answer.short) if "fact" in answer.expect else sentence(answer.full)


def _said(rules: dict, kinds: tuple) -> list[str]:
    return [rules[kind] for kind in kinds if kind in rules]


def _wrapping(rules: dict) -> tuple[str, str]:
    """What stands before and after an answer; "" if nothing does."""
    if "tags" in rules:
        return f"<{rules['tags']}>", f"</{rules['tags']}>"
    around = '""' if "quotes" in rules else "()" if "brackets" in rules else rules.get("wrap", "")
    return around[:1], around[1:]


def _wrap(said: str, rules: dict) -> str:
    before, after = _wrapping(rules)
    return before + said + after


def _cased(said: str, rules: dict) -> str:
    """In capital letters, in small ones, with a capital for each word or a large first one, if the rules want that."""
    if "first" in rules:
        return re.sub(r"[^\W\d_]+", lambda word: word[0].upper(), said, count=1)
    if "title" in rules:
        return re.sub(r"(?<![\w'’])[a-z]", lambda letter: letter[0].upper(), said)
    return said.upper() if "upper" in rules else said.lower() if "lower" in rules else said
