"""What is predicted, worked out by hand or measured, drawn by chance: a function for each assignment.

    DRAWS["04-api"](Random("anna"))["variant"]      {"system": 70, "user": 10, "answer": 70, "cents_read": 2, ...}

It gives values to variables of the setup, by their names. Whatever is drawn, the task is as hard, and arithmetic by
hand is for pencil and paper.

What this file does not do: know an answer, or whose values they are (`variants.py`).
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
FACTS = (
    ("What is the color of snow?", "Snow is white."),
    ("What color is a lemon?", "A lemon is yellow."),
    ("Which color is coal?", "Coal is black."),
    ("How many legs does a spider have?", "A spider has eight legs."),
    ("How many legs has a bee?", "A bee has six legs."),
    ("What does a cow eat?", "A cow eats grass."),
    ("What does an owl say?", "An owl says hoot."),
    ("Which sound does a dog make?", "A dog says woof."),
    ("Where does a bee live?", "A bee lives in a hive."),
    ("Where can I find a fox?", "A fox lives in a den."),
    ("What is the young of a horse called?", "The young of a horse is called a foal."),
    ("How does honey taste?", "Honey tastes sweet."),
)
_WORDS = """
acorn anchor apple banana barrel basket blanket bottle bridge butter button candle carpet carrot castle cheese cherry
circle copper cotton dinner donkey dragon feather finger flower forest garden hammer hollow honey island jacket kettle
kitchen ladder lantern letter meadow mirror mountain napkin needle orange parrot pebble pepper pillow pocket princess
pumpkin rabbit ribbon river saddle sparrow spider summer teapot thunder turtle village whistle window winter
"""
WORDS = _WORDS.split()
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
    prompts = dict(zip("ABCDEF", map(partial(beginning, random), random.sample(BEGINNINGS, 6))))
    return {"variant": {"prompts": prompts} | numbers}


def beginning(random, text):
    """A text with people of its own in it."""
    one, other = random.sample(PEOPLE, 2)
    new = random.choice(STRANGERS)
    return text.format(kind=random.choice(KINDS), one=one, other=other, new=new, begun=new[0])


def chat(random):
    """A conversation in pieces, two whose tokens have probabilities, one in so many, and three to measure."""

    def one_in(least, most):
        return 2 ** random.randint(least, most)

    asked = [("<|user|>", one_in(1, 4)), ("Hi", one_in(9, 12)), ("<|end|>", one_in(10, 12)), ("<|assistant|>", 2)]
    words = random.choice((["Hello", "!"], ["Hi", " there", "!"], ["Good", " morning", "!"]))
    first = asked + [(word, one_in(2, 5)) for word in words] + [("<|end|>", one_in(3, 5))]
    second = [("No", one_in(1, 2)), ("<|end|>", 2)]
    return {"variant": {"pieces": conversation(random), "first": first, "second": second}, "talks": talks(random)}


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


def talks(random):
    """Three conversations as messages: two facts, a name that is to be remembered, and words of the system."""

    def talk(*said):
        return [{"role": role, "content": text} for role, text in zip(("user", "assistant") * 2, said)]

    (one, two), name = random.sample(FACTS, 2), random.choice(PEOPLE)
    system = {"role": "system", "content": random.choice(("Be kind.", "Be brief.", "Be polite."))}
    return [
        talk(*one, *two),
        talk(f"My name is {name}. What is my name?", f"Your name is {name}."),
        [system, *talk("Hello!", "Hello! How can I help you?")],
    ]


def chat_completion(random):
    """Four questions, and the pieces of a stream."""
    others = ["Where is the sun?", "Tell me a story.", "Can you help me?", "Who are you?"]
    variant = {"stream": stream(random)}
    return {"variant": variant, "questions": random.sample([question for question, _ in FACTS] + others, 4)}


def stream(random):
    """Seven pieces: a letter in two of them, what only looks like the stop string, and the stop string."""
    begin, letter, rest = random.choice(NAMES)
    one, other, held = letter.encode()[:1], letter.encode()[1:], random.choice(("T", "TH"))
    verb, animal, end = random.choice(VERBS), random.choice(ANIMALS), random.choice((" ", " E"))
    told = f"{rest} {verb}. {held}", "THE"[len(held) :], f" {animal}. THE{end}", " END"[len(end) : 3]
    told = [each.encode() for each in told]
    return [begin.encode(), one, other + told[0], *told[1:], b"D of it"]


def api(random):
    """The tokens of a conversation and what a thousand of them cost, and a conversation of six turns."""
    tokens = {"system": range(20, 100, 10), "user": range(10, 30, 5), "answer": range(30, 100, 10)}
    cents = {"cents_read": range(1, 5), "cents_written": range(8, 16)}
    variant = {name: random.choice(choices) for name, choices in (tokens | cents).items()}
    name, facts = random.choice(PEOPLE), random.sample(FACTS, 4)
    begin, end = (f"My name is {name}.", f"Nice to meet you, {name}!"), ("What is my name?", f"Your name is {name}.")
    return {"variant": variant, "exchanges": [begin, *facts, end]}


def project(random):
    """Words in which letters are counted, and questions that need no tool."""
    others = [("Who are you?", "I am a small language model."), ("Hello!", "Hello! How can I help?")]
    return {"WORDS": tuple(sorted(random.sample(WORDS, 40))), "OTHERS": random.sample(FACTS, 3) + others}


DRAWS = {
    "01-completion": completion,
    "02-chat": chat,
    "03-chat-completion": chat_completion,
    "04-api": api,
    "05-project": project,
}
