"""A time limit that holds in any thread."""

import signal
import threading
import time

import pytest

from nexttoken.chat import time_limit
from nexttoken.chat.time_limit import within


def in_a_thread(function):
    """What `function` returns when it is called in a thread that is not the main one."""
    found = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join(20)
    return found[0]


def directly(function):
    return function()


@pytest.mark.parametrize("called", [directly, in_a_thread])
@pytest.mark.parametrize("hang", [lambda: time.sleep(20), lambda: [None for _ in iter(int, 1)],
                                  lambda: threading.Event().wait(20)])  # fmt: skip
def test_it_holds_in_any_thread_whatever_hangs(called, hang):
    started = time.monotonic()
    assert called(lambda: within(0.1, hang, "too slow")) == "too slow"
    assert time.monotonic() - started < 10


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_raises_an_exception_all_the_same_has_no_result():
    assert within(20, lambda: 1 / 0, "none") == "none"


def test_what_is_in_time_is_returned():
    assert within(20, lambda: "done", "too slow") == "done"
    assert within(20, lambda: None, "too slow") is None


def test_a_loop_without_end_is_really_ended():
    running = []

    def hang():
        running.append(threading.current_thread())
        while True:
            pass

    assert within(0.1, hang, "too slow") == "too slow"
    running[0].join(20)
    assert not running[0].is_alive()


def test_what_is_said_on_being_told_to_end_comes_too_late(monkeypatch):
    """A tool that hangs is said to hang, and not to have failed with the exception that ended it."""
    told = threading.Event()

    def tell(thread):
        told.set()
        thread.join(0.3)  # it has its say

    monkeypatch.setattr(time_limit, "end", tell)
    assert within(0.1, lambda: told.wait(20) and "SystemExit", "too slow") == "too slow"


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="no program can press Ctrl-C here")
def test_ctrl_c_ends_the_waiting_and_what_was_waited_for():
    running = []

    def hang():
        running.append(threading.current_thread())
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        while True:
            pass

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may ignore it
    try:
        with pytest.raises(KeyboardInterrupt):
            within(20, hang, "too slow")
    finally:
        signal.signal(signal.SIGINT, before)
    running[0].join(20)
    assert not running[0].is_alive()
