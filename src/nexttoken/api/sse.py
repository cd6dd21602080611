"""Server-sent events: how an answer is sent while it is written, as lines `data: {...}` with an empty one after each.

The last one is `data: [DONE]`, also after an error, which has an event of its own: the status has been sent by then.
"""

import asyncio
import contextlib
import logging

from pydantic import BaseModel
from starlette.responses import StreamingResponse

from nexttoken.api.errors import of_any

DONE = b"data: [DONE]\n\n"
LOG = logging.getLogger("nexttoken.api")


def event(chunk):
    """A chunk as an event. In ASCII, since some clients take U+2028 for the end of a line."""
    return b"data: " + chunk.model_dump_json(exclude_unset=True, ensure_ascii=True, warnings=False).encode() + b"\n\n"


def named_event(chunk):
    """The same, with a line that says of which type it is."""
    return f"event: {chunk.type}\n".encode() + event(chunk)


class Failure(BaseModel):
    """What is sent in the place of a chunk."""

    error: dict

    @classmethod
    def of(cls, error):
        return cls(**error.json())


def response(batches, encode=event, failure=Failure.of, end=DONE):
    """The response that sends the chunks of an async generator of lists of them.

    failure: the chunk for an `ApiError`. end: what is sent last, whatever happens.
    """
    sent = events(batches, encode, failure, end)
    return StreamingResponse(sent, media_type="text/event-stream", headers={"cache-control": "no-cache"})


async def events(batches, encode, failure, end):
    async with contextlib.aclosing(batches):  # at once, not when it is next cleaned up: it holds a place in the engine
        try:
            async for chunks in batches:
                if chunks:
                    yield b"".join(map(encode, chunks))
        except Exception as error:  # the client is told
            told = of_any(error)
            if told is not error and told.status >= 500:  # nobody has foreseen it
                LOG.error("a stream broke off", exc_info=error)
            yield encode(failure(told))
    if end:
        yield end


async def unless_gone(request, work):
    """What the coroutine `work` returns. It is cancelled when the client hangs up, and nothing is returned."""
    working, gone = asyncio.ensure_future(work), asyncio.ensure_future(hung_up(request))
    try:
        await asyncio.wait({working, gone}, return_when=asyncio.FIRST_COMPLETED)
        return await working if working.done() else None
    finally:
        working.cancel()
        gone.cancel()


async def hung_up(request):
    while (await request.receive())["type"] != "http.disconnect":
        pass
