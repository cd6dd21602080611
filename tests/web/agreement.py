"""When two completions of the same prompt agree: token by token, but for calls so close that rounding may decide them."""

import numpy as np

from nexttoken import sampling
from nexttoken.close_calls import is_close_call


def agree(model, prompt, settings, ours, theirs):
    """Are the tokens the same? Raises AssertionError where they part at a call that was not close."""
    if ours == theirs:
        return True
    at = next((i for i, (one, other) in enumerate(zip(ours, theirs)) if one != other), min(len(ours), len(theirs)))
    ours = [*ours, model.tokenizer.end]  # what was chosen where the text ended
    logits = model.next_logits(model.prompt_ids(prompt) + ours[:at])
    assert is_close(logits, settings, ours[:at], ours[at]), (prompt, settings, ours[at:], theirs[at:])
    return False


def is_close(logits, settings, before, token):
    """Was it a close call to add `token`, by the logits (V,), to what was chosen `before`?"""
    s = settings
    counts = np.bincount(before, minlength=len(logits))
    logits = sampling.penalise(sampling.add_bias(logits, s.logit_bias), counts, s.frequency_penalty, s.presence_penalty)
    probabilities = sampling.distribution(logits, s.temperature, s.top_k, s.top_p)
    u = sampling.uniform(s.seed, len(before))
    return is_close_call(logits, probabilities, token, u, s.temperature, s.top_k, s.top_p)
