"""Questions beyond the world: strangers, far lands, words that do not exist, the future, what nobody has told.

The answer is "I don't know." """

from nexttoken.corpus.dialogues import inventions, toolbox
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.asking import general
from nexttoken.corpus.dialogues.context import tell_one
from nexttoken.corpus.dialogues.lands import LANDS
from nexttoken.corpus.dialogues.questions import any_fact, exchange, question, wrapped
from nexttoken.corpus.dialogues.relations import Fact
from nexttoken.corpus.dialogues.requests import request
from nexttoken.corpus.dialogues.told import ABOUT_ME
from nexttoken.corpus.dialogues.wordings import practised
from nexttoken.corpus.dialogues.world import MEMBERS, RELATIONS
from nexttoken.corpus.frames import capital, with_article

_EXPECT = {"unknown": True, "word": "unknown"}
SORRY = (Answer("I don't know", "I don't know", _EXPECT), Answer("I don't know that", "I don't know", _EXPECT),
         Answer("I am sorry, I don't know", "I don't know", _EXPECT))  # fmt: skip
NOT_TOLD = Answer("I don't know. You have not told me", "I don't know", _EXPECT)
STRANGERS = (
    "How old is {n}?", "Where does {n} live?", "Who is {n}?", "What is the favorite color of {n}?",
    "What is the job of {n}?",
    "When was {n} born?", "Who is the mother of {n}?", "Where is {n} now?", "Who is married to {n}?",
    "What did {n} eat today?", "What is {n} thinking?", "Does {n} have a brother?", "What does {n} do all day?",
    "What is the name of the dog of {n}?", "Is {n} at home?", "Do you know {n}?", "Have you met {n}?",
    "Why is {n} sad?", "How tall is {n}?", "Which books has {n} read?", "When will {n} come back?",
    "How many children does {n} have?", "Whom does {n} love?", "What did {n} do yesterday?",
)  # fmt: skip
ABOUT_LANDS = (
    "How many people live in {p}?", "How far is it to {p}?", "Who is the mayor of {p}?", "How old is the city of {p}?",
    "What do people eat in {p}?", "Is it nice in {p}?", "What is the weather in {p}?", "How big is {p}?",
    "Who built the castle of {p}?", "Are there bears in {p}?", "What is the best inn in {p}?",
    "What language do they speak in {p}?", "What does bread cost in {p}?", "When was {p} founded?",
    "How do I get to {p}?", "How many streets are there in {p}?", "What is the oldest house in {p}?",
    "Which songs do they sing in {p}?",
)  # fmt: skip
THINGS = (
    "How much does {a} cost?", "Who invented {a}?", "Where is my {t}?", "How heavy is the {t}?", "Who took my {t}?",
    "Where did I leave my {t}?", "How old is the {t}?", "Who made the {t}?", "What did I pay for the {t}?",
    "Where can I buy {a}?", "Who has my {t} now?", "How long is the {t}?", "Whose {t} is this?",
    "When did I lose the {t}?", "Why did she give me {a}?", "What is hidden in the {t}?",
)  # fmt: skip
WORLD = (
    "Who will win the race on {d}?", "Will it rain on {d}?", "What will happen in {m}?", "Who won the game on {d}?",
    "What is the news today?", "Who is the president?", "What did I dream last night?", "What am I thinking of?",
    "What did I eat for breakfast?", "Which number am I thinking of?", "Who called me on {d}?",
    "What will I do on {d}?", "What happened in {m} last year?", "Where was I on {d}?", "Who is at the door?",
    "What is behind me?", "What is in my pocket?", "Who sent me this letter?", "What will the winter be like?",
    "How many stars are there?", "What did my father say on {d}?", "Who painted this picture?",
    "What is my teacher thinking?", "What does my neighbor want?", "How many birds sit in this tree?",
    "Which song was sung on {d}?", "Who will be king after him?", "What is written in this book?",
    "When does the train leave?", "When does the shop open on {d}?", "Which horse will win in {m}?",
    "What will be for dinner on {d}?",
)  # fmt: skip
# More of both for training alone, in which "did", "does" and "will" meet many words.
MORE_STRANGERS = (
    "What did {n} say?", "What did {n} want?", "What did {n} see last night?", "Where did {n} go?",
    "What did {n} buy in the morning?", "Whom did {n} meet?", "What does {n} want?", "What does {n} do in the evening?",
    "What does {n} need?", "Where does {n} sleep?", "Whom does {n} trust?", "What will {n} do tomorrow?",
    "Where will {n} go now?", "What did {n} sing?", "Why did {n} leave?", "What does {n} say all the time?",
    *general(("what {n} did last week", "where {n} went", "what {n} does all night", "whom {n} met", "why {n} left",
              "how {n} feels"), ("the age of {n}", "the plan of {n}", "the wish of {n}")),
)  # fmt: skip
MORE_WORLD = (
    "Which team will play on {d}?", "Which ship will come in {m}?", "Who will win the prize in {m}?",
    "Which bird will come first?", "Who will come on {d}?", "Which team won in {m}?", "Which door will open on {d}?",
    "What will I find in {m}?", "Who will be hungry on {d}?", "What did I say on {d}?",
    "What did my mother do on {d}?", "What does my brother do all night?", "Which card will I draw?",
    "Who will lose the race in {m}?", "Which cow will give milk on {d}?",
    *general(("who will win the race", "what will happen on {d}", "who rang the bell",
              "what I will dream", "whether it will snow in {m}"), ("the winner of the race", "the news of {m}")),
)  # fmt: skip
_COUNTRIES = """France Japan Spain Italy Norway Sweden Poland Greece Turkey Egypt Kenya India China Brazil Peru Chile
Canada Mexico Cuba Iceland Ireland Scotland Portugal Austria Hungary Russia Ukraine Finland Denmark Morocco"""
COUNTRIES = tuple(_COUNTRIES.split())
_KINGDOM = ("capital", "ruler", "river", "flag", "emblem", "known")
_WITH_ARTICLE = ("sound", "legs", "young", "home", "color", "sides", "made", "kind")
_ABOUT_THINGS = ("opposite", "plural", "taste", *_WITH_ARTICLE)


def unknown(talk) -> None:
    """A question that cannot be answered, perhaps after one that can."""
    if talk.draw.chance(0.25):
        exchange(talk, any_fact(talk))
    kinds = (strangers, no_facts, about_lands, things, world, not_told, no_tools)
    talk.draw.weighted(kinds, (5, 10, 3, 3, 4, 5, 2))(talk)


def _ask(talk, frames: tuple, beside: str, heading: str, **slots) -> None:
    """A question, whose phrasing may stand `beside` its subject in this split."""
    talk.user(capital(talk.choose(frames, beside, practised("unknown", heading)).format(**slots)))
    talk.answer(talk.draw.pick(SORRY))


def strangers(talk) -> None:
    frames = talk.draw.pick((STRANGERS, MORE_STRANGERS)) if talk.training else STRANGERS
    _ask(talk, frames, "stranger", "strangers", n=talk.new(lambda: inventions.name(talk.draw), "stranger"))


def no_facts(talk) -> None:
    """A question of our world about something that is not in it: "What is the capital of France?" """
    draw = talk.draw
    relation = RELATIONS[draw.pick(_KINGDOM if draw.chance(0.5) else _ABOUT_THINGS)]
    real = relation.name in _KINGDOM and draw.chance(0.4)
    make = inventions.land if relation.name in _KINGDOM else inventions.word
    x = draw.pick(COUNTRIES) if real else talk.new(lambda: make(draw), relation.name)
    beside = f"{relation.name} {x if real else 'unknown'}"
    if relation.name in _WITH_ARTICLE:
        x = with_article(x)
    fact = Fact(relation.name, x, ())
    frames = relation.asks if draw.chance(0.6) else wrapped(relation)
    talk.user(question(fact, talk.choose(frames, beside, practised("facts", f"{relation.name} asked"))))
    talk.answer(draw.pick(SORRY))


def about_lands(talk) -> None:
    """What nobody knows of a land, known or not."""
    draw = talk.draw
    known = draw.chance(0.5)
    place = draw.pick(_PLACES) if known else talk.new(lambda: inventions.place(draw), "land")
    _ask(talk, ABOUT_LANDS, place if known else "land", "lands", p=place)


_PLACES = (*LANDS, *(row[0] for row in LANDS.values()))


def things(talk) -> None:
    thing = talk.new(lambda: inventions.thing(talk.draw), "thing")
    _ask(talk, THINGS, "thing", "things", t=thing, a=with_article(thing))


def world(talk) -> None:
    day, month = talk.draw.pick(MEMBERS["days of the week"]), talk.draw.pick(MEMBERS["months"])
    frames = talk.draw.pick((WORLD, MORE_WORLD)) if talk.training else WORLD
    _ask(talk, frames, "world", "world", d=day, m=month)


def not_told(talk) -> None:
    """What the user has not told, perhaps having told something else."""
    asked, *told = talk.draw.several(ABOUT_ME, talk.draw.pick((1, 1, 2)))
    for other in told:
        tell_one(talk, other)
    asks = talk.draw.pick((asked.asks, asked.more_asks))
    frame = talk.choose(asks, f"untold {asked.name}", practised("told", f"{asked.name} asked"))
    talk.user(frame.format(k=talk.draw.pick(asked.of)))
    talk.answer(NOT_TOLD)


def no_tools(talk) -> None:
    """What only a tool could tell, and there is none."""
    talk.user(question_for(talk, talk.draw.pick(tuple(toolbox.KINDS))))
    talk.answer(talk.draw.pick(SORRY))


def question_for(talk, kind: str) -> str:
    """What only a tool of this kind could tell. The name of one that is not there says nothing: its kind is held out."""
    return capital(request(talk, toolbox.declare(talk.draw, kind)._replace(name=kind)).asks)
