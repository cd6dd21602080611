"""The chat: messages, and the tokens that they are to a model."""

from nexttoken.chat.fields import FieldError
from nexttoken.chat.messages import Call, Message, read, to_json
from nexttoken.chat.shorten import shorten
from nexttoken.chat.template import render, render_prompt, training_example

__all__ = ["Call", "FieldError", "Message", "read", "render", "render_prompt", "shorten", "to_json", "training_example"]
