"""What live elements show of a conversation while no script runs: what the chat model says, asked when the page is made.

The modules in web/widgets read from it the conversations that they begin with.
"""

import html
from functools import cache

import nexttoken
from nexttoken.chat import Call, Message, read, to_json
from nexttoken.chat.tools import run_tools
from nexttoken.site.stills import fetched

SYSTEMS = ("Be kind.", "Answer in capital letters.", "You are a pirate.")
CALL = Message("assistant", None, calls=(Call("weather", '{"city":"Oslo"}'),))
RESULT = Message("tool", '{"weather":"rain","degrees":7}', answers=0)


@cache
def model():
    return nexttoken.load("chat")


def weather(city: str):
    "The weather in a city."


def answered(conversation, tools=()):
    """The conversation with what is most probably answered, without a call."""
    messages = to_json(conversation)
    return read([*messages, *run_tools(model(), messages, tools, rounds=0)])


def chat_window(text):
    """A question and its answer."""
    return talk(answered([Message("user", text)])) + fetched("chat")


def role_answers(text):
    """What is answered to one question under several system messages."""
    asked = [[Message("system", system), Message("user", text)] for system in SYSTEMS]
    pairs = [(system, answer) for system, _, answer in map(answered, asked)]
    return f"<p>user: {html.escape(text)}</p>" + talk(message for pair in pairs for message in pair) + fetched("chat")


def tool_result(text):
    """A question, a call, its result and what is answered."""
    return talk(answered([Message("user", text), CALL, RESULT], [weather])) + fetched("chat")


def talk(conversation):
    """Messages as web/widgets/talk.js reads and shows them."""
    return f'<ol class="talk">{"".join(map(item, conversation))}</ol>'


def item(message):
    calls = [f"<code>{html.escape(call.name + call.arguments)}</code>" for call in message.calls]
    said = f"<p>{html.escape(message.content or '')}</p>"
    return f'<li class="message {message.role}"><span class="who">{message.role}</span>{said}{"".join(calls)}</li>'
