"""Logprobs: how probable the model thought the token it got, and which ones it thought more probable."""

from dataclasses import dataclass

import numpy as np

from nexttoken.sampling import log_probabilities


@dataclass(frozen=True)
class TokenLogprob:
    """A token: its id, its bytes, the natural logarithm of its probability, and in `top` the likeliest in its place.

    The probability is the model's own, before bias, penalties, temperature and cuts, as in OpenAI's API.
    """

    id: int
    bytes: bytes
    logprob: float
    top: tuple["TokenLogprob", ...] = ()

    @property
    def token(self):
        """The bytes as text; a token need not be whole characters."""
        return self.bytes.decode(errors="replace")


def token_logprob(token, logits, tokenizer, alternatives):
    """The `TokenLogprob` of a token that was chosen by `logits` (V,), with so many alternatives (it may be one)."""
    logprobs = log_probabilities(logits)

    def entry(token, top=()):
        return TokenLogprob(token, tokenizer.decode_bytes([token]), float(logprobs[token]), top)

    best = np.argsort(-logprobs, kind="stable")[:alternatives]
    return entry(token, tuple(entry(int(i)) for i in best))
