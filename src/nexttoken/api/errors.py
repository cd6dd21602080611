"""Errors as OpenAI's API words them: `{"error": {"message", "type", "param", "code"}}`.

Whatever a client got wrong is a 4xx that its author can mend, with the field in `param`; 5xx are for our own mistakes,
and 503 is for what is not finished when the server is closed.
Four statuses are never answered to a client's mistake, for its library would send the same again: 408, 409, 429, 5xx.
"""

from urllib.parse import quote

from openai.types.shared import ErrorObject
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from nexttoken.chat.fields import FieldError, brief
from nexttoken.errors import UserError


class ApiError(Exception):
    """What a client is told. `param` is the path to the field, `code` a word that programs can look for."""

    def __init__(self, message, param=None, code=None, status=400, headers=None):
        super().__init__(message)
        self.message, self.param, self.code, self.status, self.headers = message, param, code, status, headers

    def json(self):
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        error = ErrorObject(message=self.message, type=kind, param=self.param, code=self.code)
        return {"error": error.model_dump(exclude_unset=True)}

    def response(self):
        return JSONResponse(self.json(), self.status, self.headers)


def too_long(prompt, wanted, context, param):
    """The error for a prompt, and perhaps the tokens wanted after it, that are more than the context holds."""
    asked = f" and {brief(wanted)} tokens were asked for after them" if wanted else ""
    return ApiError(f"this model's context holds {context} tokens; {param} takes {prompt}{asked}: shorten it or ask for "
                    "less", param, "context_length_exceeded")  # fmt: skip


def of_validation(error, at=""):
    """The first of the problems that pydantic found in a request, or in the part of it that is at the path `at`."""
    found = error.errors(include_url=False)[0]
    path = [part for part in found["loc"] if part != "[key]"]
    param = at + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    param = param.removeprefix(".") or None
    name = param or "the request"
    if found["type"] == "extra_forbidden":
        return ApiError(f"{name} is not supported here: leave it out", param, "unsupported_parameter")
    if found["type"] == "missing":
        return ApiError(f"{name} is missing", param, "missing_required_parameter")
    problem = found["msg"].removeprefix("Value error, ")
    return ApiError(f"{name} is {brief(found['input'])}: {problem[:1].lower()}{problem[1:]}", param, "invalid_value")


def of_any(error):
    """The error that a client is told for an exception of any kind."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, UserError):
        return ApiError(str(error), error.param if isinstance(error, FieldError) else None)
    close = {"connection": "close"}  # as uvicorn does after an exception, without saying so
    return ApiError("something went wrong on the server; its log says what", status=500, headers=close)


async def answer_error(request, error):
    return of_any(error).response()


async def answer_http_error(request, error):
    """No such path, or no such method there."""
    asked = f"{request.method} {quote(request.scope['path'])}"  # `request.url` would decode its query, whatever that is
    problem = f"{asked}: {error.detail.lower()}; GET /openapi.json lists what there is"
    return ApiError(problem, status=error.status_code, headers=error.headers).response()


async def answer_nobody(request, error):
    """The client hung up before all of its request was there."""
    return Response(status_code=400)


HANDLERS = {ApiError: answer_error, UserError: answer_error, HTTPException: answer_http_error,
            ClientDisconnect: answer_nobody, Exception: answer_error}  # fmt: skip
