"""What to do when a conversation has grown longer than the model's context: forget its oldest exchanges.

An exchange is a message of the user and all that follows it up to the next one, calls and results among it. Exchanges
go as a whole, the oldest first, so no answer is left without its question and no result without its call. Messages of
the system and the developer stay, all of them, wherever they are.

What this file does not do: cut a message in two, or make a summary of what is forgotten.
"""

from nexttoken.chat.fields import FieldError
from nexttoken.chat.messages import read_prompt
from nexttoken.chat.template import encode, start, turn

INSTRUCTIONS = ("system", "developer")


def shorten(messages, tokenizer, context, tools=(), answer=1):
    """Those of `messages` whose prompt leaves room for `answer` tokens in a context of so many.

    Raises FieldError as `render_prompt` does, and where even the last exchange is too long.
    """
    conversation = read_prompt(messages)

    def length(indices):
        return sum(len(encode(turn(conversation[i]), tokenizer)) for i in indices)

    kept = [i for i, message in enumerate(conversation) if message.role in INSTRUCTIONS]
    used = len(encode(start(tools), tokenizer)) + length(kept) + 1 + answer  # 1 is for <|assistant|>
    *older, last = exchanges(conversation)
    used += length(last)
    if used > context:
        raise FieldError(
            "messages",
            f"take {used} tokens with no more than the last exchange and room for the answer, "
            f"the context holds {context}: make the instructions or the last messages shorter",
        )
    kept += last
    for exchange in reversed(older):
        used += length(exchange)
        if used > context:
            break
        kept += exchange
    return [messages[i] for i in sorted(kept)]


def exchanges(conversation):
    """The indices of the messages of each exchange; the first of these is what comes before any user."""
    rounds = [[]]
    for i, message in enumerate(conversation):
        if message.role == "user":
            rounds.append([])
        if message.role not in INSTRUCTIONS:
            rounds[-1].append(i)
    return rounds
