"""Follow-ups that refer back: "And grass?", "What does it say?", "And the second one?", "What did we talk about?" """

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.asking import general
from nexttoken.corpus.dialogues.chatter import aside
from nexttoken.corpus.dialogues.lands import LANDS
from nexttoken.corpus.dialogues.questions import about, any_fact, ask, exchange, list_question, tell
from nexttoken.corpus.dialogues.told import JOBS
from nexttoken.corpus.dialogues.wordings import practised
from nexttoken.corpus.dialogues.world import ARTICLED, BY_KEY, BY_RELATION, FACTS, RELATIONS
from nexttoken.corpus.frames import capital, listed, with_article

AND = (
    "And {x}?", "What about {x}?", "And what about {x}?", "How about {x}?", "And now {x}?", "And how about {x}?",
    "The same for {x}?", "Now {x}, please.", "And {x}, please?", "And for {x}?",
)  # fmt: skip
ORDINAL = (
    "What was the {nth} one?", "Which was the {nth} one?", "And the {nth} one?", "What was the {nth}?",
    "Which one was {nth}?", "Tell me the {nth} one again.", "I forgot the {nth} one.", "What came {nth}?",
    "Which one did you name {nth}?", "Say the {nth} one again, please.",
)  # fmt: skip
MY_ORDINAL = (
    "What was the {nth} thing?", "Which was the {nth} thing?", "And the {nth} one?", "What was the {nth} one?",
    "Which thing came {nth}?", "Tell me the {nth} thing again.", "I forgot the {nth} one.", "What came {nth}?",
    "Which thing did I name {nth}?", "Say the {nth} thing again, please.",
)  # fmt: skip
LAST_THEME = (
    "What was the theme we discussed in the previous sentence?", "What did we just talk about?",
    "What was my last question about?", "What were we talking about?", "What did I just ask about?",
    "What was the topic just now?", "What is our topic?", "Which theme did we just discuss?",
    "What was the last thing I asked about?", "What have we been talking about just now?", "What is this about?",
    "Remind me what we were talking about.",
)  # fmt: skip
FIRST_THEME = (
    "What was my first question about?", "What did we talk about first?", "What did I ask about first?",
    "What was the first theme we discussed?", "With which topic did we begin?", "What was the topic at the beginning?",
    "What was the first thing I asked about?", "What did our talk begin with?", "How did this conversation start?",
    "Remind me what my first question was about.",
)  # fmt: skip
AGAIN = (
    "Can you say that again?", "Say that again, please.", "Please repeat that.", "Could you repeat it?",
    "I did not hear that. Again, please.", "What did you say?", "Once more, please.", "Sorry, what was that?",
    "Repeat your answer, please.", "Would you say it once more?",
)  # fmt: skip
RULERS = (
    "Who is {he}?", "Where does {he} rule?", "Which land does {he} rule?", "Of which land does {he} wear the crown?",
    "What is {his} land called?", "{He} rules which land?", "Where does {he} reign?", "Tell me which land is {his}.",
)  # fmt: skip
MEETINGS = (
    "I met {name}, {job}.", "I know {name}, {job}.", "{name}, {job}, lives next door.", "My neighbor is {name}, {job}.",
    "Today I saw {name}, {job}.", "I talked to {name}, {job}.", "My friend {name} is {job}.", "There is {name}, {job}.",
)  # fmt: skip
WHO = (
    "Who is {he}?", "What is {his} name?", "What is {he} called?", "What was {his} name again?", "And who is {he}?",
    "Tell me who {he} is.", "Do you remember {his} name?", "Say {his} name.",
)  # fmt: skip
MORE_ORDINAL = general(
    ("what the {nth} one was", "which one was {nth}", "which one you named {nth}"),
    ("the {nth} one",),
    (*ORDINAL, "Name the {nth} one."),
)  # fmt: skip  (that one is held out in `told`)
MORE_MY_ORDINAL = general(("what the {nth} thing was", "which thing came {nth}", "which thing I named {nth}"),
                          ("the {nth} thing",), MY_ORDINAL)  # fmt: skip
MORE_LAST_THEME = general(
    ("what we were talking about", "what we just talked about", "what my last question was about",
     "what I just asked about"),
    ("our topic", "the topic of my last question", "the theme of the previous sentence"), LAST_THEME)  # fmt: skip
MORE_FIRST_THEME = general(
    ("what my first question was about", "what we talked about first", "what I asked about first",
     "how our talk began"), ("the topic of my first question", "the first topic"), FIRST_THEME)  # fmt: skip
MORE_RULERS = general(("which land {he} rules", "where {he} rules"), ("{his} land", "the land of {his} crown"), RULERS)
MORE_WHO = general(("who {he} is", "what {he} is called", "what {his} name is"), ("{his} name",), WHO)
NICE = Answer("that is nice", "nice", {"answers": ["nice"]})
SEEN = Answer("I see", "I see", {"answers": ["see"]})
ORDINALS = ("first", "second", "third", "fourth")
_LISTED = ("I bought {things}.", "On the table there are {things}.", "I have {things}.", "I packed {things}.",
           "She gave me {things}.", "We found {things}.", "In my bag are {things}.",
           "I am looking for {things}.")  # fmt: skip
# Relations whose subject can stand alone: "And grass?", but not "And bakes bread?"
ALONE = tuple(name for name in RELATIONS if name not in ("job", "sense", "use", "kind", "count"))
# Subjects of which several things are known, and those.
MANY = {
    x: keys
    for x in dict.fromkeys(fact.x for fact in FACTS)
    if len(keys := [fact.key for fact in FACTS if fact.x == x and RELATIONS[fact.relation].follows]) > 1
}
_CHAINS = ("day_after", "month_after")
_PRONOUNS = {"she": {"he": "she", "his": "her"}, "he": {"he": "he", "his": "his"}}


def references(talk) -> None:
    """Two to eight turns, the last of which means nothing without the others."""
    kinds = (same, attribute, chain, ordinal, my_ordinal, last_theme, first_theme, again, ruler, neighbor)
    weights = (6, 8, 3, 8, 8, 5, 4, 3, 3, 4) if talk.training else (6, 8, 3, 5, 4, 4, 4, 3, 3, 4)
    talk.draw.weighted(kinds, weights)(talk)


def perhaps(talk, something) -> None:
    if talk.draw.chance(0.25):
        something(talk)


def same(talk) -> None:
    """ "What color is the sky?" "And grass?" """
    draw = talk.draw
    facts = BY_RELATION[draw.pick(ALONE)]
    first, *others = draw.several(facts, min(len(facts), draw.pick((2, 2, 3, 4))))
    exchange(talk, first)
    for fact in others:
        perhaps(talk, aside)
        talk.user(talk.choose(AND, fact.key, practised("references", "and")).format(x=fact.x))
        talk.answer(tell(talk, fact))


def attribute(talk) -> None:
    """ "What does a cow say?" "How many legs does it have?" """
    draw = talk.draw
    keys = MANY[draw.pick(tuple(MANY))]
    first, *others = [BY_KEY[key] for key in draw.several(keys, min(len(keys), draw.pick((2, 2, 3, 4))))]
    exchange(talk, first)
    for fact in others:
        perhaps(talk, aside)
        talk.user(_followed(talk, fact))
        talk.answer(tell(talk, fact))


def _followed(talk, fact) -> str:
    """A question for a fact that does not say what it is about."""
    return talk.choose(RELATIONS[fact.relation].follows, fact.key, practised("facts", f"{fact.relation} follows"))


def chain(talk) -> None:
    """ "What comes after May?" "And after that?" """
    fact = talk.draw.pick(BY_RELATION[talk.draw.pick(_CHAINS)])
    exchange(talk, fact)
    for _ in range(talk.draw.pick((1, 1, 2, 3))):
        perhaps(talk, aside)
        fact = BY_KEY[f"{fact.relation} {fact.answers[0]}"]
        talk.user(_followed(talk, fact))
        talk.answer(tell(talk, fact))


def ordinal(talk) -> None:
    """ "Name three fruits." "What was the second one?" """
    with talk.untested():
        asked, answer = list_question(talk)
        talk.user(asked)
        talk.answer(answer)
    perhaps(talk, aside)
    article = "the " if answer.expect["members"] in ARTICLED else ""
    _ask_ordinal(talk, (ORDINAL, MORE_ORDINAL), "ordinal", answer.items, article)


def my_ordinal(talk) -> None:
    """ "I bought a red lamp and a drum." "What was the second thing?" """
    draw = talk.draw
    things = [with_article(inventions.thing(draw)) for _ in range(draw.pick((2, 3, 3, 4)))]
    talk.user(draw.pick(_LISTED).format(things=listed(things)))
    talk.answer(SEEN)
    perhaps(talk, aside)
    _ask_ordinal(talk, (MY_ORDINAL, MORE_MY_ORDINAL), "my_ordinal", things)


def _ask_ordinal(talk, lists, heading: str, items, article: str = "") -> None:
    """One of the places; in training up to all, in any order, since counting is learned slowly."""
    count = talk.draw.pick(range(1, len(items) + 1)) if talk.training else 1
    for place in talk.draw.several(range(len(items)), count):
        _ask_place(talk, lists, heading, items, place, article)


def _ask_place(talk, lists, heading: str, items, place: int, article: str) -> None:
    nth = "last" if place == len(items) - 1 and talk.draw.chance(0.4) else ORDINALS[place]
    item = items[place]
    frame = talk.choose(talk.draw.pick(lists), f"{nth} {item}", practised("references", heading))
    talk.user(frame.format(nth=nth))
    wrong = [other for other in items if other != item]
    talk.answer(Answer(f"the {nth} one was {article}{item}", item, {"answers": [item], "wrong": wrong}))


def last_theme(talk) -> None:
    """ "What was the theme we discussed in the previous sentence?" """
    for fact in [any_fact(talk) for _ in range(talk.draw.pick((1, 2, 2, 3)))]:
        exchange(talk, fact)
    _ask_theme(talk, (LAST_THEME, MORE_LAST_THEME), "last_theme", fact, "we talked about {about}")


def first_theme(talk) -> None:
    """ "What was my first question about?", over distractor turns."""
    first = any_fact(talk)
    exchange(talk, first)
    for _ in range(talk.draw.pick((1, 1, 2, 3, 5))):
        perhaps(talk, aside)
        exchange(talk, any_fact(talk))
    _ask_theme(talk, (FIRST_THEME, MORE_FIRST_THEME), "first_theme", first, "your first question was about {about}")


def _ask_theme(talk, lists, heading: str, fact, full: str) -> None:
    theme = about(fact)
    talk.user(talk.choose(talk.draw.pick(lists), fact.key, practised("references", heading)))
    talk.answer(Answer(full.format(about=theme), theme, {"answers": [theme]}))


def again(talk) -> None:
    """ "Can you say that again?" """
    fact = any_fact(talk)
    answer = tell(talk, fact)
    with talk.untested():
        talk.user(ask(talk, fact))
    talk.answer(answer)
    talk.user(talk.choose(AGAIN, fact.key, practised("references", "again")))
    talk.answer(answer)


def ruler(talk) -> None:
    """ "Who rules Snowdale?" "Which land does she rule?" """
    land = talk.draw.pick(tuple(LANDS))
    fact = BY_KEY[f"ruler {land}"]
    exchange(talk, fact)
    perhaps(talk, aside)
    words_for = _PRONOUNS["she" if fact.answers[0].startswith("Queen") else "he"]
    frame = talk.choose(talk.draw.pick((RULERS, MORE_RULERS)), land, practised("references", "rulers"))
    talk.user(frame.format(**words_for, He=capital(words_for["he"])))
    talk.answer(Answer(f"{fact.answers[0]} is the ruler of {land}", land, {"answers": [land]}))


def neighbor(talk) -> None:
    """ "I met Ada, a baker." "Who is she?" """
    draw = talk.draw
    pronoun = draw.pick(("she", "he"))
    job = draw.pick(JOBS)
    name = talk.new(lambda: inventions.name(draw, pronoun), job)
    talk.user(draw.pick(MEETINGS).format(name=name, job=job))
    talk.answer(draw.pick((NICE, SEEN)))
    perhaps(talk, aside)
    frame = talk.choose(draw.pick((WHO, MORE_WHO)), job, practised("references", "who"))
    talk.user(frame.format(**_PRONOUNS[pronoun]))
    full = "{his} name is {name}" if "name" in frame or "called" in frame else "{name} is {job}"
    full = full.format(name=name, job=job, **_PRONOUNS[pronoun])
    talk.answer(Answer(full, name, {"answers": [name], "given": [job, name]}))
