"""Who may talk to the server: programs of this machine, and no page that a browser of this machine happens to show.

A page of any site can make a browser send requests to 127.0.0.1, and a name of the site can be made to point there (DNS
rebinding). What gives it away is in the headers: `Host` is the site's name, `Origin` the page's. Such a request gets a
403 and does no work, and as no answer allows other origins, no script could read one.

What this file does not do: encrypt. A server for other machines belongs behind one that does.
"""

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from nexttoken.api.errors import ApiError

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Guard:
    """Middleware. hosts: the names by which the server may be called, None for any. key: what a client has to know."""

    def __init__(self, app, hosts=LOOPBACK, key=None):
        self.app, self.hosts, self.key = app, hosts, key

    async def __call__(self, scope, receive, send):
        refusal = self.refusal(scope["path"], Headers(scope=scope)) if scope["type"] == "http" else None
        await (refusal.response() if refusal else self.app)(scope, receive, send)

    def refusal(self, path, headers):
        """The error for a request that may not come in, or None."""
        host, origin = headers.get("host", ""), headers.get("origin")
        if self.hosts and name_in(host) not in self.hosts:
            return ApiError("Host is not a name of this server: call it by its address", status=403)
        if origin is not None and origin != f"http://{host}":
            return ApiError("Origin is another site, whose pages may not use this server", status=403)
        if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return ApiError("the page of another site may not use this server", status=403)
        if self.key and path != "/health" and not same(headers.get("authorization", ""), f"Bearer {self.key}"):
            return ApiError("the key is missing or wrong: send it as Authorization: Bearer KEY", None, "invalid_api_key",
                            401, {"www-authenticate": "Bearer"})  # fmt: skip
        return None


def name_in(host):
    """The name in a `Host` header, without the port.

    >>> name_in("[::1]:8000"), name_in("localhost")
    ('::1', 'localhost')
    """
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def same(given, expected):
    """Are they the same? That takes the same time wherever they differ, or a key could be guessed letter by letter."""
    return hmac.compare_digest(given.encode("latin-1"), expected.encode())  # headers are read as latin-1
