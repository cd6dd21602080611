"""What the tests of the API share: a model, something to ask, and what an answer or a refusal has to look like."""

import re
import time

from small import small_model

from nexttoken.chat import Answer, render_prompt, stop_tokens
from nexttoken.generation import Batch
from nexttoken.settings import Settings

MODEL = small_model()
USER = {"role": "user", "content": "Hi"}
CALL = MODEL.tokenizer.control["<|call|>"]
OPTIONS = {
    "type": "object",
    "properties": {"city": {"enum": ["Oslo", "Rome"]}},
    "required": ["city"],
    "additionalProperties": False,
}
WEATHER = {
    "type": "function",
    "function": {"name": "weather", "description": "Sky", "parameters": OPTIONS, "strict": True},
}


def refused(response, status=400, param=None, code=None):
    """The message of an error in OpenAI's shape. `param` is the field, or one that the problem is within."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    assert set(response.json()) == {"error"}
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    assert len(error["message"]) > 10 and "\n" not in error["message"]
    assert error["param"] == param or re.match(rf"{re.escape(param)}[.\[]", error["param"])
    assert code is None or error["code"] == code
    return error["message"]


def until(holds, seconds=30):
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "that took too long"
        time.sleep(0.01)


def answer_alone(seed, messages=(USER,), tools=(), no_calls=True, **options):
    """What the model would answer in this process with nothing else in the batch."""
    settings = Settings(seed=seed, stop_tokens=stop_tokens(MODEL.tokenizer), **options)
    batch, answer = Batch(MODEL, 1), Answer(MODEL.tokenizer)
    not_a_call = [token != CALL for token in range(MODEL.config.vocab_size)]
    row = batch.add(render_prompt(list(messages), MODEL.tokenizer, tools), settings, lambda tokens: not_a_call)
    for _ in batch.events():
        answer.follow(row)
    return answer, row
