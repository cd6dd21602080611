"""The server under requests that nobody would write: whatever comes, the answer is as described, and never a 5xx."""

import json

import hypothesis
import pytest
import schemathesis
from asking import MODEL
from hypothesis import given
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from nexttoken.api.openapi import description

CHECKS = [
    schemathesis.checks.not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
    content_type_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(description())
TRIES = hypothesis.settings(max_examples=40, suppress_health_check=list(hypothesis.HealthCheck))


@SCHEMA.parametrize()
@TRIES
def test_requests_made_from_the_servers_own_description(case, server):
    if isinstance(case.body, dict) and case.body.get("model") and len(case.body["model"]) % 2:
        case.body = case.body | {"model": "talker"}  # or none would come further than that
    case.call_and_validate(base_url=server.url, checks=CHECKS, timeout=120)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
BODIES = {
    "completions": {"prompt": "Once", "max_tokens": 3},
    "chat/completions": {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 3, "tools": [
        {"type": "function", "function": {"name": "f", "parameters": {"type": "object", "properties": {"a": {"type": "integer"}}}}}],
        "tool_choice": "auto", "response_format": {"type": "json_schema", "json_schema": {"name": "x", "schema": {"type": "object"}}}},
    "responses": {"input": [{"role": "user", "content": "Hi"}], "max_output_tokens": 3, "text": {"format": {"type": "text"}}},
}  # fmt: skip


def places(value, path=()):
    """The paths to all values in a value."""
    yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(inner, (*path, key))


def changed(value, path, new):
    """A copy of the value with another one in one place."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


@pytest.mark.parametrize("route", BODIES)
@TRIES
@given(st.data())
def test_V3_V4_requests_that_are_nearly_right(http, route, data):
    """A good request with something else in one of its places: an answer, or an error with a status that says so."""
    good = {"model": "talker"} | BODIES[route]
    path = data.draw(st.sampled_from(list(places(good))))
    body = changed(good, path, data.draw(json_values))
    response = http.post(f"/v1/{route}", content=json.dumps(body), headers={"content-type": "application/json"})
    assert (response.status_code == 200) == (response.json().get("error") is None)
    assert response.status_code in (200, 400, 404), (json.dumps(body), response.text)


@TRIES
@given(st.binary(max_size=200), st.sampled_from(list(BODIES)))
def test_bodies_that_are_nothing(http, body, route):
    response = http.post(f"/v1/{route}", content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400 and MODEL.name not in response.text
