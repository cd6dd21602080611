"""Names and facts that the conversation itself has given, used later: copying, not knowledge."""

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.chatter import aside
from nexttoken.corpus.dialogues.corrections import greeting
from nexttoken.corpus.dialogues.questions import any_fact, exchange
from nexttoken.corpus.dialogues.told import ABOUT_ME, ABOUT_OTHERS
from nexttoken.corpus.dialogues.wordings import practised
from nexttoken.corpus.frames import capital, listed
from nexttoken.corpus.splits import may_meet

NOTED = ("all right, I will remember that", "good to know", "thank you, I have noted that")


def context(talk) -> None:
    """Something is told, other things are said, then it is asked for."""
    talk.draw.weighted((about_me, about_others), (3, 3 if talk.training else 2))(talk)


def how_many(talk) -> int:
    """How much is asked for: in training more, since whatever is found far back teaches to find."""
    return talk.draw.pick((1, 2, 3) if talk.training else (1, 1, 2))


def about_me(talk) -> None:
    """One to three facts about the user, and questions about them."""
    draw = talk.draw
    facts = [tell_one(talk, told) for told in draw.several(ABOUT_ME, draw.pick((1, 1, 2, 2, 3)))]
    between(talk)
    for told, slots in draw.several(facts, min(len(facts), how_many(talk))):
        ask_for(talk, told, slots, facts)


def tell_one(talk, told):
    """The user, or now and then a system message at the start, tells a fact about the user."""
    draw = talk.draw
    of = draw.pick(told.of)
    make = told.wider if talk.training and told.wider and draw.chance(0.5) else told.make
    value = make(draw, of) if told.closed else talk.new(lambda: make(draw, of), told.name)
    slots = {"k": of, "v": value}
    if told.system and not talk.messages and draw.chance(0.3):
        talk.add("system", told.system.format(**slots))
    else:
        says = draw.pick((told.says, practised("told", f"{told.name} told"))) if talk.learned else told.says
        talk.user(capital(draw.pick(says).format(**slots)))
        talk.answer(greeting(slots["v"]) if told.name == "name" else noted(talk))
    return told, slots


def noted(talk) -> Answer:
    return Answer(talk.draw.pick(NOTED), "noted", {"answers": ["remember", "know", "noted", "note"], "word": "noted"})


def ask_for(talk, told, slots: dict, facts: list) -> None:
    """The user asks for one of the facts that were told, and gets it."""
    asks = talk.draw.pick((told.asks, told.more_asks))
    about = slots["v"] if told.closed else told.name
    talk.user(talk.choose(asks, about, practised("told", f"{told.name} asked")).format(**slots))
    wrong = [other["v"] for _, other in facts if other["v"] != slots["v"]]
    expect = {"answers": [slots["v"]], "wrong": wrong, "given": [told.name, slots["v"]]}
    talk.answer(Answer(told.full.format(**slots), slots["v"], expect))


def between(talk) -> None:
    """What is said in between, if anything is."""
    for _ in range(talk.draw.pick((0, 0, 1, 1, 2))):
        aside(talk) if talk.draw.chance(0.5) else exchange(talk, any_fact(talk))


def about_others(talk) -> None:
    """Two or three people, each with something of their own."""
    draw, others = talk.draw, talk.draw.pick(ABOUT_OTHERS)
    people = several_people(talk, others, draw.pick((1, 2, 2, 2, 3)))
    frame = draw.pick(others.says)
    talk.user(listed([frame.format(n=name, v=value) for name, value in people]) + ".")
    talk.answer(noted(talk))
    between(talk)
    for name, value in draw.several(people, min(len(people), how_many(talk))):
        ask_about(talk, others, people, name, value)


def ask_about(talk, others, people: list, name: str, value: str, way: str = "") -> None:
    """The user asks what somebody is like or has, or who it was, by default either, and is told."""
    what = others.ask_what, others.more_what
    who = others.ask_who, others.more_who, *([others.named_who] if talk.training else [])
    way = way or ("what" if talk.draw.chance(0.5) else "who")
    asks, answer, full = (what, value, others.says[0]) if way == "what" else (who, name, others.found)
    asked = talk.choose(talk.draw.pick(asks), others.name, practised("told", f"{others.name} {way}"))
    talk.user(asked.format(n=name, v=value))
    wrong = [text for pair in people for text in pair if text not in (name, value)]
    expect = {"answers": [answer], "wrong": wrong, "given": [value, name]}
    talk.answer(Answer(full.format(n=name, v=value), answer, expect))


def several_people(talk, others, count: int) -> list[tuple[str, str]]:
    """Names and values, all different, of which this split may tell."""
    people = {}
    while len(people) < count:
        value = others.make(talk.draw)
        name = talk.new(lambda: inventions.name(talk.draw), value)
        fresh = value not in people and name not in people.values()
        if fresh and (not talk.training or may_meet(name, value, people.values())):
            people[value] = name
    return [(name, value) for value, name in people.items()]
