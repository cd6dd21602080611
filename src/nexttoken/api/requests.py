"""What a request says: its body, read within limits, and the fields that completions and chats share.

Every field is a field of OpenAI's API and does what it does there; a field that is not named here is refused. `null` is
as good as leaving a field out.
"""

import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema, model_validator

from nexttoken.api.errors import ApiError, of_validation
from nexttoken.chat.fields import brief, without_repeats
from nexttoken.errors import UserError
from nexttoken.settings import Settings

LARGEST = 2**20  # bytes of a body, a thousand times what fits into a context
DRAINED = 64 * LARGEST  # bytes of a body that is too large, read so that the client gets to read why
MOST_CHOICES = 128


class Part(BaseModel):
    """An object in a request. Nothing is converted: "3" is no number."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def without_nulls(cls, given):
        return {k: v for k, v in given.items() if v is not None} if isinstance(given, dict) else given


class StreamOptions(Part):
    include_usage: bool = False
    include_obfuscation: Literal[False] = False  # of how long the pieces are, which hides nothing on one machine


def as_list(stop):
    return [stop] if isinstance(stop, str) else stop


Texts = Annotated[list[Annotated[str, Field(min_length=1)]], Field(max_length=4), BeforeValidator(as_list)]
TEXTS = {"anyOf": [{"type": "string", "minLength": 1},
                   {"type": "array", "items": {"type": "string", "minLength": 1}, "maxItems": 4}]}  # fmt: skip
Penalty = Annotated[float, Field(ge=-2, le=2)]
Bias = dict[Annotated[str, Field(pattern="^(0|[1-9][0-9]{0,8})$")], Annotated[float, Field(ge=-100, le=100)]]
Seed = Annotated[int, Field(ge=-(2**63), lt=2**63)]
Text = Annotated[str, Field(max_length=LARGEST)]  # which also checks that it has no half of a surrogate pair
Label = Annotated[str, Field(max_length=512)]  # the caller's own, for the provider's records: there are none here


class Sampling(Part):
    """What both kinds of completions can be asked for."""

    model: Text
    temperature: Annotated[float, Field(ge=0, le=2)] = 1.0
    top_p: Annotated[float, Field(gt=0, le=1)] = 1.0
    n: Annotated[int, Field(ge=1, le=MOST_CHOICES)] = 1
    stream: bool = False
    stream_options: StreamOptions | None = None
    stop: Annotated[Texts, WithJsonSchema(TEXTS)] = ()
    presence_penalty: Penalty = 0.0
    frequency_penalty: Penalty = 0.0
    logit_bias: Bias = {}
    seed: Seed | None = None
    user: Label | None = None

    def settings(self, model, **more):
        """`Settings` for this model. Raises ApiError where a token is none of its."""
        bias = {int(token): amount for token, amount in self.logit_bias.items()}
        for token in bias:
            check_token(token, model, "logit_bias")
        return Settings(temperature=self.temperature, top_p=self.top_p, presence_penalty=self.presence_penalty,
                        frequency_penalty=self.frequency_penalty, logit_bias=bias, seed=self.seed, **more)  # fmt: skip

    @property
    def include_usage(self):
        return bool(self.stream_options and self.stream_options.include_usage)


def check_token(token, model, param):
    last = model.config.vocab_size - 1
    if not 0 <= token <= last:
        raise ApiError(
            f"{param} has token {brief(token)}: those of {model.name} are 0 to {last}", param, "invalid_value"
        )


def check_stream_options(asked):
    if asked.stream_options and not asked.stream:
        raise ApiError("stream_options goes with stream: true only: leave it out", "stream_options", "invalid_value")


async def read(request, kind):
    """The body of a request as a `kind` of `Part`. Raises ApiError."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":  # a page could send any other without asking the server first
        raise ApiError("Content-Type has to be application/json", status=415)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise ApiError("the body is compressed, so how large it is cannot be known: send it as it is", status=413)
    given = parse_json(await body(request))
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        raise of_validation(error) from None


async def body(request):
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size <= LARGEST:
            pieces.append(piece)
        if size > DRAINED:
            break
    if size > LARGEST:
        raise ApiError(f"the body has more than {LARGEST:,} bytes: send less", status=413)
    return b"".join(pieces)


def parse_json(data) -> Any:
    try:
        given = json.loads(data, parse_constant=refuse_constant, object_pairs_hook=without_repeats)
    except UserError as error:  # a key that is there twice
        raise ApiError(str(error), code="invalid_json") from None
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else "it cannot be read"
        raise ApiError(f"the body is not JSON: {reason}", code="invalid_json") from None
    if not isinstance(given, dict):
        raise ApiError("the body has to be a JSON object, in braces", code="invalid_json")
    return given


def refuse_constant(name):
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON's
