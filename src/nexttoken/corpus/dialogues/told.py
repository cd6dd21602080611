"""What users tell about themselves and others: how it is told, asked for and said again. For `context`, `unknown`.

{v} is what is told, {k} of what: the cat, the sister.
"""

from typing import NamedTuple

from nexttoken.corpus import words
from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.asking import general
from nexttoken.corpus.dialogues.world import BY_RELATION, MEMBERS
from nexttoken.corpus.frames import with_article

JOBS = tuple(fact.answers[0] for fact in BY_RELATION["job"])


class Told(NamedTuple):
    name: str
    says: tuple[str, ...]
    asks: tuple[str, ...]
    full: str
    make: object  # (draw, {k}) -> {v}
    of: tuple[str, ...] = ("",)  # what {k} may be
    system: str = ""  # how a system message says it
    closed: bool = False  # whether there are so few {v} that each is met in training
    clauses: tuple[str, ...] = ()  # for `asking.general`
    nouns: tuple[str, ...] = ()
    wider: object = None  # as `make`, for training alone: what else {v} may be

    @property
    def more_asks(self) -> tuple[str, ...]:
        return general(self.clauses, self.nouns, self.asks)


_PRONOUNS = {"sister": "she", "daughter": "she", "brother": "he", "son": "he"}


def _name(draw, of: str) -> str:
    return inventions.name(draw, _PRONOUNS.get(of, ""))


def _place(draw, _) -> str:
    return inventions.place(draw)


def _anywhere(draw, _) -> str:
    """A place with any preposition: where one always has the same, a model learns that and does not read it."""
    return f"{draw.pick(words.GOALS)[0]} {draw.pick(words.GOALS)[1]}"


def _number(draw, _) -> str:
    return str(int(10 ** (1 + 3 * draw.random())))


ABOUT_ME = (
    Told("name",
         ("My name is {v}.", "I am {v}.", "I'm {v}.", "Call me {v}.", "Hello, I am {v}.", "Hi, {v} here.",
          "People call me {v}.", "Hello! My name is {v}.", "You can call me {v}.", "This is {v}.", "I am called {v}."),
         ("What is my name?", "What's my name?", "Who am I?", "What am I called?", "Do you know my name?",
          "Do you remember my name?", "Tell me my name.", "What did I say my name was?", "Say my name.",
          "How do people call me?", "Can you tell me my name?"),
         "your name is {v}", _name, system="The user's name is {v}.",
         clauses=("what my name is", "who I am", "what I am called"), nouns=("my name",)),
    Told("home",
         ("I live in {v}.", "My home is in {v}.", "I come from {v}.", "I am from {v}.", "My house is in {v}.",
          "I moved to {v}.", "I have a house in {v}.", "My town is {v}.", "I live in a town called {v}."),
         ("Where do I live?", "Where am I from?", "What is my town?", "In which town do I live?", "Where is my home?",
          "Do you know where I live?", "Tell me where I live.", "What is the name of my town?", "Where is my house?",
          "Can you say where I live?"),
         "you live in {v}", _place, system="The user lives in {v}.",
         clauses=("where I live", "where my home is", "in which town I live"),
         nouns=("my town", "the town that I live in")),
    Told("pet",
         ("My {k} is called {v}.", "I have a {k} named {v}.", "The name of my {k} is {v}.", "{v} is my {k}.",
          "I have a {k} called {v}.", "My {k}'s name is {v}.", "We call our {k} {v}.", "I named my {k} {v}."),
         ("What is my {k} called?", "What is the name of my {k}?", "What's my {k}'s name?", "Who is my {k}?",
          "Do you remember the name of my {k}?", "How do I call my {k}?", "Tell me the name of my {k}.",
          "Which name has my {k}?"),
         "your {k} is called {v}", _name,
         ("cat", "dog", "horse", "goat", "rabbit", "donkey", "goose", "mouse"),
         "The user has a {k} called {v}.",
         clauses=("what my {k} is called", "how I call my {k}"), nouns=("the name of my {k}",)),
    Told("relative",
         ("My {k} is called {v}.", "My {k}'s name is {v}.", "The name of my {k} is {v}.", "{v} is my {k}.",
          "I have a {k} called {v}.", "I have a {k} named {v}.", "My {k} is {v}.", "That is {v}, my {k}."),
         ("What is my {k} called?", "What is the name of my {k}?", "What's my {k}'s name?", "Who is my {k}?",
          "Do you remember the name of my {k}?", "Do you know my {k}'s name?", "Tell me the name of my {k}.",
          "Which name has my {k}?"),
         "your {k} is called {v}", _name,
         ("sister", "brother", "son", "daughter", "friend", "teacher", "cousin"),
         "The user has a {k} called {v}.",
         clauses=("what the name of my {k} is", "who my {k} is"), nouns=("my {k}'s name",)),
    Told("job",
         ("I am {v}.", "I work as {v}.", "My job: I am {v}.", "I am {v} by trade.", "I became {v}.",
          "By day I am {v}.", "In my town I am {v}.", "I earn my bread as {v}."),
         ("What is my job?", "What do I do?", "What is my work?", "As what do I work?", "Do you remember my job?",
          "What do I do for a living?", "Tell me my job.", "Do you know what my work is?"),
         "you are {v}", lambda draw, _: draw.pick(JOBS), system="The user is {v}.", closed=True,
         clauses=("what my job is", "what I do", "what my work is"), nouns=("my job", "my work")),
    Told("age",
         ("I am {v} years old.", "My age is {v}.", "I turned {v}.", "I am {v} now.", "I am already {v} years old.",
          "Today I am {v} years old.", "I will say my age: {v}.", "I have lived for {v} years."),
         ("How old am I?", "What is my age?", "Do you know how old I am?", "How many years old am I?",
          "Do you remember my age?", "What did I say my age was?", "Tell me how old I am.", "Say my age."),
         "you are {v} years old", lambda draw, _: str(draw.pick(range(5, 100))), system="The user is {v} years old.",
         clauses=("how old I am", "what my age is"), nouns=("my age",)),
    Told("count",
         ("I have {v} {k}.", "I own {v} {k}.", "There are {v} {k} in my house.", "I bought {v} {k}.",
          "I counted {v} {k}.", "My {k}: there are {v} of them.", "I sold {v} {k}.", "Here are {v} {k}."),
         ("How many {k} are there?", "How many {k} did I say?", "What is the number of the {k}?",
          "How many {k} was it?",
          "Do you remember how many {k}?", "Do you know how many {k} there are?", "Tell me how many {k}.",
          "The number of {k}, please?"),
         "there are {v} {k}", _number, ("sheep", "books", "apples", "coins", "eggs", "buttons", "candles", "lamps"),
         clauses=("how many {k} there are", "how many {k} it was"), nouns=("the number of the {k}",)),
    Told("code",
         ("The {k} is {v}.", "Remember the {k}: {v}.", "My {k} is {v}.", "The {k} is {v}, remember it.",
          "Please note the {k} {v}.", "{v} is the {k}.", "Keep the {k} {v} for me.", "Note this {k}: {v}."),
         ("What is the {k}?", "What was the {k}?", "Do you remember the {k}?", "Tell me the {k}.",
          "Which {k} did I give you?", "I forgot the {k}. What is it?", "Say the {k} again.", "Give me the {k}."),
         "the {k} is {v}", _number, ("code", "number", "room number", "house number"), "The {k} is {v}.",
         clauses=("what the {k} is", "which {k} I gave you"), nouns=("the {k}", "my {k}")),
    Told("favorite",
         ("My favorite color is {v}.", "I like {v} best of all colors.", "I love the color {v}.",
          "No color is as nice as {v}, I think.", "{v} is my favorite color.", "The color I like most is {v}.",
          "Of all colors I like {v} most.", "For me the best color is {v}."),
         ("What is my favorite color?", "Which color do I like best?", "Which color do I like most?",
          "What color do I love?", "Do you remember my favorite color?", "Do you know which color I like?",
          "Tell me my favorite color.", "Which is my color?"),
         "your favorite color is {v}", lambda draw, _: draw.pick(MEMBERS["colors"]),
         system="The user's favorite color is {v}.", closed=True,
         clauses=("which color I like best", "what my favorite color is", "which color I love"),
         nouns=("my favorite color", "the color that I like best")),
    Told("birthday",
         ("I was born in {v}.", "My birthday is in {v}.", "I have my birthday in {v}.", "{v} is when I was born.",
          "My birthday comes in {v}.", "We celebrate my birthday in {v}.", "My month of birth is {v}.",
          "Every {v} I have my birthday."),
         ("When is my birthday?", "In which month was I born?", "When was I born?", "In which month is my birthday?",
          "Do you remember my birthday?", "What is the month of my birthday?", "Tell me when my birthday is.",
          "Do you know when I was born?"),
         "you were born in {v}", lambda draw, _: draw.pick(MEMBERS["months"]), system="The user was born in {v}.",
         closed=True,
         clauses=("when I was born", "when my birthday is", "in which month I was born"),
         nouns=("the month of my birthday", "my birthday")),
    Told("hidden",
         ("I hid the {k} {v}.", "The {k} is {v}.", "I left the {k} {v}.", "I put the {k} {v}.",
          "My {k} lies {v}.", "I found the {k} {v}.", "You can find the {k} {v}.", "The {k} was left {v}."),
         ("Where is the {k}?", "Where did I say the {k} is?", "Where can I find the {k}?",
          "Do you know where the {k} is?",
          "Do you remember where the {k} is?", "I am looking for the {k}. Where is it?", "Tell me where the {k} is.",
          "In which place is the {k}?"),
         "the {k} is {v}", lambda draw, _: " ".join(draw.pick(words.GOALS)),
         tuple(sorted({noun for _, nouns in words.OBJECTS.values() for noun in nouns})),
         clauses=("where the {k} is", "where I can find the {k}", "where the {k} was"), nouns=("the place of the {k}",),
         wider=_anywhere),
)  # fmt: skip


class Others(NamedTuple):
    """What several people are like or have: {n} is a name."""

    name: str
    says: tuple[str, ...]  # one clause about one person
    found: str  # the answer to who it is: what was asked for first, then the name, which is easier to find from there
    ask_what: tuple[str, ...]
    ask_who: tuple[str, ...]
    make: object  # draw -> {v}
    whats: tuple[tuple[str, ...], ...]  # clauses and nouns for `asking.general`
    whos: tuple[tuple[str, ...], ...]
    named: tuple[str, ...] = ()  # nouns for a person that training alone has: "Name the one who likes soup."

    @property
    def more_what(self) -> tuple[str, ...]:
        return general(*self.whats, self.ask_what)

    @property
    def more_who(self) -> tuple[str, ...]:
        return general(*self.whos, self.ask_who)

    @property
    def named_who(self) -> tuple[str, ...]:
        return general(nouns=self.named, besides=self.ask_who + self.more_who)


ABOUT_OTHERS = (
    Others("trait", ("{n} is {v}", "{n} is always {v}"), "the one who is {v} is {n}",
           ("What is {n} like?", "How is {n}?", "What did I say about {n}?", "What do you know about {n}?",
            "What kind of person is {n}?", "Describe {n}.", "Tell me about {n}.", "Say what {n} is like."),
           ("Who is {v}?", "Which of them is {v}?", "Who did I say is {v}?", "And who is {v}?", "Who is the {v} one?",
            "What is the {v} one called?", "Tell me who is {v}.", "Name the {v} one."),
           lambda draw: draw.pick(tuple(words.TRAITS)),
           (("what {n} is like", "how {n} is", "what I said about {n}"), ()),
           (("who is {v}", "which of them is {v}"), ("the one who is {v}",)),
           ("the person who is {v}",)),
    Others("likes", ("{n} likes {v}", "{n} loves {v}"), "the one who likes {v} is {n}",
           ("What does {n} like?", "What does {n} like to eat?", "What did I say that {n} likes?",
            "And what does {n} like?",
            "What is the favorite food of {n}?", "What can I cook for {n}?", "Tell me what {n} likes.",
            "Say what {n} likes."),
           ("Who likes {v}?", "Which of them likes {v}?", "Who did I say likes {v}?", "And who likes {v}?",
            "Who is it that likes {v}?", "For whom can I cook {v}?", "Tell me who likes {v}.", "Name who likes {v}."),
           lambda draw: draw.pick(_FOODS),
           (("what {n} likes", "what {n} likes to eat"), ("the favorite food of {n}",)),
           (("who likes {v}", "which of them likes {v}"), ()),
           ("the one who likes {v}", "the person who likes {v}")),
    Others("has", ("{n} has {v}", "{n} owns {v}"), "the one who has {v} is {n}",
           ("What does {n} have?", "What does {n} own?", "What did I say that {n} has?", "And what does {n} have?",
            "Which thing does {n} have?", "What can {n} lend me?", "Tell me what {n} has.", "Say what {n} has."),
           ("Who has {v}?", "Which of them has {v}?", "Who did I say has {v}?", "And who has {v}?", "Who owns {v}?",
            "Who can lend me {v}?", "Tell me who has {v}.", "Name who has {v}."),
           lambda draw: with_article(inventions.thing(draw)),
           (("what {n} has", "what {n} owns"), ("the thing that {n} has",)),
           (("who has {v}", "who owns {v}"), ("the one who has {v}",)),
           ("the person who has {v}",)),
    Others("lives", ("{n} lives in {v}", "{n} is at home in {v}"), "the one who lives in {v} is {n}",
           ("Where does {n} live?", "In which town does {n} live?", "Where did I say {n} lives?",
            "And where does {n} live?", "Where can I find {n}?", "Where is {n} at home?", "Tell me where {n} lives.",
            "Say where {n} lives."),
           ("Who lives in {v}?", "Which of them lives in {v}?", "Who did I say lives in {v}?", "And who lives in {v}?",
            "Who is at home in {v}?", "Who comes from {v}?", "Tell me who lives in {v}.", "Name who lives in {v}."),
           inventions.place,
           (("where {n} is at home", "in which place {n} lives"), ("the town of {n}",)),
           (("who lives in {v}", "which of them lives in {v}"), ()),
           ("the one who lives in {v}", "the person who lives in {v}")),
    Others("comes", ("{n} comes on {v}", "{n} arrives on {v}"), "the one who comes on {v} is {n}",
           ("When does {n} come?", "On which day does {n} come?", "When did I say {n} comes?",
            "And when does {n} come?",
            "Which day is it for {n}?", "When will {n} be here?", "Tell me when {n} comes.", "Say when {n} comes."),
           ("Who comes on {v}?", "Which of them comes on {v}?", "Who did I say comes on {v}?", "And who comes on {v}?",
            "Who will be here on {v}?", "Whom do I meet on {v}?", "Tell me who comes on {v}.",
            "Name who comes on {v}."),
           lambda draw: draw.pick(MEMBERS["days of the week"]),
           (("when {n} comes", "on which day {n} comes"), ("the day of {n}",)),
           (("who comes on {v}", "who will be here on {v}"), ()),
           ("the one who comes on {v}", "the person who comes on {v}")),
)  # fmt: skip
_FOODS = "soup cake bread cheese honey pears plums fish rice nuts jam noodles salad eggs pudding pancakes"
_FOODS = tuple(_FOODS.split())
