"""Users who correct themselves: "No, I meant grass." """

from nexttoken.corpus.dialogues import inventions
from nexttoken.corpus.dialogues.answers import Answer
from nexttoken.corpus.dialogues.questions import exchange, question, tell
from nexttoken.corpus.dialogues.references import ALONE, MANY
from nexttoken.corpus.dialogues.world import BY_KEY, BY_RELATION

SUBJECT = (
    "No, I meant {x}.", "Sorry, I meant {x}.", "Not that. I meant {x}.", "Oh, I meant {x}.", "I meant {x}.",
    "No, {x}, please.", "That was wrong of me: I meant {x}.", "My mistake, {x} is what I meant.",
    "I wanted to say {x}.", "Wait, I meant {x}.",
)  # fmt: skip
WHAT = (
    "No, I meant {about}.", "Sorry, I meant {about}.", "Not that. I meant {about}.", "Oh, I meant {about}.",
    "I meant {about}.", "No, {about}, please.", "That was wrong of me: I meant {about}.",
    "My mistake, {about} is what I meant.", "I wanted to ask for {about}.", "Wait, I meant {about}.",
)  # fmt: skip
_NAMES = ("My name is {v}.", "I am {v}.", "Hello, I am {v}.", "Call me {v}.")
NAME = (
    "No, I meant {v}.", "Sorry, my name is {v}.", "That was wrong. I am {v}.", "Oh, I meant {v}.",
    "No, my name is {v}.", "Not {old}, but {v}.", "I wrote it wrong. I am {v}.", "My mistake, it is {v}.",
    "Please call me {v} instead.", "Wait, it is {v}.",
)  # fmt: skip


def corrections(talk) -> None:
    """A question or a name, an answer, and what was meant."""
    talk.draw.weighted((subject, what, name), (5, 3, 3))(talk)


def subject(talk) -> None:
    """The same question about something else."""
    first, meant = talk.draw.several(BY_RELATION[talk.draw.pick(ALONE)], 2)
    exchange(talk, first)
    talk.user(talk.choose(SUBJECT, meant.key).format(x=meant.x))
    talk.answer(tell(talk, meant))


def what(talk) -> None:
    """Another question about the same thing."""
    first, meant = [BY_KEY[key] for key in talk.draw.several(MANY[talk.draw.pick(tuple(MANY))], 2)]
    exchange(talk, first)
    talk.user(question(meant, talk.choose(WHAT, meant.key)))
    talk.answer(tell(talk, meant))


def name(talk) -> None:
    """Another name."""
    old, new = anyone(talk), talk.new(lambda: anyone(talk), "correction")
    talk.user(talk.draw.pick(_NAMES).format(v=old))
    talk.answer(greeting(old))
    talk.user(talk.choose(NAME, "name").format(v=new, old=old))
    answer = greeting(new, "all right. Nice to meet you, {name}!")
    answer.expect["wrong"] = [old]
    talk.answer(answer)


def anyone(talk) -> str:
    """A name; in training none that another split keeps for users, whom `context` tests."""

    def make():
        return inventions.name(talk.draw)

    return talk.new(make, "name") if talk.training else make()


def greeting(name: str, full: str = "nice to meet you, {name}!") -> Answer:
    return Answer(full.format(name=name), f"hello, {name}", {"answers": [name], "word": name})
