"""What the comparisons share: one core, the machine that they ran on, and ratios with their spread and their bar."""

import os
import platform
import re
import statistics
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("numpy", "jax", "torch", "transformers")


def keep_to_one_core():
    """To be called before NumPy or PyTorch is imported: both count the cores that they may use."""
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    if hasattr(os, "sched_setaffinity"):  # Linux
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def print_machine():
    """Say what everything below was measured on, and with."""
    print(f"on {processor()}, with {', '.join(['Python ' + platform.python_version(), *versions()])}")


def processor():
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:  # not Linux
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def versions():
    """Those of the packages that are installed here."""
    for name in PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue


def report(label, ratios):
    print(f"{label}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds)")


def judge(label, ratios, at_least=None, at_most=None):
    """Report ratios, and whether the middle one reaches its bar: one of `at_least` and `at_most`."""
    middle = statistics.median(ratios)
    if at_most is None:
        bar, reached = f"at least {at_least}", middle >= at_least
    else:
        bar, reached = f"at most {at_most}", middle <= at_most
    report(f"{label} (bar: {bar}, {'reached' if reached else 'MISSED'})", ratios)
