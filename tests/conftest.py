"""What all tests share: whatever comes by chance comes the same way each time, on a machine that nobody has set up."""

import os
import random
from types import SimpleNamespace

import hypothesis
import pytest

# A busy machine is no failure, and a run that failed can be run again.
hypothesis.settings.register_profile("book", deadline=None, derandomize=True)
hypothesis.settings.load_profile("book")

# What somebody may have set for work of their own. Servers of tests are on this machine, behind no proxy.
for name in ("OPENAI_MODEL", "NEXTTOKEN_API_KEY", "JAX_DEFAULT_MATMUL_PRECISION"):
    os.environ.pop(name, None)
os.environ |= dict.fromkeys(("NO_PROXY", "no_proxy"), "127.0.0.1,localhost")


@pytest.fixture(autouse=True)
def draws(request, monkeypatch):
    """Where no seed is asked for, each test has its own: what fails once in a hundred runs would tell nobody why."""
    numbers = random.Random(request.node.nodeid)
    monkeypatch.setattr("nexttoken.settings.secrets", SimpleNamespace(randbits=numbers.getrandbits))
