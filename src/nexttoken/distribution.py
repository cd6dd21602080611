"""The probabilities of the next token, as an object that draws itself in a notebook."""

from dataclasses import dataclass
from html import escape

import numpy as np

from nexttoken.tokenizer import Tokenizer


@dataclass(frozen=True, eq=False)
class Distribution:
    """What may come next: `probabilities` (V,), which sum to 1, of the tokens of `tokenizer`."""

    probabilities: np.ndarray
    tokenizer: Tokenizer

    def top(self, k=10):
        """The k most probable tokens as (text, id, probability), the most probable first."""
        best = np.argsort(-self.probabilities, kind="stable")[:k]
        return [(token_text(self.tokenizer, int(i)), int(i), float(self.probabilities[i])) for i in best]

    def __getitem__(self, token):
        """The probability of a token, given as its id or as its text. Raises KeyError where that is not one token."""
        if isinstance(token, str):
            ids = self.tokenizer.encode(token)
            if len(ids) != 1:
                raise KeyError(f"{token!r} is {len(ids)} tokens, not one")
            token = ids[0]
        return float(self.probabilities[token])

    def __repr__(self):
        return "\n".join(f"{p:7.2%}  {text!r}" for text, _, p in self.top())

    def _repr_html_(self):
        """A table with bars. Its colours are those of the text around it, so it reads on a light and a dark page."""
        rest = 1 - sum(p for *_, p in self.top())
        rows = [bar(f"<code>{escape(repr(text)[1:-1]).replace(' ', '&#9251;')}</code>", p) for text, _, p in self.top()]
        rows.append(bar("<em>all others</em>", max(rest, 0)))
        return f"<table aria-label='Probability of the next token'>{''.join(rows)}</table>"


def bar(label, probability):
    """One row of the table: a label, a bar, a percentage."""
    style = f"width:{16 * probability:.2f}em;height:.8em;background:currentColor;opacity:.6"
    return (
        f"<tr><td style='text-align:left'>{label}</td><td style='text-align:left;min-width:16em'><div style='{style}'>"
        f"</div></td><td>{probability:.1%}</td></tr>"
    )


def token_text(tokenizer, token):
    """A token as text: a control token by its name, bytes that are no whole character as U+FFFD."""
    return tokenizer.decode([token]) or tokenizer.tokens[token].decode()  # control tokens decode to nothing
