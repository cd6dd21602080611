"""The application: which path leads where."""

from openai.pagination import SyncPage
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import Route

from nexttoken.api.chat import chat
from nexttoken.api.completions import complete
from nexttoken.api.errors import HANDLERS
from nexttoken.api.guard import LOOPBACK, Guard
from nexttoken.api.openapi import describe
from nexttoken.api.responses import respond
from nexttoken.api.served import find


async def health(request):
    return JSONResponse({"status": "ok"})


async def list_models(request):
    page = SyncPage(data=[served.info for served in request.app.state.served.values()], object="list")
    return JSONResponse(page.model_dump())


async def get_model(request):
    return JSONResponse(find(request.app.state.served, request.path_params["model"]).info.model_dump())


ROUTES = [
    Route("/health", health),
    Route("/v1/models", list_models),
    Route("/v1/models/{model:path}", get_model),
    Route("/v1/completions", complete, methods=["POST"]),
    Route("/v1/chat/completions", chat, methods=["POST"]),
    Route("/v1/responses", respond, methods=["POST"]),
    Route("/openapi.json", describe),
]


def make_app(served, hosts=LOOPBACK, key=None):
    """The ASGI application for a list of `Served`; the others are as in `Guard`."""
    app = Starlette(routes=ROUTES, exception_handlers=HANDLERS, middleware=[Middleware(Guard, hosts=hosts, key=key)])
    app.router.redirect_slashes = False
    app.state.served = {one.name: one for one in served}
    return app
