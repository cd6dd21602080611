"""The API: our models behind the routes of OpenAI's, and the official client on them.

    with nexttoken.serve() as server:     a server in this process, gone at the end
    client = nexttoken.client()           the official client, on such a server or on any provider
    python -m nexttoken serve             a server in a terminal

What this package does not do: know the models. It needs more than NumPy: `pip install 'nexttoken[api]'`.
"""
