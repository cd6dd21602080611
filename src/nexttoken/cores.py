"""How many cores this process may use, which can be fewer than the machine has."""

import os


def cores():
    """At least 1. Where the system does not say what a process may use (macOS, Windows), all of the machine's."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
