"""The engine: many requests share it, each gets its own, and who hangs up is forgotten. S18, S21 to S23, S25 are here."""

import asyncio
import json
import socket
import threading
import time
from types import SimpleNamespace

import httpx
import pytest
from asking import MODEL, USER, until

from nexttoken import generation
from nexttoken.api import completions
from nexttoken.api import engine as engines
from nexttoken.api.engine import Engine, Wanted
from nexttoken.generation import Batch
from nexttoken.settings import Settings

END = MODEL.tokenizer.end
LONG = {"max_tokens": 80, "logit_bias": {str(END): -100}}


@pytest.fixture
def engine():
    engine = Engine(MODEL, size=4)
    yield engine
    engine.close()


@pytest.fixture
def talker(server):
    """The engine behind the model of that name."""
    return server.served[0].engine


def wanted(seed, **options):
    return Wanted([END, 80 + seed], Settings(**{"seed": seed, "max_tokens": 30, "logit_bias": {END: -100}} | options))


async def texts(engine, *jobs):
    """The texts of several jobs that run at once."""

    async def one(job):
        found = [""] * len(job)
        with engine.job(job) as running:
            left = len(job)
            while left:
                for index, events in (await running.events()).items():
                    found[index] += "".join(event.text for event in events)
                    left -= events[-1].finish_reason is not None
        return found

    return await asyncio.gather(*(one(job) for job in jobs))


def test_texts_of_many_jobs_are_those_that_each_would_be_alone(engine):
    """More than there are places for, so some wait; of different lengths, so they come and go."""
    jobs = [[wanted(3 * i + j, max_tokens=5 + 7 * j) for j in range(i % 4)] for i in range(8)]
    found = asyncio.run(texts(engine, *jobs))
    for job, said in zip(jobs, found):
        for one, text in zip(job, said):
            batch = Batch(MODEL, 1)
            row = batch.add(*one)
            list(batch.events())
            assert text == row.text


def test_requests_share_forward_passes(engine, monkeypatch):
    sizes, step = [], generation.Cache.step
    monkeypatch.setattr(generation.Cache, "step", lambda self, ids, at: sizes.append(len(ids)) or step(self, ids, at))
    asyncio.run(texts(engine, *[[wanted(seed)] for seed in range(4)]))
    assert max(sizes) == 4 and len(sizes) < 4 * 29


def test_what_a_job_has_no_more_use_for_stops_within_a_step(engine, monkeypatch):
    step = Batch.step
    monkeypatch.setattr(Batch, "step", lambda self: time.sleep(0.02) or step(self))

    async def leave_early():
        counts, ended = [0, 0], False
        with engine.job([wanted(1, max_tokens=90), wanted(2, max_tokens=90)]) as job:
            while not ended:
                for index, events in (await job.events()).items():
                    counts[index] += len(events)
                    ended = ended or events[-1].finish_reason is not None
                job.stop(0)
        return counts

    stopped, whole = asyncio.run(leave_early())
    assert whole == 90 and stopped < 45
    until(lambda: engine.running == 0)


def test_S23_S25_a_failure_is_that_of_the_requests_it_befell_and_of_no_later_one(engine):
    def fail(tokens):
        raise ValueError("a bug")

    with pytest.raises(RuntimeError):
        asyncio.run(texts(engine, [wanted(1), wanted(2)._replace(allowed=fail)]))
    assert len(asyncio.run(texts(engine, [wanted(1)]))[0][0]) > 10


def test_a_text_that_cannot_be_begun_fails_alone(engine):
    async def both():
        return await asyncio.gather(
            texts(engine, [wanted(1)]), texts(engine, [Wanted([5] * 500, Settings())]), return_exceptions=True
        )

    fine, failed = asyncio.run(both())
    assert len(fine[0][0]) > 10 and isinstance(failed, RuntimeError)


def test_S18_a_failure_in_a_stream_is_an_event_and_then_the_end(http, monkeypatch, talker):
    def fail(self):
        raise ValueError('a "bug"\n')

    monkeypatch.setattr(engines.Batch, "step", fail)
    body = {"model": "talker", "messages": [USER], "prompt": "x", "stream": True}
    for path, field in ("chat/completions", "prompt"), ("completions", "messages"):
        asked = {name: value for name, value in body.items() if name != field}
        *_, error, done, nothing = http.post(f"/v1/{path}", json=asked).text.split("\n\n")
        assert json.loads(error.removeprefix("data: "))["error"]["type"] == "server_error" and "bug" not in error
        assert (done, nothing) == ("data: [DONE]", "")
        assert http.post(f"/v1/{path}", json=asked | {"stream": False}).status_code == 500
    monkeypatch.undo()
    assert http.post("/v1/completions", json={"model": "talker", "prompt": "x"}).status_code == 200


@pytest.fixture
def held(monkeypatch):
    """Every text grows to its limit, slowly, and none grows before `go` is set. Counts steps, notes prompts."""
    held, step, add = SimpleNamespace(go=threading.Event(), steps=0, prompts=[]), Batch.step, Batch.add

    def slow_step(self):
        held.steps += 1
        assert held.go.wait(60)
        time.sleep(0.05)
        return step(self)

    def noted_add(self, prompt_ids, *rest):
        held.prompts.append(prompt_ids)
        return add(self, prompt_ids, *rest)

    monkeypatch.setattr(Batch, "step", slow_step)
    monkeypatch.setattr(Batch, "add", noted_add)
    monkeypatch.setattr(generation.Row, "choose", lambda self, logits: (ord("p"), logits))
    yield held
    held.go.set()


def send(server, route, **fields):
    """The connection on which the talker has been asked for this."""
    body = json.dumps({"model": "talker"} | fields).encode()
    connection = socket.create_connection(("127.0.0.1", server.port))
    head = f"POST /v1/{route} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    connection.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
    return connection


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize("route, fields", [
    ("completions", {"prompt": "x", "n": 64, "max_tokens": 90}), ("chat/completions", {"messages": [USER], "n": 64}),
    ("responses", {"input": "x"}),
])  # fmt: skip
def test_S21_S22_whoever_hangs_up_is_not_generated_for(server, talker, held, route, fields, stream):
    with send(server, route, stream=stream, **fields):
        until(lambda: talker.running > 0)
    held.go.set()
    until(lambda: talker.running == 0)
    assert held.steps < 20  # of some 90, if somebody listened


@pytest.mark.parametrize("stream", [True, False])
def test_S22_whoever_hangs_up_while_waiting_never_joins(server, http, talker, held, stream):
    with send(server, "completions", prompt="first", n=64, max_tokens=30):
        until(lambda: talker.running == 64)
        with send(server, "completions", prompt="gone", n=2, stream=stream):
            until(lambda: len(talker._waiting) == 2)
        held.go.set()
        after = {"model": "talker", "prompt": "after", "max_tokens": 1}
        assert http.post("/v1/completions", json=after).status_code == 200  # which waited behind what is gone
    end, encode = talker.model.tokenizer.end, talker.model.tokenizer.encode
    assert held.prompts == [[end, *encode("first")]] * 64 + [[end, *encode("after")]]


@pytest.mark.parametrize("stream", [True, False])
def test_S21_S22_the_prompts_of_whoever_hangs_up_are_not_scored(server, monkeypatch, stream):
    scored, score = [], completions.prompt_logprobs
    monkeypatch.setattr(completions, "prompt_logprobs", lambda *asked: scored.append(time.sleep(0.1)) or score(*asked))
    fields = {"prompt": ["x"] * 64, "echo": True, "logprobs": 0, "max_tokens": 0, "stream": stream}
    with send(server, "completions", **fields):
        until(lambda: scored)
    time.sleep(1)
    so_far = len(scored)
    time.sleep(1)
    assert len(scored) == so_far < 40  # of 64, if somebody listened


def test_64_streams_at_once_lose_nothing_and_mix_nothing(server):
    """Each with a seed of its own, as it would be alone."""

    async def stream(client, seed):
        said, body = "", {"model": "small", "prompt": "Once", "seed": seed, "stream": True, "temperature": 1.5} | LONG
        async with client.stream("POST", f"{server.base_url}/completions", json=body | {"max_tokens": 20}) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: {"):
                    said += json.loads(line[6:])["choices"][0]["text"]
        return said

    async def all_at_once():
        async with httpx.AsyncClient(timeout=300, limits=httpx.Limits(max_connections=None)) as client:
            return await asyncio.gather(*(stream(client, seed) for seed in range(64)))

    batch = Batch(MODEL, 64)
    settings = {"max_tokens": 20, "temperature": 1.5, "logit_bias": {END: -100}}
    rows = [batch.add(MODEL.prompt_ids("Once"), Settings(seed=seed, **settings)) for seed in range(64)]
    list(batch.events())
    assert asyncio.run(all_at_once()) == [row.text for row in rows]
