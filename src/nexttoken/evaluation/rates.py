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
    low, high = max(0.0, min(low, share)), min(1.0, max(share, high))  # by rounding, 30 of 30 would end below 1
    return {"passed": passed, "count": count, "rate": share, "low": low, "high": high}


def rate_of_clusters(parts: list[tuple[int, int]]) -> dict:
    """The share of trials that come in clusters, (passed, count) of each, such as the 8-grams of one text.

    Trials of one text are alike, so they tell less than as many of different ones. The interval is Wilson's for so many
    independent trials as would leave the share as uncertain: the effective sample size (Kish 1965).
    """
    passed, count = (sum(part) for part in zip(*parts))
    found = rate(passed, count)
    share = found["rate"]
    spread = sum((some - share * every) ** 2 for some, every in parts)  # of the sum that passed, squared
    if not spread:
        return found
    alone = min(count, round(share * (1 - share) * count**2 / spread))
    return found | {end: rate(share * alone, alone)[end] for end in ("low", "high")}
