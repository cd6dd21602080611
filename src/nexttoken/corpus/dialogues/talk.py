"""A dialogue while it is being made: messages, and for each message of the assistant what a judge expects of it."""

from contextlib import contextmanager

from nexttoken.chat.fields import compact
from nexttoken.corpus.dialogues import holdout
from nexttoken.corpus.dialogues.answers import Answer, allowed, speak


class Talk:
    """`rules` are the instructions in force: every answer obeys them, and its judge knows them."""

    def __init__(self, draw, split: str):
        self.draw, self.split = draw, split
        self.learned = split == "train"  # and stays so: in a held-out dialogue not even `untested` makes it true
        self.messages, self.expected, self.tools = [], [], []
        self.answers = []  # for each message of the assistant, what it says and under which rules; None for calls
        self.rules = {}
        self.held = set()  # what of this dialogue no dialogue of training has
        self.judged = None  # the number of the message that is to be judged, if it is not the last

    @property
    def training(self) -> bool:
        return self.split == "train"

    def choose(self, frames: tuple, about: str, practised: tuple = ()) -> str:
        """A phrasing about something that this split may have; in a dialogue of training, as often one of `practised`."""
        if practised and self.learned and self.draw.chance(0.5):
            return self.draw.pick(practised)
        frame, held = holdout.choose(self.draw, frames, about, self.split)
        if held:
            self.held.add(held)
        return frame

    @contextmanager
    def untested(self):
        """Whatever is said inside is as in training."""
        split, self.split = self.split, "train"
        yield
        self.split = split

    def common(self, frames: tuple, about: str) -> str:
        """A phrasing that all splits share, for what is not tested; in training none that others keep for this."""
        shared = holdout.combinations(frames, about, "train") if self.training else holdout.whole(frames, "train")
        return self.draw.pick(shared)

    def new(self, make, about: str):
        """Something made up, such as a name, that in this split may meet this."""
        while True:
            made = make()
            if holdout.split_of(about, made) == self.split:
                self.held |= set() if self.training else {"value"}
                return made

    def add(self, role: str, content: str) -> None:
        self.messages.append({"role": role, "content": content})

    def user(self, text: str) -> None:
        self.add("user", text)

    def answer(self, answer: Answer, **more_rules) -> None:
        """The assistant says it, under the rules in force and more."""
        rules = self.rules | more_rules
        self.answers.append((answer, rules))
        answer = allowed(answer, rules)
        self.add("assistant", speak(answer, rules))
        expect = answer.expect | {"wrong": [text for text in answer.expect.get("wrong", ()) if text not in answer.full]}
        expect["rules"] = rules
        self.expected.append({key: value for key, value in expect.items() if value})

    def call(self, *calls: tuple[str, dict]) -> None:
        """The assistant calls tools: (name, arguments)."""
        number = sum(message["role"] == "tool" for message in self.messages)
        functions = [{"name": name, "arguments": compact(arguments)} for name, arguments in calls]
        entries = [
            {"id": f"call_{i}", "type": "function", "function": function}
            for i, function in enumerate(functions, number)
        ]
        self.messages.append({"role": "assistant", "content": None, "tool_calls": entries})
        self.answers.append(None)
        self.expected.append({"calls": [{"name": name, "arguments": arguments} for name, arguments in calls]})

    def results(self, *results: str | dict) -> None:
        """What the tools return, in the order of the calls."""
        ids = [call["id"] for call in self.messages[-1]["tool_calls"]]
        for id, result in zip(ids, results, strict=True):
            content = result if isinstance(result, str) else compact(result)
            self.messages.append({"role": "tool", "tool_call_id": id, "content": content})
