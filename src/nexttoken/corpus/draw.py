"""Choices from a seed, the same on every platform and every Python.

Only `random.Random.random()` is used: Python promises its sequence, and promises nothing for `choice` or `shuffle`.
"""

from random import Random


class Draw:
    """A stream of choices. `Draw("train 0 17")` always makes the same ones."""

    def __init__(self, key: str):
        self.random = Random(key).random  # a float in [0, 1)

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def pick(self, items):
        """One of a sequence, each equally likely."""
        return items[int(self.random() * len(items))]

    def weighted(self, items, weights):
        """One of a sequence, in proportion to its weight."""
        point = self.random() * sum(weights)
        for item, weight in zip(items, weights):
            point -= weight
            if point < 0:
                return item
        return items[-1]

    def several(self, items, count: int) -> list:
        """`count` different ones, in random order."""
        left = list(items)
        return [left.pop(int(self.random() * len(left))) for _ in range(count)]
