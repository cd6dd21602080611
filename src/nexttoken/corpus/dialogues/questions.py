"""Questions about facts, in many phrasings, and their answers."""

from functools import cache

from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.asking import general
from nexttoken.corpus.dialogues.relations import Fact, Relation, bare
from nexttoken.corpus.dialogues.wordings import practised
from nexttoken.corpus.dialogues.world import BY_RELATION, FACTS, GROUP_TOPIC, MEMBERS, RELATIONS
from nexttoken.corpus.frames import capital, listed

# Ways to ask for anything that has a name: {about} is "the color of the sky".
WRAPPERS = (
    "What is {about}?", "What's {about}?", "Tell me {about}.", "Please tell me {about}.", "Can you tell me {about}?",
    "Could you tell me {about}, please?", "Do you know {about}?", "Do you happen to know {about}?",
    "I would like to know {about}.", "I want to know {about}.", "I wonder what {about} is.", "Name {about}.",
    "Please name {about}.", "What would you say is {about}?", "Let me know {about}, please.",
    "I forgot {about}. Do you know it?", "For my homework I need {about}.", "My son asks: what is {about}?",
    "Quick question: what is {about}?", "Any idea what {about} is?", "Remind me: what is {about}?",
    "{About}, please.", "Say what {about} is.", "Help me, please: what is {about}?", "So what is {about}?",
    "May I ask what {about} is?", "Give me {about}.", "Do tell me {about}.",
    "Would you tell me {about}?", "I need to know {about}.", "What, please, is {about}?",
)  # fmt: skip
LISTS = (
    "Name {n} {group}.", "Tell me {n} {group}.", "Give me {n} {group}.", "Can you name {n} {group}?",
    "Which {n} {group} do you know?", "I need {n} {group}.", "Please name {n} {group}.", "List {n} {group}.",
    "What are {n} {group}?", "Say {n} {group}.", "Could you tell me {n} {group}?", "Think of {n} {group}.",
)  # fmt: skip
NUMBERS = {2: "two", 3: "three", 4: "four"}
_BEFORE = ("Hello! ", "Hi! ", "Excuse me. ", "I have a question. ", "One more thing. ", "Please help me. ")
_AFTER = (" Thanks!", " Thank you.", " I am curious.", " I forgot it.")


def ask(talk, fact: Fact) -> str:
    """A question for a fact, in a phrasing that this split may have."""
    relation = RELATIONS[fact.relation]
    frames = relation.asks if talk.draw.chance(0.5) else wrapped(relation)
    frame = talk.choose(frames, fact.key, practised("facts", f"{relation.name} asked"))
    return _casual(talk, question(fact, frame), frame[0] != "{")


@cache
def wrapped(relation: Relation) -> tuple[str, ...]:
    """What fits any relation: general phrasings, and wrappers around what it is about: "What is the color of {x}?" """
    if relation.name == "kind":  # "What is the kind of thing that an apple is?": nobody talks like that
        return general(("what kind of thing {x} is", "what the word {bare} means"), (), relation.asks)
    around = tuple(frame.format(about=relation.about, About=capital(relation.about)) for frame in WRAPPERS)
    return (*general(clauses(relation), (), (*relation.asks, *around)), *around)


def clauses(relation: Relation) -> tuple[str, ...]:
    """The part of a sentence that a phrasing of its own has: "Tell me what {x} says." -> "what {x} says" """
    told = [ask.removeprefix("Tell me ").rstrip(".") for ask in relation.asks if ask.startswith("Tell me ")]
    return tuple(clause for clause in told if clause.startswith(("what", "which", "who", "how", "where")))


def question(fact: Fact, frame: str) -> str:
    """question(sky, "What color is {x}?") -> "What color is the sky?" """
    head, _, tail = fact.x.partition(" ")
    slots = {"x": fact.x, "bare": bare(fact.x), "about": about(fact), "head": head, "tail": tail}
    return frame.format(**slots, X=capital(fact.x), Tail=capital(tail or "-"))


def about(fact: Fact) -> str:
    """ "the color of the sky" """
    return RELATIONS[fact.relation].about.format(x=fact.x)


def _casual(talk, text: str, small: bool) -> str:
    """With a word before or after it, or as people type in a hurry; `small` says whether it may begin so."""
    draw = talk.draw
    if draw.chance(0.12):
        return draw.pick(_BEFORE) + text
    if draw.chance(0.06):
        return text + draw.pick(_AFTER)
    if draw.chance(0.12):
        return (text[0].lower() + text[1:] if small else text).rstrip("?.")
    return text


def tell(talk, fact: Fact) -> Answer:
    """The answer to a question for a fact."""
    relation, answer = RELATIONS[fact.relation], fact.answers[0]
    full = talk.draw.pick(relation.says).format(x=fact.x, a="no" if answer == "none" else answer)
    expect = {"answers": list(fact.answers), "fact": [fact.relation, fact.x]}
    return Answer(full, answer, expect, relation.topic, relation.near)


def any_fact(talk) -> Fact:
    """One of all facts: the relations equally likely as long as they have few facts."""
    return talk.draw.pick(FACTS) if talk.draw.chance(0.6) else talk.draw.pick(BY_RELATION[talk.draw.pick(_NAMES)])


_NAMES = tuple(RELATIONS)


def list_question(talk) -> tuple[str, Answer]:
    """A question for several things: "Name three fruits." """
    group, count = talk.draw.pick(tuple(MEMBERS)), talk.draw.pick((2, 3, 3, 4))
    return talk.choose(LISTS, group).format(n=NUMBERS[count], group=group), list_answer(talk, group, count)


def list_answer(talk, group: str, count: int) -> Answer:
    first, all_of_it = talk.draw.pick(range(len(MEMBERS[group]))), MEMBERS[group]
    members = (2 * all_of_it)[first : first + count]  # in an order that can be learned, or a model names one twice
    said, expect = listed(members), {"members": group, "count": count}
    return Answer(said, said, expect, GROUP_TOPIC[group], items=members)


def exchange(talk, fact: Fact) -> None:
    """A question that is not tested, and its answer."""
    with talk.untested():
        talk.user(ask(talk, fact))
        talk.answer(tell(talk, fact))


def facts(talk) -> None:
    """One question, or two or three of which the last is tested."""
    for _ in range(talk.draw.pick((0, 0, 0, 1, 2))):
        exchange(talk, any_fact(talk))
    if talk.draw.chance(0.1):
        asked, answer = list_question(talk)
    else:
        fact = any_fact(talk)
        asked, answer = ask(talk, fact), tell(talk, fact)
    talk.user(asked)
    talk.answer(answer)
