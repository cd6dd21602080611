"""The logprobs of a prompt's own tokens: how well the model would have predicted what it is given."""

from dataclasses import replace

import numpy as np

from nexttoken import transformer
from nexttoken.logprobs import token_logprob


def prompt_logprobs(model, ids, shown, alternatives):
    """A `TokenLogprob` for each of the last `shown` ids. The first of them has no logprob: for the client nothing was
    there to predict it by."""
    vectors = transformer.hidden(model.params, np.array([ids]), model.config)[0]  # (T, D)
    logits = transformer.logits(model.params, vectors)  # (T, V): of the token after each
    start = len(ids) - shown
    entries = [
        token_logprob(ids[i], logits[max(i - 1, 0)], model.tokenizer, alternatives) for i in range(start, len(ids))
    ]
    return [replace(entry, logprob=None, top=()) for entry in entries[:1]] + entries[1:]
