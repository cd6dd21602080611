"""A head start for agreement: is it her or him that the text is about?

A name must suit the princess whose it is, and a pronoun the name. Names are of several tokens, and how one begins says
little: "Al" may become "Alma" or "Albert". So each token of a name needs to know of whom the text spoke long before
it, for the sake of one bit in twenty words: a model finds that last. `prime` sets one head of layer 0 to "which token
that leans to her or to him came last?". One direction of the stream stands for her (up) and him (down); a token's
vector is used for what is read and for what comes next, so a note along that direction also leans what comes next.

What this file does not do: hold the head fast.
"""

from collections import Counter

import numpy as np

from nexttoken.corpus.stories import generate
from nexttoken.training.copying import MARK, directions, set_head

STORIES = 2000  # to count in
FEWEST = 20  # times that a token must be seen, in so many stories, to lean
CLEAR = 0.6  # of all times that it is seen, those with one less those with the other must be so much


def leanings(tokenizer):
    """For each token (V,): 1 if it is seen in stories of women and hardly in those of men, -1 the other way, else 0."""
    seen = {"she": Counter(), "he": Counter()}
    for story in generate(STORIES, seed=0):
        seen[story.facts["people"][0]["pronoun"]].update(tokenizer.encode(story.text))
    she, he = (np.array([counts[i] for i in range(tokenizer.vocab_size)]) for counts in seen.values())
    he = he * she.sum() / he.sum()  # as if there were as many stories of men
    lean = (she - he) / np.maximum(she + he, FEWEST)
    return np.where(np.abs(lean) > CLEAR, np.sign(lean), 0).astype(np.float32)


def prime(params, config, seed, leaning):
    """Set head 2 of layer 0 to "who is it about?", in place; `binding.prime` comes first.

    leaning (V,) is what `leanings` returns. The stream (D) gets a mark for tokens that lean, and a direction for how.
    """
    K = config.head_dim
    leans, her = directions(config, seed, 3 * K + 3)[:, -2:].T
    size = params["embed"].std()
    for way, amount in ((leans, 5 * np.abs(leaning)), (her, 3 * leaning)):
        params["embed"] += size * np.outer(amount, way) - np.outer(params["embed"] @ way, way)

    quick = slice(0, K // 4)
    q, k = np.zeros((2, config.hidden_size, 2, K // 2), np.float32)
    q[MARK, 0, quick] = 0.85  # both point at angle 0: a token that leans scores more, the nearer it is
    k[:, 0, quick] = 0.85 * leans[:, None]
    note = np.zeros((config.hidden_size, K), np.float32)
    note[:, 0] = her
    set_head(params["layers"][0], 2, q, k, note, note.T * 8 * size)
    return params
