"""Questions beyond the world: strangers, far lands, words that do not exist, the future, what nobody has told.

The answer is "I don't know." """

from nexttoken.corpus.dialogues import inventions, toolbox
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.context import tell_one
from nexttoken.corpus.dialogues.lands import LANDS
from nexttoken.corpus.dialogues.questions import any_fact, exchange
from nexttoken.corpus.dialogues.requests import request
from nexttoken.corpus.dialogues.told import ABOUT_ME
from nexttoken.corpus.dialogues.world import MEMBERS, RELATIONS
from nexttoken.corpus.frames import capital, with_article

_EXPECT = {"unknown": True, "word": "unknown"}
SORRY = (Answer("I don't know", "I don't know", _EXPECT), Answer("I don't know that", "I don't know", _EXPECT),
         Answer("I am sorry, I don't know", "I don't know", _EXPECT))  # fmt: skip
NOT_TOLD = Answer("I don't know. You have not told me", "I don't know", _EXPECT)
STRANGERS = (
    "How old is {n}?", "Where does {n} live?", "Who is {n}?", "What is the favorite color of {n}?", "How tall is {n}?",
    "When was {n} born?", "Who is the mother of {n}?", "Where is {n} now?", "Who is married to {n}?",
    "What did {n} eat today?", "What is {n} thinking?", "Does {n} have a brother?", "What does {n} do all day?",
    "What is the name of the dog of {n}?", "Is {n} at home?", "Do you know {n}?", "Have you met {n}?",
    "Why is {n} sad?", "What is the job of {n}?", "Which books has {n} read?", "When will {n} come back?",
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
WORDS = (
    "What is {a}?", "What does the word {w} mean?", "What color is {a}?", "What does {a} say?",
    "How many legs does {a} have?", "Where does {a} live?", "What is the opposite of {w}?", "What is the plural of {w}?",
    "What do you use {a} for?", "How does {a} taste?", "I heard the word {w}. What is that?", "What is {a} made of?",
    "Explain what {a} is.", "What is the young of {a} called?", "How many sides does {a} have?", "Tell me what {a} is.",
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
_COUNTRIES = """France Japan Spain Italy Norway Sweden Poland Greece Turkey Egypt Kenya India China Brazil Peru Chile
Canada Mexico Cuba Iceland Ireland Scotland Portugal Austria Hungary Russia Ukraine Finland Denmark Morocco"""
COUNTRIES = tuple(_COUNTRIES.split())
_KINGDOM = tuple(relation for relation in RELATIONS.values() if relation.topic == "the kingdoms")


def unknown(talk) -> None:
    """A question that cannot be answered, perhaps after one that can."""
    if talk.draw.chance(0.25):
        exchange(talk, any_fact(talk))
    kinds = (strangers, far_lands, about_lands, things, no_words, world, not_told, no_tools)
    talk.draw.weighted(kinds, (5, 5, 3, 3, 5, 4, 5, 2))(talk)


def _ask(talk, frames: tuple, beside: str, **slots) -> None:
    """A question, whose phrasing may stand `beside` its subject in this split."""
    talk.user(capital(talk.choose(frames, beside).format(**slots)))
    talk.answer(talk.draw.pick(SORRY))


def strangers(talk) -> None:
    _ask(talk, STRANGERS, "stranger", n=talk.new(lambda: inventions.name(talk.draw), "stranger"))


def far_lands(talk) -> None:
    """ "What is the capital of France?": a question of our world about a land that is not in it."""
    relation, real = talk.draw.pick(_KINGDOM), talk.draw.chance(0.4)
    land = talk.draw.pick(COUNTRIES) if real else talk.new(lambda: inventions.land(talk.draw), relation.name)
    frames = relation.asks if talk.draw.chance(0.6) else _ABOUT
    about = relation.about.format(x=land)
    _ask(talk, frames, f"{relation.name} {land if real else ''}", x=land, X=land, about=about)


_ABOUT = ("What is {about}?", "What's {about}?", "Tell me {about}.", "Do you know {about}?", "Can you tell me {about}?",
          "I wonder what {about} is.", "Please tell me {about}.", "Name {about}.", "I would like to know {about}.")  # fmt: skip


def about_lands(talk) -> None:
    """What nobody knows of a land, known or not."""
    draw = talk.draw
    known = draw.chance(0.5)
    place = draw.pick(_PLACES) if known else talk.new(lambda: inventions.place(draw), "land")
    _ask(talk, ABOUT_LANDS, place if known else "land", p=place)


_PLACES = (*LANDS, *(row[0] for row in LANDS.values()))


def things(talk) -> None:
    thing = talk.new(lambda: inventions.thing(talk.draw), "thing")
    _ask(talk, THINGS, "thing", t=thing, a=with_article(thing))


def no_words(talk) -> None:
    word = talk.new(lambda: inventions.word(talk.draw), "word")
    _ask(talk, WORDS, "word", w=word, a=with_article(word))


def world(talk) -> None:
    day, month = talk.draw.pick(MEMBERS["days of the week"]), talk.draw.pick(MEMBERS["months"])
    _ask(talk, WORLD, day, d=day, m=month)


def not_told(talk) -> None:
    """What the user has not told, perhaps having told something else."""
    asked, *told = talk.draw.several(ABOUT_ME, talk.draw.pick((1, 1, 2)))
    for other in told:
        tell_one(talk, other)
    talk.user(talk.choose(asked.asks, f"untold {asked.name}").format(k=talk.draw.pick(asked.of)))
    talk.answer(NOT_TOLD)


def no_tools(talk) -> None:
    """What only a tool could tell, and there is none."""
    talk.user(question_for(talk, talk.draw.pick(tuple(toolbox.KINDS))))
    talk.answer(talk.draw.pick(SORRY))


def question_for(talk, kind: str) -> str:
    return capital(request(talk, toolbox.declare(talk.draw, kind)).asks)
