"""What the comparisons share: one core, and ratios with their spread."""

import os
import statistics


def keep_to_one_core():
    """To be called before NumPy or PyTorch is imported: both count the cores that they may use."""
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    if hasattr(os, "sched_setaffinity"):  # Linux
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def report(label, ratios):
    print(f"{label}: {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f} in {len(ratios)} rounds)")
