"""The official client, on our own model or on any provider's, and its failures in a line that says what to do.

    client = nexttoken.client()      # prints: model aligned of http://127.0.0.1:40123/v1, on this machine
    client.chat.completions.create(model=client.model, messages=[{"role": "user", "content": "Hello!"}])

With `OPENAI_BASE_URL` set, and `OPENAI_API_KEY` if the provider wants one, the same cells run against that provider. A
key alone changes nothing, so that nobody pays by accident. The key is handed to the client, and to nothing else.

Otherwise the client is that of a server in this process, which lives as long as the process.
"""

import atexit
import os
import re

import openai

from nexttoken.errors import UserError

URL, KEY, MODEL = "OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"
NO_KEY = "not needed"  # the client insists on one
LIKE_A_KEY = re.compile(r"\b(sk|hf|gsk|xai|nvapi|pplx)[-_][\w*-]{16,}|\bAIza[\w-]{30,}")
LOCAL = {}  # the server of this process, once it is needed
REMEDIES = {
    401: [f"Set {KEY} to a key of this provider, or unset {URL} to use our own model"],
    403: [f"Ask the provider what this key may do, or unset {URL} to use our own model"],
    404: ["client.models.list() has the names of the models; many of them answer at chat.completions only",
          f"If there is no such list either, look at {URL}: most addresses end in /v1"],
    429: ["Wait, or see what your plan has left"],
}  # fmt: skip


class Client(openai.OpenAI):
    """The official client. model: the name of the model that it is for, OPENAI_MODEL or the first of the server."""

    model = None

    def copy(self, **options):
        copied = super().copy(**options)
        copied.model = self.model
        return copied

    with_options = copy

    def request(self, *args, **kwargs):
        try:
            found = super().request(*args, **kwargs)
        except openai.APIError as error:
            raise with_help(error, self.base_url) from None
        if getattr(found, "choices", ()) is None:
            raise with_help(self.without_choices(found), self.base_url)
        return Stream(found, self.base_url) if isinstance(found, openai.Stream) else found

    def without_choices(self, found):
        """The error for an answer that says 200 and has nothing in it but, perhaps, an error."""
        request = self._client.build_request("POST", self.base_url, headers=self.auth_headers)
        return openai.APIError("its answer has no choices", request, body=getattr(found, "error", None))


class Stream(openai.Stream):
    """The stream of the official client, which fails only when it is read: in a line then, too."""

    def __init__(self, stream, url):  # not a copy of the other's own fields, which may change
        self.response, self._stream, self._url = stream.response, stream, url

    def __iter__(self):
        return self

    def __next__(self):
        try:
            return next(self._stream)
        except openai.APIError as error:
            raise with_help(error, self._url, begun=True) from None


def client():
    """An `openai.OpenAI`, and a printed line that says on which server and for which model."""
    remote = os.environ.get(URL)
    made = client_of(remote, read_key()) if remote else local_client()
    made.model = (remote and os.environ.get(MODEL)) or first_model(made)
    where = f"as {URL} says" if remote else "on this machine"
    print(f"model {made.model} of {address(made.base_url)}, {where}")
    return made


def local_client():
    direct = openai.DefaultHttpxClient(trust_env=False)  # a proxy would look for our server on its own machine
    return Client(base_url=local_url(), api_key=NO_KEY, http_client=direct)


def client_of(url, key):
    try:
        return Client(base_url=url, api_key=key)
    except Exception as error:  # noqa: BLE001 - of the HTTP library, for what is no address
        raise in_one_line(UserError(f"{URL} is no address ({error}): write it as https://.../v1")) from None


def read_key():
    key = os.environ.get(KEY, "").strip()
    if not key.isascii():
        raise in_one_line(UserError(f"{KEY} has a letter that no key has: copy the key anew"))
    return key or NO_KEY


def first_model(client):
    from nexttoken.api.probe import model_names  # which needs this module

    try:
        return model_names(client)[0]
    except UserError as error:
        raise in_one_line(UserError(f"{error}; or name a model in {MODEL}")) from None
    except openai.APIStatusError as error:
        if error.status_code not in (404, 405):
            raise
        line = f"{said(error)}. Where a server lists no models, name one in {MODEL}. If {URL} is wrong: most end in /v1"
        raise in_one_line(error, line) from None


def address(url):
    """The URL without what may be a key in it."""
    return str(url.copy_with(userinfo=b"", query=None)).rstrip("/")


def local_url():
    if not LOCAL:
        from nexttoken.api.server import Server, load_all  # a provider's client does not need what a server does

        LOCAL["server"] = Server(load_all())
        LOCAL["server"].start()
        atexit.register(LOCAL["server"].close)
    return LOCAL["server"].base_url


def with_help(error, url, begun=False):
    return in_one_line(error, advice(error, address(url), begun))


def in_one_line(error, line=None):
    """The same error, shown in a notebook as this line, or as what it says itself."""
    shown = f"{type(error).__name__}: {line or error}"
    error._render_traceback_ = lambda: [shown]  # where IPython looks before it prints a page
    return error.with_traceback(None)


def advice(error, url, begun):
    """What went wrong and what to do, in one line. begun: the answer had."""
    if isinstance(error, openai.APITimeoutError):
        return f"{url} took too long to answer: try again, or give the client more time"
    if isinstance(error, openai.APIConnectionError) and begun:
        return f"{url} broke off before its answer was whole: try again"
    if isinstance(error, openai.APIConnectionError):
        return f"{url} cannot be reached: check the network, and {URL}"
    return ". ".join([said(error), *REMEDIES.get(getattr(error, "status_code", None), [])])


def said(error):
    """What the server said of it, or the client where the server said nothing, in one line."""
    message = error.body.get("message") if isinstance(error.body, dict) else None
    return " ".join(without_keys(str(message or error), error.request).split())[:300].rstrip(".")


def without_keys(text, request):
    """The text of a server without the key that came with the request, or another: some repeat it to call it wrong."""
    key = request.headers.get("authorization", "").removeprefix("Bearer ")
    if len(key) >= 8 and key != NO_KEY:  # a shorter one is a placeholder, and perhaps a word of the text
        text = text.replace(key, "…")
    return LIKE_A_KEY.sub("…", text)
