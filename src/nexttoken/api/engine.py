"""The engine: one thread that generates the texts of all requests side by side.

    request --- job ---> the thread: join, step, step, ... ---> events, to the request's own queue

A request waits for its events in the server's event loop. To wake the loop and send something costs about half as much
as to generate a token, so this is not done for each: what comes within some milliseconds is sent together, within more
of them the more texts there are.

All that the thread and the loop share is in this file: the jobs that wait, the texts that a request has no more use
for, and the events, which are copies.

What this file does not do: generate (`generation.py`), or know what a request is.
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from nexttoken.api.errors import ApiError
from nexttoken.generation import Batch
from nexttoken.logprobs import TokenLogprob
from nexttoken.settings import Settings

SIZE = 64  # texts side by side; more wait
READ_AT_ONCE = 512  # tokens of prompts between two steps, about
PAUSE = 0.002  # seconds: events are handed over at most once in two of these, and one more for each text


class Wanted(NamedTuple):
    """A text to generate, as `Batch.add` takes it."""

    prompt_ids: list[int]
    settings: Settings
    allowed: Callable | None = None


class Event(NamedTuple):
    """What a step did to text number `index` of a job. `token` is None where none was added to the text."""

    index: int
    token: int | None
    text: str
    logprob: TokenLogprob | None
    finish_reason: str | None


class Job:
    """The texts of one request. Its methods are for the event loop that it was made in."""

    def __init__(self, wanted):
        self.wanted, self.stopped, self.heard = wanted, set(), False
        self.loop, self._queue = asyncio.get_running_loop(), asyncio.Queue()

    def put(self, item):
        self._queue.put_nowait(item)

    def stop(self, index):
        """The rest of this text is not needed."""
        self.stopped.add(index)

    async def events(self):
        """All events that have piled up, by text: {index: its events}; waits for the first of them.

        Raises what went wrong in the thread.
        """
        found = [await self._queue.get()]
        while not self._queue.empty():
            found.append(self._queue.get_nowait())
        failure = next((item for item in found if isinstance(item, Exception)), None)
        if isinstance(failure, ApiError):
            raise failure
        if failure:
            raise RuntimeError("generation failed") from failure
        by_index = {}
        for event in found:
            by_index.setdefault(event.index, []).append(event)
        return by_index


class Place(NamedTuple):
    """Whose text a row of the batch is."""

    job: Job
    index: int


class Engine:
    """`job` hands in the texts of a request. `running` counts the texts that are being generated."""

    def __init__(self, model, size=SIZE):
        self.model, self.size = model, size
        self._waiting, self._places, self._closed = deque(), {}, False  # _places: row -> Place
        self._ready, self._due = [], 0.0  # items that are not yet handed over, and when they have to be
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=f"engine of {model.name}", daemon=True)
        self._thread.start()

    @property
    def running(self):
        return len(self._places)

    @contextmanager
    def job(self, wanted):
        """The `Job` of a list of `Wanted`; whatever of it is not finished at the end stops within a step."""
        job = Job(wanted)
        with self._changed:
            if self._closed:
                job.put(closed())
            self._waiting += [Place(job, index) for index in range(len(wanted))]
            self._changed.notify()
        try:
            yield job
        finally:
            job.stopped.update(range(len(wanted)))

    def close(self):
        """Stop within a step. Whoever waits for something is told that it will not come."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self):
        self._batch = Batch(self.model, self.size)
        while self._wait():
            self._leave()
            self._deliver(self._join())
            self._deliver(self._step())
        with self._changed:
            left = {place.job for place in [*self._waiting, *self._places.values()]}
        self._ready += [(job, closed()) for job in left]
        self._hand_over()

    def _wait(self):
        """Wait for something to do; False when the engine is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._waiting or self._places)
        return not self._closed

    def _leave(self):
        """Let those leave whose requests have no more use for them."""
        for row, place in list(self._places.items()):
            if place.index in place.job.stopped:
                self._batch.drop(row)
                del self._places[row]

    def _join(self):
        """Let those join that wait, as long as there is room and the others need not wait long for it."""
        read = 0
        while self._waiting and len(self._batch.rows) < self.size and read < READ_AT_ONCE:
            place = self._waiting.popleft()
            if place.index in place.job.stopped:
                continue
            read += len(place.job.wanted[place.index].prompt_ids)
            try:
                row = self._batch.add(*place.job.wanted[place.index])
            except Exception as error:  # noqa: BLE001  the thread is everybody's: it goes on
                yield place.job, error
                continue
            if row.finish_reason:
                yield place.job, Event(place.index, None, "", None, row.finish_reason)
            else:
                self._places[row] = place

    def _step(self):
        """Add a token to every text; should that go wrong, all of them fail, and the next ones find a new batch."""
        lengths = {row: len(row.tokens) for row in self._batch.rows}
        try:
            texts = self._batch.step()
        except Exception as error:  # noqa: BLE001
            failed = {place.job for place in self._places.values()}
            self._places, self._batch = {}, Batch(self.model, self.size)
            return [(job, error) for job in failed]
        return [self._event(row, text, len(row.tokens) > lengths[row]) for row, text in texts]

    def _event(self, row, text, grown):
        job, index = self._places.pop(row) if row.finish_reason else self._places[row]
        token, logprob = (row.tokens[-1], row.logprobs[-1] if row.logprobs else None) if grown else (None, None)
        return job, Event(index, token, text, logprob, row.finish_reason)

    def _deliver(self, items):
        """Collect items for the jobs, and hand them over: at once if one is waited for, else not too often."""
        items = list(items)
        self._ready += items
        if time.monotonic() >= self._due or any(is_urgent(job, item) for job, item in items):
            self._due = time.monotonic() + PAUSE * (2 + self.running)
            self._hand_over()

    def _hand_over(self):
        """Give each job its items, in one call to its loop however many there are."""
        by_loop = {}
        for job, item in self._ready:
            job.heard = True
            by_loop.setdefault(job.loop, []).append((job, item))
        self._ready = []
        for loop, deliveries in by_loop.items():
            with suppress(RuntimeError):  # a loop that is closed has nobody waiting
                loop.call_soon_threadsafe(hand_out, deliveries)


def closed():
    return ApiError("the server is being closed", code="server_closed", status=503)


def is_urgent(job, item):
    """The first item, the end of a text, or a failure."""
    return not job.heard or isinstance(item, Exception) or item.finish_reason is not None


def hand_out(deliveries: list[tuple[Job, Any]]):
    for job, item in deliveries:
        job.put(item)
