"""The events of a response: what is said, as it is said, each item begun, continued and finished.

    response.created, response.in_progress
    response.output_item.added, response.content_part.added                     a message begins
    response.output_text.delta, ...                                             its text
    response.output_text.done, response.content_part.done, response.output_item.done
    response.output_item.added, response.function_call_arguments.delta, ...     a call, which comes whole
    response.completed, or response.incomplete where it was cut off

What this file does not do: know what a response is made of beside its items (`responses.py`).
"""

import uuid
from contextlib import aclosing

from openai.types import responses as types
from openai.types.responses import ResponseFunctionToolCall, ResponseOutputMessage, ResponseOutputText

from nexttoken.api.chat_choice import Said


def text_part(text):
    return ResponseOutputText(type="output_text", text=text, annotations=[])


def message(text, status="completed", id=None):
    """A message with one part."""
    return ResponseOutputMessage(id=id or f"msg_{uuid.uuid4().hex}", type="message", role="assistant", status=status,
                                 content=[text_part(text)])  # fmt: skip


def call(called):
    return ResponseFunctionToolCall(id=f"fc_{uuid.uuid4().hex}", type="function_call", status="completed",
                                    call_id=called.id, name=called.call.name, arguments=called.call.arguments)  # fmt: skip


class Events:
    """The events of a `nexttoken.api.responses.Answer`, numbered, while its items come to be."""

    def __init__(self, answer):
        self.answer, self.number, self._said = answer, 0, None  # _said: the text of a message that has begun

    async def all(self):
        """Lists of events."""
        yield [self._of_response("Created"), self._of_response("InProgress")]
        async with aclosing(self.answer.talk.grown()) as growing:
            async for grown in growing:
                for choice, (parts, _) in grown:
                    yield [event for part in parts for event in self._of_part(part)]
                    if choice.finish_reason:
                        yield self._end(choice.finish_reason)

    def _event(self, kind, **fields):
        self.number += 1
        cls = getattr(types, f"Response{kind}Event")
        [name] = cls.model_fields["type"].annotation.__args__
        return cls.construct(type=name, sequence_number=self.number - 1, **fields)

    def _of_response(self, kind):
        return self._event(kind, response=self.answer.response())

    def _item(self, kind, item):
        return self._event(f"OutputItem{kind}", output_index=len(self.answer.items), item=item)

    def _of_part(self, part):
        if not isinstance(part, Said):
            return [*self._end_message(), *self._call(call(part))]
        begun = self._begin_message() if self._said is None else []
        self._said += part.text
        return [*begun, self._in_text("TextDelta", delta=part.text, logprobs=[])]

    def _in_text(self, kind, **fields):
        place = {"output_index": len(self.answer.items), "item_id": self._id, "content_index": 0}
        return self._event(kind, **place, **fields)

    def _begin_message(self):
        self._said, self._id = "", f"msg_{uuid.uuid4().hex}"
        empty = message("", "in_progress", self._id).model_copy(update={"content": []})
        return [self._item("Added", empty), self._in_text("ContentPartAdded", part=text_part(""))]

    def _end_message(self, status="completed"):
        if self._said is None:
            return []
        text, self._said = self._said, None
        whole = message(text, status, self._id)
        events = [self._in_text("TextDone", text=text, logprobs=[]),
                  self._in_text("ContentPartDone", part=whole.content[0]), self._item("Done", whole)]  # fmt: skip
        self.answer.items.append(whole)
        return events

    def _call(self, item):
        place = {"output_index": len(self.answer.items), "item_id": item.id}
        begun = item.model_copy(update={"arguments": "", "status": "in_progress"})
        events = [self._item("Added", begun),
                  self._event("FunctionCallArgumentsDelta", **place, delta=item.arguments),
                  self._event("FunctionCallArgumentsDone", **place, name=item.name, arguments=item.arguments),
                  self._item("Done", item)]  # fmt: skip
        self.answer.items.append(item)
        return events

    def _end(self, reason):
        cut = reason == "length"
        last = self._end_message("incomplete" if cut else "completed")
        return [*last, self._of_response("Incomplete" if cut else "Completed")]

    def failure(self, error):
        """The event for an `ApiError`."""
        return self._event("Error", message=error.message, code=error.code, param=error.param)
