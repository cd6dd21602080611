"""Shares of trials, with the interval that the number of trials allows."""

from math import sqrt


def rate(passed: int, count: int) -> dict:
    """A share and its 95 % Wilson score interval (Wilson, 1927); without trials, all of 0 to 1 is possible."""
    if not count:
        return {"passed": 0, "count": 0, "rate": 0.0, "low": 0.0, "high": 1.0}
    z, share = 1.96, passed / count
    middle = share + z * z / (2 * count)
    width = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    low, high = ((middle + side * width) / (1 + z * z / count) for side in (-1, 1))
    return {"passed": passed, "count": count, "rate": share, "low": max(0.0, low), "high": min(1.0, high)}
