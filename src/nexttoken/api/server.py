"""A server of our models in a thread of its own: in a notebook, in a test, in a terminal.

>>> with serve("base") as server:                                             # doctest: +SKIP
...     client = openai.OpenAI(base_url=server.base_url, api_key="not needed")
...     client.completions.create(model="base", prompt="Once upon a time")

The stack is Starlette and uvicorn. On this machine it needs no key; beyond it, where anybody on the network could come
in, there has to be one.
"""

import ipaddress
import os
import socket
import threading
from contextlib import contextmanager

import uvicorn

from nexttoken.api.app import make_app
from nexttoken.api.guard import LOOPBACK
from nexttoken.api.served import load, load_all
from nexttoken.errors import UserError

SECONDS_TO_FINISH = 1  # for requests that are being answered when the server is closed
SECONDS_IDLE = 75  # until a connection is closed: more than clients keep one, or they would find it closed


class Server:
    """A server of a list of `Served`, listening on a port: the one that is asked for, or with 0 any free one."""

    def __init__(self, served, host="127.0.0.1", port=0, key=None):
        check_names(served)
        check_exposure(host, key)
        self.served, self._socket = served, listen(host, port)
        self.host, self.port = host, self._socket.getsockname()[1]
        app = make_app(served, {*LOOPBACK, host} if is_loopback(host) else None, key)
        # uvicorn's own log_config would close the log handlers of everybody else in this process, JAX's among them
        config = uvicorn.Config(app, log_config=None, log_level="warning", proxy_headers=False, lifespan="off", ws="none",
                                timeout_graceful_shutdown=SECONDS_TO_FINISH, timeout_keep_alive=SECONDS_IDLE)  # fmt: skip
        self._uvicorn = Closing(config, served)

    @property
    def url(self):
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def base_url(self):
        """What the clients of OpenAI want to know."""
        return f"{self.url}/v1"

    def run(self):
        """Serve until Ctrl-C, or in another thread until `close`."""
        self._uvicorn.run(sockets=[self._socket])

    def start(self):
        self._thread = threading.Thread(target=self.run, name="server", daemon=True)
        self._thread.start()

    def close(self):
        self._uvicorn.should_exit = True
        self._thread.join()
        self.release()

    def release(self):
        self._socket.close()
        for served in self.served:
            served.close()


class Closing(uvicorn.Server):
    """uvicorn, which waits for answers when it is closed: those that are not finished are ended first."""

    def __init__(self, config, served):
        super().__init__(config)
        self._served = served

    async def shutdown(self, sockets=None):
        for served in self._served:
            served.close()
        await super().shutdown(sockets)


@contextmanager
def serve(*models, host="127.0.0.1", port=0, key=None):
    """A running `Server` of some models, by name or folder, or of all that there are; it is gone at the end."""
    server = Server([load(name) for name in models] or load_all(), host, port, key)
    server.start()
    try:
        yield server
    finally:
        server.close()


def is_loopback(host):
    """Can nobody else reach this address?"""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def check_names(served):
    """A request names its model, so no two may have one name."""
    names = [one.name for one in served]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UserError(f"two models have the name {twice!r}, that of their folder: serve one, or rename a folder")


def check_exposure(host, key):
    if not is_loopback(host) and not key:
        raise UserError(f"host {host!r} can be reached from other machines: give a key (`nexttoken serve` takes it from "
                        "NEXTTOKEN_API_KEY)")  # fmt: skip


def listen(host, port):
    """A socket that listens: from here on, whoever connects waits until the server is ready."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # TCP is named, or asyncio leaves Nagle's algorithm on: what is small would wait for the client to confirm, 40 ms
    found = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":  # elsewhere it would let two servers share a port
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((host, port))
        found.listen(2048)
    except (OSError, OverflowError, TypeError) as error:  # a TypeError of what is no name of a host
        found.close()
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"cannot listen on port {port} of {host}: {reason}; choose another host or port") from None
    return found
