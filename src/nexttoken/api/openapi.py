"""`GET /openapi.json`: what the server can be asked, in a form that programs read."""

from importlib.metadata import version

from openai.types import Completion, Model
from openai.types.chat import ChatCompletion
from openai.types.responses import Response
from starlette.responses import JSONResponse

from nexttoken.api.chat_request import ChatRequest
from nexttoken.api.completions import CompletionRequest
from nexttoken.api.response_request import ResponseRequest

ERROR = {"type": "object", "required": ["error"], "properties": {"error": {
    "type": "object", "required": ["message", "type", "param", "code"],
    "properties": {"message": {"type": "string"}, "type": {"type": "string"}, "param": {"type": ["string", "null"]},
                   "code": {"type": ["string", "null"]}}}}}  # fmt: skip
POSTS = {"/v1/completions": (CompletionRequest, Completion, "Continue a text."),
         "/v1/chat/completions": (ChatRequest, ChatCompletion, "Answer in a conversation."),
         "/v1/responses": (ResponseRequest, Response, "Answer in a conversation, the newer way.")}  # fmt: skip
REFUSALS = {"400": "A field that cannot be honoured.", "401": "The key is missing or wrong.", "403": "A foreign page.",
            "404": "No such model.", "413": "A body that is too large.", "415": "A body that is not JSON."}  # fmt: skip


def in_json(schema):
    return {"content": {"application/json": {"schema": schema}}}


def description():
    """The OpenAPI description, an object."""
    schemas, paths = {"Error": ERROR, "Model": {"type": "object", "required": list(Model.model_fields)[:4]}}, {}
    refusals = {status: {"description": why} | in_json({"$ref": "#/components/schemas/Error"})
                for status, why in REFUSALS.items()}  # fmt: skip
    for path, (asked, answered, summary) in POSTS.items():
        schema = asked.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {}) | {asked.__name__: schema}
        answer = {"type": "object", "required": [k for k, v in answered.model_fields.items() if v.is_required()]}
        ok = {"description": "The answer, or with stream: true its events."} | in_json(answer)
        event = {"type": "object", "required": ["data"]}  # before OpenAPI 3.2 a stream's schema is that of its events
        ok["content"]["text/event-stream"] = {"schema": event}
        body = {"required": True} | in_json({"$ref": f"#/components/schemas/{asked.__name__}"})
        paths[path] = {"post": {"summary": summary, "requestBody": body, "responses": {"200": ok} | refusals}}
    return {"openapi": "3.1.0", "info": {"title": "nexttoken", "version": version("nexttoken")}, "paths": paths | {
        "/v1/models": {"get": get("The models, those that answer best first.", {"type": "object"}, refusals)},
        "/v1/models/{model}": {"get": get("A model.", {"$ref": "#/components/schemas/Model"}, refusals) | {
            "parameters": [{"name": "model", "in": "path", "required": True, "schema": {"type": "string"}}]}},
        "/health": {"get": get("Is the server there?", {"type": "object"}, refusals)},
    }, "components": {"schemas": schemas}}  # fmt: skip


def get(summary, schema, refusals):
    return {"summary": summary, "responses": {"200": {"description": summary} | in_json(schema)} | refusals}


async def describe(request):
    return JSONResponse(description())
