"""A conversation with a model: what has been said, and the next answer as the model writes it.

>>> conversation = Conversation(load("chat"), system="Be kind.")    # doctest: +SKIP
>>> for row, events in conversation.say("What color is the sky?"):  # doctest: +SKIP
...     for event in events:
...         print(event.text, end="")
The sky is blue.
>>> [message["role"] for message in conversation.messages]          # doctest: +SKIP
['system', 'user', 'assistant']

Where it grows longer than the model's context, the model is shown the latest exchanges (`shorten.py`); `messages` keeps
all of them. What this file does not do: run tools. There are none here, so a call is written and not kept.
"""

import json
from pathlib import Path

from nexttoken.atomic import write_atomically
from nexttoken.chat.answer import Answer, stop_tokens
from nexttoken.chat.fields import FieldError
from nexttoken.chat.messages import read, to_json
from nexttoken.chat.shorten import shorten
from nexttoken.chat.template import render_prompt
from nexttoken.errors import UserError
from nexttoken.generation import Batch
from nexttoken.settings import Settings

TEMPERATURE = 0.7  # surer than what the model was trained to say, and still not always the same
LONGEST = 160  # tokens of an answer


class Conversation:
    """messages: all that has been said, objects in the shape of OpenAI's API.

    Raises FieldError for instructions, the text `system`, with which nothing could be said.
    """

    def __init__(self, model, system=None):
        self.model = model
        self.instructions = [{"role": "system", "content": system}] if system else []
        if self.instructions:
            self.check(self.instructions)
        self.reset()

    def reset(self):
        """Forget all but the instructions."""
        self.messages = list(self.instructions)

    def say(self, text):
        """Yield (row, events) after each token of the answer, as `Answer.follow` gives them.

        The answer is kept as far as it has come when whoever listens turns away. Raises UserError, before anything is
        kept, for a text that does not fit into the context.
        """
        asked = [*self.messages, {"role": "user", "content": text}]
        batch, answer = Batch(self.model, 1), Answer(self.model.tokenizer)
        row = batch.add(self.prompt_ids(asked), self.settings())
        try:
            while answer.finish_reason is None:
                batch.step()
                yield row, answer.follow(row)
        finally:
            answer.finish("length")
            self.messages = [*asked, {"role": "assistant", "content": answer.content}]

    def check(self, messages):
        """Raise FieldError where not even the shortest line could be said after these messages."""
        self.prompt_ids([*messages, {"role": "user", "content": ""}])

    def prompt_ids(self, messages):
        """The ids of as many of the latest messages as leave room for an answer."""
        tokenizer, context = self.model.tokenizer, self.model.config.max_position_embeddings
        return render_prompt(shorten(messages, tokenizer, context, answer=LONGEST), tokenizer)

    def settings(self):
        return Settings(max_tokens=LONGEST, temperature=TEMPERATURE, stop_tokens=stop_tokens(self.model.tokenizer))

    def save(self, path):
        """Write the messages as JSON. Raises UserError, and leaves what was there, where that is not possible."""
        write_atomically(path, (json.dumps(self.messages, indent=2, ensure_ascii=False) + "\n").encode())

    def load(self, path):
        """Go on with messages read from JSON, in either shape. Raises UserError where they cannot be gone on with."""
        try:
            messages = to_json(read(json.loads(Path(path).read_bytes())))
            self.check(messages)
        except OSError as error:
            raise UserError(f"cannot read {path}: {error.strerror}; check the path") from error
        except FieldError as error:
            raise UserError(f"{path}: {error}") from error
        except (ValueError, RecursionError) as error:
            raise UserError(f"{path} is not JSON ({error}): load what /save wrote") from error
        self.messages = messages
