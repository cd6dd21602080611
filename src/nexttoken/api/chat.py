"""`POST /v1/chat/completions`: answer in a conversation.

Choice i of a request with a seed is what a request for it alone gets with the seed `seed + i`. With `tools`, a call is
always one of a tool that was declared, and its arguments fit its schema: all of it where the tool is `strict`, else all
that `grammar.py` can keep to. Where a schema leaves open how long something may be, `bounds.py` mostly sets an end. In
a stream a call comes when it is whole.
"""

import time
import uuid
from contextlib import aclosing

from openai.types import CompletionUsage
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessage, ChatCompletionTokenLogprob
from openai.types.chat.chat_completion import Choice as WholeChoice
from openai.types.chat.chat_completion import ChoiceLogprobs
from openai.types.chat.chat_completion_chunk import Choice as ChunkChoice
from openai.types.chat.chat_completion_chunk import ChoiceDelta, ChoiceDeltaToolCall, ChoiceDeltaToolCallFunction
from openai.types.chat.chat_completion_chunk import ChoiceLogprobs as ChunkLogprobs
from openai.types.chat.chat_completion_message_function_tool_call import ChatCompletionMessageFunctionToolCall, Function
from openai.types.chat.chat_completion_token_logprob import TopLogprob
from starlette.responses import Response

from nexttoken.api import sse
from nexttoken.api.chat_choice import Called, Said
from nexttoken.api.chat_request import ChatRequest
from nexttoken.api.requests import read
from nexttoken.api.served import find_chat
from nexttoken.api.talk import Talk
from nexttoken.distribution import token_text


async def chat(request):
    """The route."""
    asked = await read(request, ChatRequest)
    talk = await Talk.start(asked, find_chat(request.app.state.served, asked.model))
    head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": asked.model}
    if asked.stream:
        return sse.response(chunks(talk, head))
    return await sse.unless_gone(request, whole(talk, head)) or Response()


async def whole(talk, head):
    async for _ in talk.grown():
        pass
    choices = [whole_choice(choice, talk.asked) for choice in talk.choices]
    answer = ChatCompletion(**head, object="chat.completion", choices=choices, usage=usage(talk))
    return Response(answer.model_dump_json(exclude_unset=True), media_type="application/json")


def whole_choice(choice, asked):
    content = "".join(part.text for part in choice.parts if isinstance(part, Said))
    calls = [whole_call(part) for part in choice.parts if isinstance(part, Called)]
    said = {"content": None if calls and not content else content} | ({"tool_calls": calls} if calls else {})
    logprobs = (
        ChoiceLogprobs(content=entries(choice.logprobs, choice.tokenizer), refusal=None) if asked.logprobs else None
    )
    return WholeChoice(index=choice.index, message=ChatCompletionMessage(role="assistant", refusal=None, **said),
                       finish_reason=choice.finish_reason, logprobs=logprobs)  # fmt: skip


def whole_call(called):
    function = Function(name=called.call.name, arguments=called.call.arguments)
    return ChatCompletionMessageFunctionToolCall(id=called.id, type="function", function=function)


async def chunks(talk, head):
    """Lists of chunks: first all roles, then what the choices say and why each ended, at last the usage."""
    head = head | {"object": "chat.completion.chunk"}
    more = {"usage": None} if talk.asked.include_usage else {}
    yield [ChatCompletionChunk(**head, choices=[begin(choice)], **more) for choice in talk.choices]
    async with aclosing(talk.grown()) as growing:
        async for grown in growing:
            pieces = [piece for choice, new in grown for piece in pieces_of(choice, new)]
            yield [ChatCompletionChunk(**head, choices=[piece], **more) for piece in pieces]
    if more:
        yield [ChatCompletionChunk(**head, choices=[], usage=usage(talk))]


def begin(choice):
    return ChunkChoice(index=choice.index, delta=ChoiceDelta(role="assistant", content=""), finish_reason=None)


def pieces_of(choice, grown):
    """What a choice has grown by, in the pieces of a stream; the logprobs are with the first of them."""
    deltas = [delta for part in grown.parts for delta in deltas_of(part)]
    if choice.finish_reason or (grown.logprobs and not deltas):
        deltas.append({})
    pieces = [ChunkChoice(index=choice.index, delta=ChoiceDelta(**delta), finish_reason=None) for delta in deltas]
    if grown.logprobs:
        pieces[0].logprobs = ChunkLogprobs(content=entries(grown.logprobs, choice.tokenizer), refusal=None)
    if choice.finish_reason:
        pieces[-1].finish_reason = choice.finish_reason
    return pieces


def deltas_of(part):
    """Of a call first its id and name, once, and then its arguments: clients put such pieces together."""
    if isinstance(part, Said):
        return [{"content": part.text}]
    name = ChoiceDeltaToolCallFunction(name=part.call.name, arguments="")
    arguments = ChoiceDeltaToolCallFunction(arguments=part.call.arguments)
    calls = [ChoiceDeltaToolCall(index=part.index, id=part.id, type="function", function=name),
             ChoiceDeltaToolCall(index=part.index, function=arguments)]  # fmt: skip
    return [{"tool_calls": [call]} for call in calls]


def entries(logprobs, tokenizer):
    def entry(one):
        return {"token": token_text(tokenizer, one.id), "bytes": list(one.bytes), "logprob": one.logprob}

    return [ChatCompletionTokenLogprob(**entry(one), top_logprobs=[TopLogprob(**entry(top)) for top in one.top])
            for one in logprobs]  # fmt: skip


def usage(talk):
    prompt, completion = len(talk.prompt_ids), talk.completion_tokens
    return CompletionUsage(prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion)
