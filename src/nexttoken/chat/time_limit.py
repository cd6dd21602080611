"""A time limit that holds wherever it is set: on Windows, in a server's thread, in a notebook.

>>> within(5, lambda: 6 * 7, "too slow")
42
>>> within(0.1, lambda: [None for _ in iter(int, 1)], "too slow")  # without end
'too slow'

The usual alarm, a signal, comes to the main thread of a program and to no other. So here the function gets a thread of
its own, and whoever waits stops waiting. What is still running then is told to end, by an exception that Python raises
in it as soon as it does something in Python again. A thread that waits for the network, say, goes on waiting, unheard,
and ends with the program at the latest.

What this file does not do: stop code that never lets go of the interpreter, such as `9**9**9`. Only a process of its
own could be stopped, and what a function does to the caller's objects would not be seen.
"""

import ctypes
import threading
from contextlib import suppress


def within(seconds, function, otherwise):
    """What `function()` returns, or `otherwise` where that takes longer.

    The function has to catch its exceptions: one that gets out of it is printed to stderr, and `otherwise` is returned.
    """
    outcome, done, ending = [], threading.Event(), threading.Lock()

    def run():
        try:
            with suppress(SystemExit):  # that of `end`
                outcome.append(function())
        finally:
            with ending:
                done.set()

    thread = threading.Thread(target=run, daemon=True)
    try:
        thread.start()
        done.wait(seconds)
    finally:  # also where Ctrl-C ends the waiting
        with ending:  # so that it does not end by itself just now, and another thread gets its number
            in_time = outcome.copy()  # what it may still say when it is told to end does not count
            if thread.ident and not done.is_set():
                end(thread)
    return in_time[0] if in_time else otherwise


def end(thread):
    """Raise SystemExit in a thread, as soon as it does something in Python."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))
