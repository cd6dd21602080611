"""Conversations in what is exported: the template as text, for programs that do not build ids as we do.

    "<|user|>Hi<|end|><|assistant|>"    such a program makes a text of the messages and has control tokens found in it

What this file does not do: render. `chat_template.jinja` says the same as `nexttoken/chat/template.py`. But in a text
that is searched for control tokens, what a message says is searched too, so a user can forge them: transformers and
llama.cpp's server have no defence against that.
"""

from pathlib import Path

from nexttoken.training.plan import answers_in_template

TEMPLATE = Path(__file__).with_name("chat_template.jinja")


def template_of(folder):
    """The template of the model in `folder`, or None where it was not trained with it."""
    return TEMPLATE.read_text("utf-8") if answers_in_template(folder) else None


def ends(tokenizer, template):
    """The ids that end what the model writes: an answer, if it was trained on conversations, and a text."""
    return [tokenizer.control["<|end|>"], tokenizer.end] if template else [tokenizer.end]
