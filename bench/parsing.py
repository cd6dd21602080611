"""What a parser costs: ours beside that of openai-harmony, which is written in Rust, on the same conversations.

    .venv-bench/bin/python bench/parsing.py [--count 300] [--rounds 7]

Each renders the conversations into tokens of its own and reads these back, one token at a time, asking after each for
what is new. Its tokens are longer than ours, so time is counted by the character too, and by the event, which is
whatever a parser says is new: ours also tells where a turn begins and ends, openai-harmony pieces of content only. Then
both read a call with ever more letters in its arguments, one letter a token: twice the letters should take twice the
time. Ours says of every letter whether this can still be a call, and builds the messages; openai-harmony leaves the
arguments to its caller.

CPU time is counted, in one process, in turn; what is reported is the median of the rounds. openai-harmony fetches its
vocabulary (3.6 MB) when it is first used, or reads it from the folder that TIKTOKEN_ENCODINGS_BASE names.
"""

import argparse
import statistics
import time
from itertools import pairwise

import openai_harmony as harmony
from common.measure import print_machine, report

from nexttoken.chat import Call, read, render
from nexttoken.chat.parser import Parser, Text
from nexttoken.corpus import dialogues
from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer

LETTERS = [75_000, 150_000, 300_000, 600_000]
TOOLS = "functions."  # how openai-harmony begins the name of a tool


class Ours:
    def __init__(self):
        self.tokenizer = Tokenizer.load(PRETRAINED / "tokenizer.json")

    def tokens(self, conversation):
        return render(conversation, self.tokenizer)[0]

    def long_call(self, letters):
        control = self.tokenizer.control
        return [control["<|assistant|>"], control["<|call|>"], *b'f{"a":"', *b"x" * letters, *b'"}', control["<|end|>"]]

    def events(self, ids):
        parser = Parser(self.tokenizer)
        for id in ids:
            yield from parser.push(id)

    def text(self, event):
        """What is said by an event, if anything."""
        if isinstance(event, Call):
            return event.arguments
        return event.text if isinstance(event, Text) else ""


class Theirs:
    def __init__(self):
        try:
            self.encoding = harmony.load_harmony_encoding(harmony.HarmonyEncodingName.HARMONY_GPT_OSS)
        except harmony.HarmonyError as error:
            raise SystemExit(
                f"openai-harmony has no vocabulary ({error}): let it fetch o200k_base.tiktoken, or put "
                "that into a folder and name this in TIKTOKEN_ENCODINGS_BASE"
            ) from None

    def tokens(self, conversation):
        return [id for message in self.messages(conversation) for id in self.encoding.render(message)]

    def messages(self, conversation):
        """The messages as openai-harmony has them, where each call is one of its own."""
        calls = ()
        for message in read(conversation):
            role, calls = harmony.Role(message.role), message.calls or calls
            if message.role == "tool":
                author = harmony.Author.new(role, TOOLS + calls[message.answers].name)
                answer = harmony.Message.from_author_and_content(author, message.content).with_channel("commentary")
                yield answer.with_recipient("assistant")
            elif message.content is not None:
                said = harmony.Message.from_role_and_content(role, message.content)
                yield said.with_channel("final") if message.role == "assistant" else said
            for call in message.calls:
                asked = harmony.Message.from_role_and_content(role, call.arguments).with_channel("commentary")
                yield asked.with_recipient(TOOLS + call.name)

    def long_call(self, letters):
        begin = self.encode('<|start|>assistant to=functions.f<|channel|>commentary<|message|>{"a":"')
        return [*begin, *self.encode("x") * letters, *self.encode('"}<|call|>')]

    def encode(self, text):
        return self.encoding.encode(text, allowed_special="all")

    def events(self, ids):
        parser = harmony.StreamableParser(self.encoding, None)
        for id in ids:
            parser.process(id)
            if text := parser.last_content_delta:
                yield text

    def text(self, event):
        return event


def seconds(contender, rows):
    started = time.process_time()
    for ids in rows:
        for _ in contender.events(ids):
            pass
    return time.process_time() - started


def compare(contenders, rows, rounds):
    """name -> the seconds of each round."""
    taken = [{name: seconds(contender, rows[name]) for name, contender in contenders.items()} for _ in range(rounds)]
    return {name: [one[name] for one in taken] for name in contenders}


def conversations(contenders, count, rounds):
    made = [dialogue.messages for dialogue in dialogues.generate(count, seed=0)]
    rows = {name: [contender.tokens(messages) for messages in made] for name, contender in contenders.items()}
    events = {name: [[*contender.events(ids)] for ids in rows[name]] for name, contender in contenders.items()}
    said = {name: ["".join(map(contenders[name].text, each)) for each in events[name]] for name in contenders}
    assert said["ours"] == said["openai-harmony"], "they do not read the same"
    characters = sum(map(len, said["ours"]))
    taken = compare(contenders, rows, rounds)
    print(f"{count} conversations, {characters} characters")
    for name, each in taken.items():
        tell(name, sum(map(len, rows[name])), sum(map(len, events[name])), characters, statistics.median(each))
    report("time, ours / openai-harmony", [a / b for a, b in zip(taken["ours"], taken["openai-harmony"])])


def tell(name, tokens, events, characters, seconds):
    for what, count in ("tokens", tokens), ("events", events):
        print(f"{name:15} {count:7} {what}, {count / seconds:9.0f} in a CPU-second")
    print(f"{name:15} {seconds / characters * 1e6:.2f} µs a character")


def doubling(contenders, rounds):
    print("\nletters in the arguments of a call, one a token")
    medians = []
    for letters in LETTERS:
        rows = {name: [contender.long_call(letters)] for name, contender in contenders.items()}
        medians.append({name: statistics.median(each) for name, each in compare(contenders, rows, rounds).items()})
        print(f"{letters:8}", *(f"{name} {median:.3f} s" for name, median in medians[-1].items()), sep="   ")
    for name in contenders:
        growth = [f"{more[name] / less[name]:.2f}" for less, more in pairwise(medians)]
        print(f"{name:15} twice the letters take {', '.join(growth)} times as long")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=300, help="conversations (default: 300)")
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args()
    print_machine()
    contenders = {"ours": Ours(), "openai-harmony": Theirs()}
    conversations(contenders, args.count, args.rounds)
    doubling(contenders, args.rounds)


if __name__ == "__main__":
    main()
