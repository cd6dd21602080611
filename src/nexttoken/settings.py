"""How to complete: every setting of a completion, with its default, checked before anything runs."""

import math
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Integral, Real

from nexttoken.errors import UserError

MOST = 1e6  # of a bias or a penalty


def require(holds, name, value, remedy):
    """Raise UserError, which names the setting, its value and the remedy, unless `holds`."""
    if not holds:
        raise UserError(f"{name} is {value!r}: {remedy}")


def is_number(value):
    return isinstance(value, Real) and not isinstance(value, bool) and -math.inf < value < math.inf


def is_moderate(value):
    """Can it be added to a logit, as often as you like, so that softmax still has finite numbers?"""
    return is_number(value) and abs(value) <= MOST


def is_count(value, least):
    return isinstance(value, Integral) and not isinstance(value, bool) and value >= least


@dataclass(frozen=True)
class Settings:
    """The settings of one completion, under the names of OpenAI's API. Raises UserError for a value out of range.

    max_tokens: stop after so many tokens; None: when the text ends or the context is full.
    temperature: 0 always takes the most probable token, 1 samples what the model says, more is wilder.
    top_k, top_p: sample from the k most probable tokens; from the fewest that hold a share p of the probability.
    frequency_penalty, presence_penalty: taken off a token's logit for each time, for the first time, it was chosen.
    logit_bias: token id -> what to add to its logit.
    seed: the same seed gives the same text; None draws a new one.
    stop: a string or several; the text ends before the first that appears.
    stop_tokens: ids of tokens that end the text, as the end of text always does.
    logprobs: None, or how many alternatives to each chosen token to report with their logarithms of probability.
    """

    max_tokens: int | None = None
    temperature: float = 1.0
    top_k: int | None = None
    top_p: float = 1.0
    frequency_penalty: float = 0.0
    presence_penalty: float = 0.0
    logit_bias: Mapping[int, float] = field(default_factory=dict)
    seed: int | None = None
    stop: str | Sequence[str] = ()
    stop_tokens: Sequence[int] = ()
    logprobs: int | None = None

    def __post_init__(self):
        for name in ("max_tokens", "logprobs"):
            value = getattr(self, name)
            require(value is None or is_count(value, 0), name, value, "give 0, 1, 2, ... or None")
        require(self.top_k is None or is_count(self.top_k, 1), "top_k", self.top_k, "give 1, 2, 3, ... or None")
        require(
            is_number(self.temperature) and self.temperature >= 0,
            "temperature",
            self.temperature,
            "give 0 (always the most probable token) or more",
        )
        require(
            is_number(self.top_p) and 0 < self.top_p <= 1,
            "top_p",
            self.top_p,
            "give a share above 0 and up to 1 (1 keeps all)",
        )
        for name in ("frequency_penalty", "presence_penalty"):
            require(
                is_moderate(getattr(self, name)), name, getattr(self, name), f"give up to {MOST:,.0f}, 0 for no penalty"
            )
        require(isinstance(self.logit_bias, Mapping), "logit_bias", self.logit_bias, "give a dict, {token id: number}")
        for token, bias in self.logit_bias.items():
            require(is_moderate(bias), f"logit_bias of token {token!r}", bias, f"give a number up to {MOST:,.0f}")
        require(isinstance(self.stop, Sequence), "stop", self.stop, "give a string or a list of strings")
        object.__setattr__(self, "stop", (self.stop,) if isinstance(self.stop, str) else tuple(self.stop))
        require(
            all(isinstance(stop, str) and stop for stop in self.stop), "stop", self.stop, "give strings, none empty"
        )
        require(isinstance(self.stop_tokens, Sequence), "stop_tokens", self.stop_tokens, "give a list of token ids")
        require(self.seed is None or isinstance(self.seed, Integral), "seed", self.seed, "give a whole number or None")
        object.__setattr__(self, "seed", secrets.randbits(32) if self.seed is None else int(self.seed))
