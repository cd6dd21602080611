"""Tools: the model asks, your functions answer, and so on until the model has its reply.

>>> def weather(city: str):
...     "The weather in a city."
...     return {"weather": "rain", "degrees": 7}
>>> messages = [{"role": "user", "content": "Is it cold in Oslo?"}]
>>> for message in run_tools(load("chat"), messages, [weather]):  # doctest: +SKIP
...     print(message)
{'role': 'assistant', 'content': None, 'tool_calls': [{'id': 'call_0', 'type': 'function', 'function': ...}]}
{'role': 'tool', 'content': '{"weather":"rain","degrees":7}', 'tool_call_id': 'call_0'}
{'role': 'assistant', 'content': 'In Oslo there is rain, at 7 degrees.'}

A model may ask for anything, and a function may do anything. Whatever they do, the conversation goes on and ends:

- Calls are carried out once the answer that they stand in has come to its end, in their order. For an unknown tool,
  arguments that do not fit, an exception or too much time the result is `{"error":"..."}`, in a few words.
- A result is text to the model, whatever it looks like. A long one is cut, the more the less room there is.
- When the model has asked in as many rounds as it may, or there is no room for more results, it is asked again with
  calls forbidden. So the last message is always an answer.

What this file does not do: decide which functions are safe. A model can be talked into any call, with any arguments.
"""

from dataclasses import replace
from threading import TIMEOUT_MAX

from nexttoken.chat.answer import Answer, stop_tokens
from nexttoken.chat.fields import FieldError
from nexttoken.chat.messages import Message, read_prompt, to_json
from nexttoken.chat.shorten import shorten
from nexttoken.chat.template import render_prompt
from nexttoken.chat.tool_call import problem, result
from nexttoken.chat.tool_schema import Tool
from nexttoken.generation import Batch
from nexttoken.settings import Settings, is_count, is_number, require

LONGEST = 120  # tokens of an answer, for which there is always room
DEFAULTS = {"temperature": 0, "max_tokens": LONGEST}  # a call is no place for imagination
LENGTHS = (1000, 300, 100, 30)  # characters of a result: the first of these for which there is room
NO_ROOM = problem("no room for the result")


def run_tools(model, messages, tools, rounds=5, seconds=5.0, **settings):
    """The messages that follow `messages`: calls and results, if any, and the answer. They have OpenAI's shape.

    tools: functions with type hints and docstrings. rounds: how often the model may ask for some. seconds: how long a
    function may take. settings: those of `nexttoken.settings.Settings`, with the defaults above.
    Raises UserError where a tool cannot be described, and where the messages cannot be answered or do not fit.
    """
    require(isinstance(tools, list | tuple), "tools", tools, "give a list of functions")
    require(is_count(rounds, 0), "rounds", rounds, "give 0, 1, 2, ...")
    require(is_number(seconds) and 0 < seconds <= TIMEOUT_MAX, "seconds", seconds, "give a number above 0")
    tools, settings = [Tool(function) for function in tools], Settings(**DEFAULTS | settings)
    conversation = converse(model, read_prompt(messages), tools, rounds, seconds, settings)
    return to_json(conversation)[len(messages) :]


def converse(model, conversation, tools, rounds, seconds, settings):
    """The conversation with the calls, the results and the answer at its end."""
    for _ in range(rounds):
        answer = ask(model, prompt_ids(model, conversation, tools), settings)
        if answer.finish_reason != "tool_calls":
            return [*conversation, Message("assistant", answer.content)]
        asking = [*conversation, answer.message]
        if not fits(model, with_results(asking, [NO_ROOM] * len(answer.calls)), tools):
            break
        results = [result(call, tools, seconds) for call in answer.calls]
        conversation = next(whole for whole in shorter_and_shorter(asking, results) if fits(model, whole, tools))
    answer = ask(model, prompt_ids(model, conversation, tools), without_calls(settings, model.tokenizer))
    return [*conversation, Message("assistant", answer.content)]


def prompt_ids(model, conversation, tools):
    """The prompt, without the oldest exchanges if need be. Raises FieldError where even the last one is too long."""
    schemas, context = [tool.schema for tool in tools], model.config.max_position_embeddings
    kept = shorten(to_json(conversation), model.tokenizer, context, schemas, LONGEST)
    return render_prompt(kept, model.tokenizer, schemas)


def fits(model, conversation, tools):
    try:
        return bool(prompt_ids(model, conversation, tools))
    except FieldError:
        return False


def ask(model, prompt_ids, settings):
    """What the model says to a prompt, an `Answer`."""
    batch, answer = Batch(model, 1), Answer(model.tokenizer, settings.stop)
    ends = [*settings.stop_tokens, *stop_tokens(model.tokenizer)]
    row = batch.add(prompt_ids, replace(settings, stop=(), stop_tokens=ends))
    while answer.finish_reason is None:
        batch.step()
        answer.follow(row)
    return answer


def without_calls(settings, tokenizer):
    return replace(settings, logit_bias={**settings.logit_bias, tokenizer.control["<|call|>"]: -100})


def shorter_and_shorter(asking, results):
    """The conversation with its results, which take less room each time."""
    for longest in LENGTHS:
        yield with_results(asking, [cut(text, longest) for text in results])
    yield with_results(asking, [NO_ROOM] * len(results))


def with_results(asking, results):
    return [*asking, *(Message("tool", text, answers=i) for i, text in enumerate(results))]


def cut(text, longest):
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text)} characters)"
