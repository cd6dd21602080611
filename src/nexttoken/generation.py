"""Generation: the loop that makes text of next tokens, for many texts side by side.

    prompt -> prefill -> logits -> choose a token -> one step of the model -> logits -> choose a token -> ...

The keys and values of all earlier tokens are kept (the KV cache), so a step runs the model on one token of each text.
The texts of a batch share the matrix products and nothing else: each has its own length, settings and random numbers,
a finished one leaves, a new one can join at any time.

>>> batch = Batch(model, size=2)                                    # doctest: +SKIP
>>> row = batch.add(prompt_ids, Settings(seed=1, max_tokens=20))    # doctest: +SKIP
>>> while batch.rows:                                               # doctest: +SKIP
...     for row, piece in batch.step():
...         print(piece, end="")

What this file does not do: the arithmetic of a choice (`sampling.py`), of a step (`transformer.py`).
"""

from dataclasses import dataclass

import numpy as np

from nexttoken import sampling, transformer
from nexttoken.errors import UserError
from nexttoken.stopping import CertainText


class Cache:
    """The keys and values of every token so far, for up to `size` texts; text i is row i."""

    def __init__(self, params, config, size):
        self.params, self.config = params, config
        shape = (config.num_hidden_layers, size, config.max_position_embeddings)
        shape += (config.num_attention_heads, config.head_dim)
        self.keys = np.zeros(shape, np.float32)  # (L, rows, positions, H, K); memory is taken when it is written to
        self.values = np.zeros(shape, np.float32)

    def run(self, ids, positions, rows):
        """Run the model on tokens `ids` (B, T) at `positions` (B, T) of `rows`, a slice of B. The last logits (B, V)."""
        row = np.arange(len(ids))[:, None]  # (B, 1)
        seen = positions.max() + 1
        mask = (np.arange(seen) <= positions[:, :, None])[:, None]  # (B, 1, T, S)

        def attend(layer, q, k, v, xp):
            keys, values = self.keys[layer, rows], self.values[layer, rows]
            keys[row, positions], values[row, positions] = k, v
            return transformer.attention(q, keys[:, :seen], values[:, :seen], mask)

        vectors = transformer.hidden(self.params, ids, self.config, positions=positions, attend=attend)
        return transformer.logits(self.params, vectors[:, -1])

    def move(self, source, target, length):
        """Copy the first `length` tokens of row `source` over row `target`."""
        self.keys[:, target, :length] = self.keys[:, source, :length]
        self.values[:, target, :length] = self.values[:, source, :length]


@dataclass(frozen=True)
class TokenLogprob:
    """A token, its bytes, the natural logarithm of its probability, and in `top` the likeliest in its place.

    The probability is the model's own, before temperature, penalties and cuts, as in OpenAI's API.
    """

    id: int
    bytes: bytes
    logprob: float
    top: tuple["TokenLogprob", ...] = ()

    @property
    def token(self):
        """The bytes as text; a token need not be whole characters."""
        return self.bytes.decode(errors="replace")


class Row:
    """One text being generated: what came before, what was chosen, and how it is to go on."""

    def __init__(self, prompt_ids, settings, model):
        check(prompt_ids, settings, model)
        self.settings, self.tokenizer = settings, model.tokenizer
        self.ids, self.start = list(prompt_ids), len(prompt_ids)
        room = model.config.max_position_embeddings - self.start
        self.limit = room if settings.max_tokens is None else min(room, settings.max_tokens)
        self.finish_reason = None if self.limit else "length"
        self.counts = np.zeros(model.config.vocab_size)
        self.certain = CertainText(settings.stop)
        self.text, self.logprobs = "", []

    @property
    def tokens(self):
        """The ids chosen so far. Those of a stop string are among them, the end of text is not."""
        return self.ids[self.start :]

    def advance(self, logits):
        """Choose the next token by its logits (V,); return the text that has become certain."""
        token = self.choose(logits)
        if token == self.tokenizer.end:
            return self.finish("stop")
        if self.settings.logprobs is not None:
            self.logprobs.append(self.logprob(token, logits))
        self.ids.append(token)
        self.counts[token] += 1
        piece = self.certain.push(self.tokenizer.decode_bytes([token]))
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
        s = self.settings
        if s.frequency_penalty or s.presence_penalty:
            logits = sampling.penalise(logits, self.counts, s.frequency_penalty, s.presence_penalty)
        if s.logit_bias:
            logits = sampling.add_bias(logits, s.logit_bias)
        probabilities = sampling.distribution(logits, s.temperature, s.top_k, s.top_p)
        return sampling.choose(probabilities, sampling.uniform(s.seed, len(self.tokens)))

    def logprob(self, token, logits):
        logprobs = sampling.log_probabilities(logits)

        def entry(id, top=()):
            return TokenLogprob(int(id), self.tokenizer.decode_bytes([int(id)]), float(logprobs[id]), top)

        best = np.argsort(-logprobs, kind="stable")[: self.settings.logprobs]
        return entry(token, tuple(entry(id) for id in best))


def check(prompt_ids, settings, model):
    """Raise UserError for what would not fit this model."""
    context, vocabulary = model.config.max_position_embeddings, model.config.vocab_size
    if len(prompt_ids) >= context:
        raise UserError(f"the prompt has {len(prompt_ids)} tokens, the model's context holds {context} and one is for "
                        f"the completion: shorten the prompt to at most {context - 1}")
    for token in settings.logit_bias:
        if token not in range(vocabulary):
            raise UserError(f"logit_bias names token {token!r}: ids are whole numbers from 0 to {vocabulary - 1}")


class Batch:
    """Up to `size` texts that are generated side by side; `rows` are those still growing."""

    def __init__(self, model, size):
        self.model, self.size, self.rows = model, size, []
        self.cache = Cache(model.params, model.config, size)
        self.logits = np.zeros((size, model.config.vocab_size), np.float32)  # of each row's next token

    def add(self, prompt_ids, settings):
        """Let a text join; `rows` must have a place. Raises UserError for a prompt or a setting that does not fit."""
        assert len(self.rows) < self.size, "the batch is full"
        row = Row(prompt_ids, settings, self.model)
        if row.finish_reason is None:
            place = len(self.rows)
            self.rows.append(row)
            ids = np.array([prompt_ids])  # (1, T)
            self.logits[place] = self.cache.run(ids, np.arange(ids.size)[None], slice(place, place + 1))[0]
        return row

    def step(self):
        """Add one token to every text. Returns (row, the text that became certain) for each."""
        events = [(row, row.advance(logits)) for row, logits in zip(self.rows, self.logits)]
        for place in reversed(range(len(self.rows))):
            if self.rows[place].finish_reason:
                self._remove(place)
        if self.rows:
            ids = np.array([row.ids[-1:] for row in self.rows])  # (B, 1)
            positions = np.array([[len(row.ids) - 1] for row in self.rows])  # (B, 1)
            self.logits[: len(self.rows)] = self.cache.run(ids, positions, slice(0, len(self.rows)))
        return events

    def events(self):
        """Step until every text is finished, and yield what `step` returns, one by one."""
        while self.rows:
            yield from self.step()

    def _remove(self, place):
        """The last row moves into the place of the one that goes."""
        last = self.rows.pop()
        if place < len(self.rows):
            self.rows[place] = last
            self.cache.move(len(self.rows), place, len(last.ids))
