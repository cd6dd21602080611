"""`POST /v1/responses`: the newer interface to the same chat. What is said is a list of items: a message, calls."""

import time
import uuid

from openai.types.responses import Response, ResponseUsage
from openai.types.responses.response import IncompleteDetails
from openai.types.responses.response_usage import InputTokensDetails, OutputTokensDetails
from starlette import responses as http

from nexttoken.api import sse
from nexttoken.api.chat_choice import Said
from nexttoken.api.errors import ApiError, of_any
from nexttoken.api.requests import check_stream_options, read
from nexttoken.api.response_events import Events, call, message
from nexttoken.api.response_request import ResponseRequest
from nexttoken.api.served import find_chat
from nexttoken.api.talk import Talk
from nexttoken.errors import UserError

IN_CHAT = [(".function.", "."), ("response_format.json_schema", "text.format"), ("response_format", "text.format")]


async def respond(request):
    """The route."""
    asked = await read(request, ResponseRequest)
    check_stream_options(asked)
    served = find_chat(request.app.state.served, asked.model)
    try:
        talk = await Talk.start(asked.as_chat(), served)
    except (ApiError, UserError) as error:
        raise renamed(of_any(error)) from None
    answer = Answer(asked, talk)
    if asked.stream:
        events = Events(answer)
        return sse.response(events.all(), sse.named_event, events.failure, end=b"")
    return await sse.unless_gone(request, answer.whole()) or http.Response()


def renamed(error):
    """An error about a chat request, with the names that its fields have in this one."""
    if (error.param or "").startswith("messages"):
        error.message, error.param = f"input, read as messages: {error.message}", "input"
    for theirs, ours in IN_CHAT:
        error.message = error.message.replace(theirs, ours, 1)
        error.param = error.param and error.param.replace(theirs, ours, 1)
    return error


class Answer:
    """A response while it grows. items: what it says, in the shape of the API."""

    def __init__(self, asked, talk):
        self.asked, self.talk, self.items = asked, talk, []
        self._id, self._created = f"resp_{uuid.uuid4().hex}", time.time()

    async def whole(self):
        async for _ in self.talk.grown():
            pass
        [choice] = self.talk.choices
        status = "incomplete" if choice.finish_reason == "length" else "completed"
        *_, last = choice.parts or [None]  # only that can have been cut
        self.items = [message(part.text, status if part is last else "completed") if isinstance(part, Said) else call(part)
                      for part in choice.parts]  # fmt: skip
        body = self.response().model_dump_json(exclude_unset=True, by_alias=True, warnings=False)
        return http.Response(body, media_type="application/json")

    def response(self):
        """The `Response` as it stands."""
        reason, asked = self.talk.choices[0].finish_reason, self.asked
        status = {None: "in_progress", "length": "incomplete"}.get(reason, "completed")
        details = IncompleteDetails(reason="max_output_tokens") if reason == "length" else None
        return Response(
            id=self._id, object="response", created_at=self._created, model=asked.model, status=status, error=None,
            incomplete_details=details, output=list(self.items), usage=self.usage() if reason else None,
            tools=[tool.model_dump() for tool in asked.tools], tool_choice=asked.tool_choice,
            text=asked.text.model_dump(by_alias=True, exclude_none=True),
            **asked.model_dump(by_alias=True, include={
                "instructions", "max_output_tokens", "metadata", "parallel_tool_calls", "temperature", "top_p",
                "truncation", "service_tier", "user", "safety_identifier", "prompt_cache_key", "background"}),
        )  # fmt: skip

    def usage(self):
        read, written = len(self.talk.prompt_ids), self.talk.completion_tokens
        return ResponseUsage(input_tokens=read, input_tokens_details=InputTokensDetails(cached_tokens=0, cache_write_tokens=0),
                             output_tokens=written, output_tokens_details=OutputTokensDetails(reasoning_tokens=0),
                             total_tokens=read + written)  # fmt: skip
