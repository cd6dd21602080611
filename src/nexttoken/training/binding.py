"""A head start for binding: what could Ada do, and who was it that could swim?

Copying (`copying.py`) goes on where a text goes on as before. A story asks for more. "Ada could" may be followed by
what any of its people can; what Ada can do was said where Ada was named. Three heads can find it: one in an early layer
notes on each token which name came last; one in a later layer looks for the place where the same word was followed
*under the same note*, and copies what followed; another looks for the word before this one, and says whose it was.
None is of use without the first, so a model finds them very late: after nine million tokens ours was hardly better
than chance. As with copying, two things make them appear:

- `prime` sets three heads roughly that way before training starts;
- `lookup_rows` are random names with random words, then questions: nothing but binding answers them.

What this file does not do: hold the heads fast.
"""

import numpy as np

from nexttoken.corpus import names
from nexttoken.training.copying import MARK, directions, set_head
from nexttoken.training.packing import pack

ANSWER = 10.0  # how much the beginning of an answer counts: in rows of repeats, nearly every token teaches


def initials(tokenizer):
    """The tokens that begin the corpus's names: with a space and a capital letter."""
    built = [start + middle for start in names.STARTS for middle in names.MIDDLES]
    return sorted({tokenizer.encode(f" {name}")[0] for name in (*names.SHE, *names.HE, *built)})


def prime(params, config, seed, names):
    """Set head 1 of layer 0 to "which name came last?", heads 1 and 2 of layer 1 to "whose?" and "what of theirs?".

    The stream (D) gets a mark for tokens in `names`, those that can begin one, and directions `who` (D, K) for the
    note. The rest is as in `copying.prime`, which comes first. Both later heads look for another place than the one
    that they come from: what is near scores less.
    """
    K, D = config.head_dim, config.hidden_size
    here, before, who, name = np.split(directions(config, seed, 3 * K + 1), [K, 2 * K, 3 * K], axis=1)
    name = name[:, 0]
    size = params["embed"].std()
    params["embed"] -= np.outer(params["embed"] @ name, name)
    params["embed"][names] += 5 * size * name

    pairs, quick, slow = K // 2, slice(0, K // 4), slice(K // 4, K // 2)
    q, k = np.zeros((2, D, 2, pairs), np.float32)
    q[MARK, 0, quick] = 0.85  # both point at angle 0: a name scores more, the nearer it is
    k[:, 0, quick] = 0.85 * name[:, None]
    set_head(params["layers"][0], 1, q, k, here, who.T * 1.5 * size)

    farther = np.zeros((2, D, 2, pairs), np.float32)
    farther[:, MARK, 0, quick] = [[-0.7], [0.7]]
    q, k = farther.copy()
    q[:, :, slow] = 3.5 * before[:, : K // 2].reshape(D, 2, -1)
    k[:, :, slow] = 3.5 * here[:, : K // 2].reshape(D, 2, -1)
    set_head(params["layers"][1], 1, q, k, who, here.T * 16 * size)

    q, k = farther.copy()
    half = K // 4
    q[:, :, slow] = 3.5 * np.hstack([who[:, :half], here[:, :half]]).reshape(D, 2, -1)
    k[:, :, slow] = 3.5 * np.hstack([who[:, :half], before[:, :half]]).reshape(D, 2, -1)
    set_head(params["layers"][1], 2, q, k, here, here.T * 16 * size)
    return params


def lookup_rows(rng, count, length, names, words, end):
    """Rows (count, length + 1) of people and what they can do, then questions; only the answers count.

    names, words: the tokens that begin a name, and those of all else. Returns ids and counted as `packing.pack` does.
    """
    ids, counted = pack([lookup(rng, names, words, end) for _ in range(count * length // 40)], length, end)
    return ids[:count], counted[:count]


def lookup(rng, names, words, end):
    """One document in random tokens: "Ada could swim. Brin could sing. So Brin could sing. Who could swim? Ada ..." """

    def some(least, most):
        return words[rng.integers(len(words), size=rng.integers(least, most + 1))].tolist()

    people = [([int(name), *some(0, 2)], some(1, 2)) for name in rng.choice(names, rng.integers(3, 8), replace=False)]
    could, stop = some(1, 2), some(1, 1)
    told = [token for name, skill in people for token in [*name, *could, *skill, *stop]]
    ids, counted = told, [0.0] * len(told)
    for place in rng.permutation(len(people)):
        name, skill = people[place]
        if rng.random() < 0.5:
            asked, answer = [*some(0, 2), *name, *could], skill
        else:
            asked, answer = [*some(1, 2), *skill, *some(1, 1)], name
        ids, counted = ids + asked + answer, counted + [0.0] * len(asked) + [ANSWER] + [1.0] * (len(answer) - 1)
    return [*ids, end], [*counted, 0.0]
