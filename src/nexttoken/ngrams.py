"""Predicting by counting: what followed these tokens, wherever they stood in the training text?

    >>> model = NGrams(order=2, vocab_size=4)
    >>> model.learn([0, 1, 2, 1, 2, 0])
    >>> model.count([1, 2])  # 2 followed 1 twice
    2
    >>> model.probability(2, [1])
    0.78125
    >>> model.probability(3, [1]) > 0  # never seen, and still possible
    True

An n-gram is n tokens in a row. The probabilities of short and long ones are mixed as Witten and Bell do (1991): a
context that was followed by n tokens, k different ones, showed something new k times. So it speaks for itself with
the weight n / (n + k) and leaves k / (n + k) to the context that is one token shorter, down to no context at all, which
leaves its share to chance: every token alike.

What this file does not do: learn anything but counts. Two contexts that differ in one name have nothing in common.
"""

from collections import Counter, defaultdict

import numpy as np


class NGrams:
    """Counts of all n-grams up to `order` tokens long. `followers` has, for each context, how often each token came."""

    def __init__(self, order, vocab_size):
        self.order, self.vocab_size = order, vocab_size
        self.followers = defaultdict(Counter)

    def learn(self, ids):
        """Count one document, given as token ids. Its first is only ever a context: `<|endoftext|>`, as a rule."""
        ids = tuple(ids)
        for place in range(1, len(ids)):
            for start in range(max(0, place - self.order + 1), place + 1):
                self.followers[ids[start:place]][ids[place]] += 1

    def count(self, ngram):
        """How often these tokens stood in a row."""
        *context, token = ngram
        return self.followers.get(tuple(context), {}).get(token, 0)

    def matches(self, context):
        """The counts for the end of `context`: for its last 0, 1, 2 ... tokens, as far as it was ever met."""
        longest = min(len(context), self.order - 1)
        endings = (tuple(context[len(context) - length :]) for length in range(longest + 1))
        return [self.followers[ending] for ending in endings if ending in self.followers]

    def probability(self, token, context):
        """The probability of `token` after `context`, a list of ids. Over all tokens they sum to 1."""
        p = 1 / self.vocab_size
        for seen in self.matches(context):
            n, k = seen.total(), len(seen)
            p = (seen[token] + k * p) / (n + k)
        return p

    def draw(self, context, rng):
        """A token drawn with these probabilities; `rng` is a `random.Random`."""
        for seen in reversed(self.matches(context)):
            n, k = seen.total(), len(seen)
            if rng.random() < n / (n + k):
                return rng.choices(list(seen), seen.values())[0]
        return rng.randrange(self.vocab_size)

    def surprises(self, ids, order=None):
        """Surprise in nats (T - 1,) at each token of `ids` after the first, with n-grams of up to `order` tokens."""
        before = min(order or self.order, self.order) - 1
        return -np.log([self.probability(ids[i], ids[max(0, i - before) : i]) for i in range(1, len(ids))])
