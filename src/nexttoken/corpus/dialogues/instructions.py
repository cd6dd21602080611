"""System messages that say how to answer: one instruction, two, changed ones, and users who wish for the opposite.

What is asked under instructions is anything that can be asked: facts, lists, small talk, what was told, the unknown.
"""

from nexttoken.corpus.dialogues import rules
from nexttoken.corpus.dialogues.answers import LISTS, fits
from nexttoken.corpus.dialogues.chatter import INTENTS, reply
from nexttoken.corpus.dialogues.context import ask_for, tell_one
from nexttoken.corpus.dialogues.holdout import combinations, split_of
from nexttoken.corpus.dialogues.orders import ORDERS, order
from nexttoken.corpus.dialogues.questions import any_fact, ask, list_question, tell
from nexttoken.corpus.dialogues.rules import ALL, KINDS, PAIRS, TRIPLES
from nexttoken.corpus.dialogues.told import ABOUT_ME
from nexttoken.corpus.dialogues.unknown import SORRY, WORLD
from nexttoken.corpus.dialogues.wordings import practised
from nexttoken.corpus.dialogues.world import MEMBERS, RELATIONS

FROM_NOW_ON = ("From now on: {rule}", "New rule: {rule}", "The old rule is over. {rule}", "Change of plan: {rule}",
               "Forget the rule so far. {rule}", "Now do this instead: {rule}", "There is a new rule. {rule}",
               "The rule has changed: {rule}")  # fmt: skip
TOGETHER = {
    2: ("{one} {two}", "{one} {two}", "{one} {two}", "{one}\n{two}", "Two rules: {one} {two}", "- {one}\n- {two}",
        "You are a helpful assistant. {one} {two}", "1. {one}\n2. {two}", "{one} Also: {two}"),
    3: ("{one} {two} {three}", "{one}\n{two}\n{three}", "Three rules: {one} {two} {three}",
        "- {one}\n- {two}\n- {three}",
        "1. {one}\n2. {two}\n3. {three}", "{one} {two} Also: {three}"),
}  # fmt: skip
ALONE = ("{one}", "{one}", "{one}", "You are a helpful assistant. {one}", "{one} Be kind.", "Be kind. {one}")
# What users wish for: {Q} is their question.
WISHES = {
    "upper": ("In capital letters: {Q}", "{Q} In capital letters, please.", "Answer in upper case, please. {Q}",
              "Please use capital letters. {Q}", "{Q} Write it in upper case.", "Use capitals now. {Q}",
              "{Q} In capitals, please.", "Write in capital letters, please: {Q}"),
    "lower": ("In small letters: {Q}", "{Q} In small letters, please.", "Answer in lower case, please. {Q}",
              "Please use small letters. {Q}", "{Q} Write it in lower case.", "Use small letters now. {Q}",
              "{Q} No capitals, please.", "Write in small letters, please: {Q}"),
    "one_word": ("In one word: {Q}", "{Q} One word, please.", "Answer in one word, please. {Q}",
                 "{Q} In one word, please.",
                 "{Q} Just one word.", "Say it in one word. {Q}", "{Q} A single word is enough.",
                 "One word is enough: {Q}"),
    "sentence": ("In a full sentence: {Q}", "{Q} A full sentence, please.", "Answer in a full sentence, please. {Q}",
                 "{Q} In a whole sentence, please.", "Use a full sentence now. {Q}", "{Q} Say it in a sentence.",
                 "{Q} I want a whole sentence.", "A whole sentence, please: {Q}"),
    "dashes": ("As a list: {Q}", "{Q} As a list, please.", "Make a list, please. {Q}", "{Q} Use dashes.",
               "{Q} Write a list.", "I want a list. {Q}", "{Q} A list would be nice.", "A list, please: {Q}"),
    "numbers": ("As a numbered list: {Q}", "{Q} As a numbered list, please.", "Make a numbered list, please. {Q}",
                "{Q} With numbers, please.", "{Q} Write a numbered list.", "I want a numbered list. {Q}",
                "{Q} Number the items.", "A numbered list, please: {Q}"),
    "quotes": ("In quotation marks: {Q}", "{Q} In quotation marks, please.", "Use quotation marks, please. {Q}",
               "{Q} Put it in quotation marks.", "{Q} With quotation marks, please.", "I want quotation marks. {Q}",
               "{Q} Add quotation marks.", "Quotation marks, please: {Q}"),
    "plain": ("Talk normally, please. {Q}", "{Q} Just answer normally.", "No games now: {Q}",
              "{Q} Without that, please.",
              "I want a normal answer. {Q}", "{Q} Answer like everyone else.", "{Q} And please talk normally.",
              "Leave that out, please: {Q}"),
    "long": ("Please give a long answer. {Q}", "{Q} Tell me at length.", "Say a lot about this: {Q}",
             "{Q} I want a long answer.", "{Q} Use many words.", "Use as many words as you can. {Q}",
             "{Q} A long answer, please.", "At length, please: {Q}"),
    "exception": ("Just this once: {Q}", "{Q} Only this one question.", "Please make an exception. {Q}",
                  "One exception, please: {Q}", "{Q} Just this once.", "I know the rule. {Q}",
                  "{Q} Make an exception.", "An exception, please: {Q}"),
}  # fmt: skip
# What a user wishes for against a rule of the system message.
AGAINST = {"upper": "lower", "lower": "upper", "one_word": "sentence", "sentence": "one_word", "dashes": "sentence",
           "numbers": "dashes", "quotes": "plain", "brackets": "plain", "persona": "plain", "begin": "plain",
           "name": "plain", "end": "plain", "at_most": "long", "only": "exception"}  # fmt: skip
# In training, rules about capital and small letters come twice as often: every word has to be spelled anew.
CASE = ("upper", "lower")
SINGLES = dict.fromkeys(PAIRS, tuple(KINDS)) | {"train": (*ALL, *CASE)}
# Rules under which anything can be said, however long it is and whatever it is about.
SAYABLE = {split: tuple(kind for kind in dict.fromkeys(kinds) if kind not in ("one_word", "at_most", "only", "never"))
           for split, kinds in SINGLES.items()}  # fmt: skip
DOUBLES = PAIRS | {"train": (*PAIRS["train"], *(pair for pair in PAIRS["train"] if {*CASE} & {*pair}))}


def system(talk) -> None:
    """One instruction; one to three questions."""
    kind = talk.draw.pick(SINGLES[talk.split])
    chosen = {kind: value(talk, kind)}
    asked, answer, key = judged(talk, chosen)
    frames = {kind: order(talk, kind, key)}
    command(talk, chosen, frames, talk.draw.pick(ALONE))
    for _ in range(talk.draw.pick((0, 1, 2, 3) if talk.training else (0, 0, 1, 2))):
        question(talk, frames)
    talk.user(asked)
    talk.answer(answer)


def system_pairs(talk) -> None:
    """Two instructions, in training at times three; one or two questions."""
    draw = talk.draw
    three = talk.training and draw.chance(0.25)
    kinds = draw.several(*((draw.pick(TRIPLES), 3) if three else (draw.pick(DOUBLES[talk.split]), 2)))
    chosen = {kind: value(talk, kind, 2 * len(kinds)) for kind in kinds}
    asked, answer, key = judged(talk, chosen)
    frames = {kind: known(draw, kind, key) for kind in kinds}
    command(talk, chosen, frames, draw.pick(TOGETHER[len(kinds)]))
    if not talk.training:
        talk.held.add("pair")
    for _ in range(draw.pick((0, 1, 2) if talk.training else (0, 0, 1))):
        question(talk, frames)
    talk.user(asked)
    talk.answer(answer)


def known(draw, kind: str, key: str) -> str:
    """A phrasing that training has beside this."""
    frames = draw.pick((ALL[kind].frames, ORDERS[kind]))
    return draw.pick(combinations(frames, key, "train"))


def system_told(talk) -> None:
    """One rule or two, and one or two facts about the user: rules change words that nobody has said so before."""
    draw = talk.draw
    sayable = SAYABLE[talk.split]
    kinds = draw.pick([*sayable, *(pair for pair in PAIRS[talk.split] if {*pair} <= {*sayable})])
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    chosen = {kind: value(talk, kind) for kind in kinds}
    frames = {kind: known(draw, kind, "told") for kind in kinds}
    command(talk, chosen, frames, draw.pick(ALONE if len(kinds) == 1 else TOGETHER[2]))
    facts = [tell_one(talk, told) for told in draw.several(ABOUT_ME, draw.pick((1, 2)))]
    for told, slots in facts:
        ask_for(talk, told, slots, facts)


def system_changed(talk) -> None:
    """A later system message replaces the rule."""
    for kind in talk.draw.several(tuple(ALL if talk.training else KINDS), 2):
        chosen = {kind: value(talk, kind)}
        asked, answer, key = judged(talk, chosen)
        frames = {kind: order(talk, kind, key)}
        command(talk, chosen, frames, talk.choose(FROM_NOW_ON, kind) if talk.messages else "{one}")
        talk.user(asked)
        talk.answer(answer)


def system_conflict(talk) -> None:
    """The user wishes for what the system message rules out: the system message wins."""
    kind = talk.draw.pick(tuple(AGAINST))
    chosen = {kind: value(talk, kind)}
    asked, answer, key = judged(talk, chosen)
    frames = {kind: order(talk, kind, key)}
    command(talk, chosen, frames, talk.draw.pick(ALONE))
    if talk.draw.chance(0.4):
        question(talk, frames)
    talk.user(wish(talk, AGAINST[kind], asked))
    talk.answer(answer)


def wishes(talk) -> None:
    """The user says how to answer, and nothing speaks against it."""
    kind = talk.draw.pick([kind for kind in WISHES if kind in KINDS])
    asked, answer, _ = judged(talk, {kind: True})
    talk.user(wish(talk, kind, asked))
    talk.answer(answer, **{kind: True})


def wish(talk, kind: str, asked: str) -> str:
    asked = asked if asked[-1] in "?.!" else asked + "?"
    return talk.choose(WISHES[kind], kind).format(Q=asked)


def command(talk, chosen: dict, frames: dict, frame: str) -> None:
    """The system message, and from here on its rules."""
    texts = [rules.said(kind, value, frames[kind]) for kind, value in chosen.items()]
    talk.add("developer" if talk.draw.chance(0.1) else "system", frame.format(**_numbered(texts)))
    talk.rules = rules.in_force(chosen)


def _numbered(texts: list[str]) -> dict:
    return dict(zip(("one", "two", "three"), texts)) | {"rule": texts[0]}


def value(talk, kind: str, more: int = 0):
    """What a rule of this kind is about; a greatest number of words is raised by `more`."""
    found = rules.value_of(kind, talk.draw)
    return found + more if kind == "at_most" else found


def judged(talk, chosen: dict):
    """The question that is tested, its answer, which fits the rules, and what it is about."""
    force = rules.in_force(chosen)
    while True:
        before = set(talk.held)
        asked, answer, key = anything(talk, force)
        if fits(answer, force):
            return asked, answer, key
        talk.held = before


def anything(talk, force: dict):
    """A question, its answer and what it is about."""
    lists = 3 if LISTS & force.keys() else 1
    kinds = (_fact, _list, _chat, _unknown)
    return talk.draw.weighted(kinds, (8, lists, 1, 0 if "only" in force else 0.7))(talk, force)


def question(talk, frames: dict, make=anything) -> None:
    """Another question under the same rules, about something that the phrasings of the rules may meet in training."""
    with talk.untested():
        while True:
            asked, answer, key = make(talk, talk.rules)
            if fits(answer, talk.rules) and all(split_of(frame, key) == "train" for frame in frames.values()):
                break
    talk.user(asked)
    talk.answer(answer)


def _fact(talk, force):
    """A fact; where a rule is about a topic, often one of that."""
    topic, fact = force.get("only", force.get("never")), any_fact(talk)
    while topic and RELATIONS[fact.relation].topic != topic and talk.draw.chance(0.6):
        fact = any_fact(talk)
    return ask(talk, fact), tell(talk, fact), fact.key


def _list(talk, force):
    asked, answer = list_question(talk)
    return asked, answer, answer.expect["members"]


def _chat(talk, force):
    intent = talk.draw.pick(INTENTS)
    return talk.choose(intent.says, intent.name, intent.practised), reply(talk, intent), intent.name


def _unknown(talk, force):
    day, month = talk.draw.pick(MEMBERS["days of the week"]), talk.draw.pick(MEMBERS["months"])
    return (
        talk.choose(WORLD, "world", practised("unknown", "world")).format(d=day, m=month),
        talk.draw.pick(SORRY),
        "unknown",
    )
