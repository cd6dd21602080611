"""The chat: messages, and the tokens that they are to a model."""

from nexttoken.chat.answer import Answer, stop_tokens
from nexttoken.chat.fields import FieldError
from nexttoken.chat.messages import Call, Message, read, to_json
from nexttoken.chat.parser import parse
from nexttoken.chat.shorten import shorten
from nexttoken.chat.template import render, render_prompt, training_example
from nexttoken.chat.transcript import read_transcript

__all__ = [
    "Answer", "Call", "FieldError", "Message", "parse", "read", "read_transcript", "render", "render_prompt", "shorten",
    "stop_tokens", "to_json", "training_example",
]  # fmt: skip
