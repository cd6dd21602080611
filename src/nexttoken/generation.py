"""Generation: the loop that makes text of next tokens, for many texts side by side.

    prompt -> prefill -> logits -> choose a token -> one step of the model -> logits -> choose a token -> ...

The texts of a batch share the products of the model and nothing else: each has its own length, settings and random
numbers, a finished one leaves, a new one can join at any time, and none of that changes what the others say.

>>> batch = Batch(model, size=2)                                     # doctest: +SKIP
>>> row = batch.add(prompt_ids, Settings(seed=1, max_tokens=20))     # doctest: +SKIP
>>> for row, piece in batch.events():                                # doctest: +SKIP
...     print(piece, end="")

What this file does not do: run the model (`cache.py`), choose (`sampling.py`), cut the text (`stopping.py`).
"""

import numpy as np

from nexttoken import sampling
from nexttoken.cache import Cache
from nexttoken.close_calls import is_close_call
from nexttoken.errors import UserError
from nexttoken.logprobs import token_logprob
from nexttoken.settings import is_count
from nexttoken.stopping import CertainText


class Row:
    """One text being generated.

    tokens: the ids chosen so far (those of a stop string are among them, the end of text or a stop token is not).
    text: what they say, as far as it is certain. logprobs: a `TokenLogprob` for each, if asked for.
    finish_reason: None while it grows, "stop" at the end of text, a stop token or a stop string, "length" at
    max_tokens or a full context. ended_by: the id of the end of text or the stop token that ended it.
    allowed: None, or a function: the tokens chosen so far -> (V,), True for the tokens that may come next.
    """

    def __init__(self, prompt_ids, settings, model, allowed=None):
        check(prompt_ids, settings, model)
        self.prompt_ids, self.settings, self.model, self.allowed = list(prompt_ids), settings, model, allowed
        room = model.config.max_position_embeddings - len(prompt_ids)
        self.limit = room if settings.max_tokens is None else min(room, settings.max_tokens)
        self.finish_reason, self.ended_by = None if self.limit else "length", None
        self.tokens, self.text, self.logprobs = [], "", []
        self.first_logits = None  # those after the prompt; the batch that runs the model sets them
        self.counts = np.zeros(model.config.vocab_size, np.float32)
        self.ends = {model.tokenizer.end, *settings.stop_tokens}
        self.certain = CertainText(settings.stop)

    def advance(self, logits):
        """Add a token, chosen by its logits (V,), and return the text that has become certain."""
        token, logits = self.choose(logits)
        if token in self.ends:
            self.ended_by = token
            return self.finish("stop")
        self.tokens.append(token)
        self.counts[token] += 1
        if self.settings.logprobs is not None:
            self.logprobs.append(token_logprob(token, logits, self.model.tokenizer, self.settings.logprobs))
        piece = self.certain.push(self.model.tokenizer.decode_bytes([token]))
        self.text += piece
        if self.certain.stopped:
            self.finish_reason = "stop"
        elif len(self.tokens) == self.limit:
            piece += self.finish("length")
        return piece

    def finish(self, reason):
        """Nothing more will come: what was held back is certain now, and is returned."""
        self.finish_reason = reason
        rest = self.certain.push(b"", final=True)
        self.text += rest
        return rest

    def choose(self, logits):
        """The next token, and the logits that it was chosen by: in a close call not those of the batch."""
        token, close = self.decide(logits)
        if close:
            logits = self.model.next_logits(self.prompt_ids + self.tokens)
            token, _ = self.decide(logits)
        return token, logits

    def decide(self, logits):
        """The next token by the settings, and whether rounding errors could have decided it."""
        s = self.settings
        if self.allowed:
            logits = np.where(self.allowed(self.tokens), logits, np.float32(-np.inf))
        if s.logit_bias:
            logits = sampling.add_bias(logits, s.logit_bias)
        if s.frequency_penalty or s.presence_penalty:
            logits = sampling.penalise(logits, self.counts, s.frequency_penalty, s.presence_penalty)
        probabilities = sampling.distribution(logits, s.temperature, s.top_k, s.top_p)
        u = sampling.uniform(s.seed, len(self.tokens))
        token = sampling.choose(probabilities, u)
        return token, is_close_call(logits, probabilities, token, u, s.temperature, s.top_k, s.top_p)


def check(prompt_ids, settings, model):
    """Raise UserError for a prompt or a setting that does not fit this model."""
    context, vocabulary = model.config.max_position_embeddings, model.config.vocab_size
    most = context - (settings.max_tokens != 0)
    if len(prompt_ids) > most:
        kept = " and one is for the completion" if most < context else ""
        raise UserError(
            f"the prompt has {len(prompt_ids)} tokens, the model's context holds {context}{kept}: "
            f"shorten the prompt to {most} tokens or fewer"
        )
    for name in ("logit_bias", "stop_tokens"):
        for token in getattr(settings, name):
            if not (is_count(token, 0) and token < vocabulary):
                raise UserError(f"{name} names token {token!r}: ids are whole numbers from 0 to {vocabulary - 1}")


class Batch:
    """Up to `size` texts that are generated side by side; `rows` are those that still grow."""

    def __init__(self, model, size):
        self.model, self.size, self.rows = model, size, []
        self.cache = Cache(model, size)
        self.logits = np.zeros((size, model.config.vocab_size), np.float32)  # of the next token of each row

    def add(self, prompt_ids, settings, allowed=None):
        """Let a text join and return its `Row`. Raises UserError for a prompt or a setting that does not fit."""
        place = len(self.rows)
        assert place < self.size, "the batch is full"
        row = Row(prompt_ids, settings, self.model, allowed)
        if row.finish_reason is None:
            self.logits[place] = row.first_logits = self._prefill(row.prompt_ids, place)
            self.rows.append(row)
        return row

    def _prefill(self, prompt_ids, place):
        """The logits after a prompt, whose keys and values are computed, or copied from a row with the same prompt."""
        for twin, row in enumerate(self.rows):
            if row.prompt_ids == prompt_ids:
                self.cache.copy(twin, place, len(prompt_ids))
                return row.first_logits
        return self.cache.prefill(prompt_ids, place)

    def step(self):
        """Add a token to every text. Returns, for each of them, (its row, the text that has become certain)."""
        events = [(row, row.advance(logits)) for row, logits in zip(self.rows, self.logits)]
        for place in reversed(range(len(self.rows))):
            if self.rows[place].finish_reason:
                self._remove(place)
        if self.rows:
            ids = np.array([row.tokens[-1] for row in self.rows])  # (B,)
            positions = np.array([len(row.prompt_ids) + len(row.tokens) - 1 for row in self.rows])  # (B,)
            self.logits[: len(ids)] = self.cache.step(ids, positions)
        return events

    def drop(self, row):
        """Let a text that still grows leave, since nobody waits for the rest of it."""
        place = self.rows.index(row)
        self.logits[place] = self.logits[len(self.rows) - 1]
        self._remove(place)

    def events(self):
        """Step until every text is finished; yields (row, text) as `step` returns them."""
        while self.rows:
            yield from self.step()

    def _remove(self, place):
        """Take a row out and let the last one have its place."""
        last = self.rows.pop()
        if place < len(self.rows):
            self.rows[place] = last
            self.cache.copy(len(self.rows), place, len(last.prompt_ids) + len(last.tokens))


def generate(model, waiting, size):
    """The finished `Row`s of many (prompt ids, settings), up to `size` of them side by side at a time."""
    batch, rows = Batch(model, min(size, len(waiting))), []
    while len(rows) < len(waiting) or batch.rows:
        while len(rows) < len(waiting) and len(batch.rows) < batch.size:
            rows.append(batch.add(*waiting[len(rows)]))
        batch.step()
    return rows
