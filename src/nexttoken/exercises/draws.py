"""What the tasks that are worked out by hand are about, drawn by chance: a function for each assignment that has one.

    DRAWS["04-api"](Random("anna"))     {"system": 70, "user": 10, "answer": 70, "cents_read": 2, "cents_written": 12}

Whatever is drawn, the task is as hard, and its arithmetic is for pencil and paper.

What this file does not do: know an answer, or whose numbers they are (`variants.py`).
"""

from functools import partial

BEGINNINGS = (
    "Once upon a",
    "Long ago there were two {kind}s: {one} and",
    "Long ago there were three {kind}s: {one}",
    "Once upon a time, there was a {kind} named",
    "A long time",
    "Long ago there were two {kind}s: {one}",
    "Once upon a time, there was a",
    "Long ago there were three {kind}s: {one}, {other} and",
    "Long ago there were two {kind}s: {new} and {one}. {begun}",
    "Once upon a time, there was a {kind} named {one}. {one} was",
    "Long ago there were three {kind}s: {one}, {other}",
    "Long ago there were two {kind}s:",
)
KINDS = ("baker", "gardener", "maid", "shepherd", "tailor", "weaver")
PEOPLE = ("Clara", "Elsa", "Gerda", "Ida", "Mina", "Nora", "Odette", "Rosa")
STRANGERS = ("Tavorilla", "Quendrith", "Brixonda", "Yolthira")
CALL = [("Oslo", "rain"), ("Rome", "sun"), ("Lima", "wind"), ("Cairo", "heat")]
TALK = [
    ("Hello!", "Hi!"),
    ("Who are you?", "A small model."),
    ("Is grass green?", "It is."),
    ("Thank you.", "Welcome!"),
]
NAMES = [("Zo", "ë", ""), ("No", "ë", "l"), ("Jos", "é", ""), ("Bj", "ö", "rn"), ("Chlo", "é", ""), ("Ma", "ë", "l")]
VERBS = ("sat", "ran", "sang", "slept", "smiled", "waited")
ANIMALS = ("cat", "dog", "owl", "fox", "goat", "swan")


def completion(random):
    """Six beginnings of a story, five logits, and the places of the tokens of a text."""
    powers = [2, 2, 4, 8, 16]
    random.shuffle(powers)
    times = random.choice((1, 2, 3, 5))  # which changes no share
    numbers = {
        "powers": [times * power for power in powers],
        "text": random.choices(range(5), k=random.randint(4, 6)),
    }
    return {"prompts": dict(zip("ABCDEF", map(partial(beginning, random), random.sample(BEGINNINGS, 6))))} | numbers


def beginning(random, text):
    """A text with people of its own in it."""
    one, other = random.sample(PEOPLE, 2)
    new = random.choice(STRANGERS)
    return text.format(kind=random.choice(KINDS), one=one, other=other, new=new, begun=new[0])


def chat(random):
    """A conversation in pieces, and two whose tokens have probabilities, one in so many."""

    def one_in(least, most):
        return 2 ** random.randint(least, most)

    asked = [("<|user|>", one_in(1, 4)), ("Hi", one_in(9, 12)), ("<|end|>", one_in(10, 12)), ("<|assistant|>", 2)]
    words = random.choice((["Hello", "!"], ["Hi", " there", "!"], ["Good", " morning", "!"]))
    first = asked + [(word, one_in(2, 5)) for word in words] + [("<|end|>", one_in(3, 5))]
    return {"pieces": conversation(random), "first": first, "second": [("No", one_in(1, 2)), ("<|end|>", 2)]}


def conversation(random):
    """The pieces of one with a call, or two, somewhere in it."""
    talks = [said(*each) for each in random.sample(TALK, random.randint(0, 3))]
    talks.insert(random.randint(0, len(talks)), called(random))
    system = random.choice(([], ["<|system|>", "Be kind.", "<|end|>"]))
    return ["<|endoftext|>", *system, *(piece for talk in talks for piece in talk)]


def said(question, answer):
    """The pieces of a question and its answer."""
    return ["<|user|>", question, "<|end|>", "<|assistant|>", answer, "<|end|>"]


def called(random):
    """The pieces of a question, its calls, their results and an answer."""
    cities = random.sample(CALL, random.choice((1, 2)))
    pieces = ["<|user|>", "How is the weather?", "<|end|>", "<|assistant|>", *random.choice(([], ["Let me look."]))]
    for city, _ in cities:
        pieces += ["<|call|>", f'weather{{"city":"{city}"}}']
    pieces += ["<|end|>"]
    for number, (_, weather) in enumerate(cities):
        pieces += ["<|tool|>", str(number), "<|call|>", weather, "<|end|>"]
    return [*pieces, "<|assistant|>", " and ".join(weather for _, weather in cities) + ".", "<|end|>"]


def chat_completion(random):
    """Seven pieces of a stream: a letter in two of them, what only looks like the stop string, and the stop string."""
    begin, letter, rest = random.choice(NAMES)
    one, other, held = letter.encode()[:1], letter.encode()[1:], random.choice(("T", "TH"))
    verb, animal, end = random.choice(VERBS), random.choice(ANIMALS), random.choice((" ", " E"))
    told = f"{rest} {verb}. {held}", "THE"[len(held) :], f" {animal}. THE{end}", " END"[len(end) : 3]
    told = [each.encode() for each in told]
    return {"stream": [begin.encode(), one, other + told[0], *told[1:], b"D of it"]}


def api(random):
    """The tokens of a conversation, and what a thousand of them cost."""
    tokens = {"system": range(20, 100, 10), "user": range(10, 30, 5), "answer": range(30, 100, 10)}
    cents = {"cents_read": range(1, 5), "cents_written": range(8, 16)}
    return {name: random.choice(choices) for name, choices in (tokens | cents).items()}


DRAWS = {"01-completion": completion, "02-chat": chat, "03-chat-completion": chat_completion, "04-api": api}
