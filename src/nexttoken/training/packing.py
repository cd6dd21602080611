"""Documents of many lengths into rows of one length, so that every step of training has one shape.

Each document is followed by `<|endoftext|>`, a row starts with one, and so does the padding at its end: whoever reads
a row from the left is told by every `<|endoftext|>` that whatever comes next is new.

    >>> ids, counted = pack([([7, 8, 9, 0], [True] * 4), ([5, 0], [True] * 2)], length=8, end=0)
    >>> ids
    array([[0, 7, 8, 9, 0, 5, 0, 0, 0]], dtype=int32)
    >>> counted  # of the eight predictions, those of a document's tokens count
    array([[1., 1., 1., 1., 1., 1., 0., 0.]], dtype=float32)

A document is never continued in another row: a story whose beginning is elsewhere would teach the model to invent
people. What this file does not do: look at the text, or decide which documents there are.
"""

import numpy as np

ROW = 416  # tokens: two stories of usual length fill it to 94 %, better than 256 (77 %) or 512 (82 %)


def pack(documents, length, end):
    """Documents (token ids that end in `end`, how much each counts in the loss: not at all, once, more) into rows.

    Returns ids (R, length + 1): inputs are `ids[:, :-1]`, targets `ids[:, 1:]`; and counted (R, length): how much
    each target counts. First fit, longest first, so the fullest rows come first. Longer documents are cut at `length`.
    """
    rows, space = [], []
    for document in sorted(documents, key=lambda d: len(d[0]), reverse=True):
        size = min(len(document[0]), length)
        place = next((i for i, free in enumerate(space) if free >= size), len(rows))
        if place == len(rows):
            rows.append([])
            space.append(length)
        rows[place].append(document)
        space[place] -= size
    ids = np.full((len(rows), length + 1), end, np.int32)
    counted = np.zeros((len(rows), length), np.float32)
    for i, row in enumerate(rows):
        tokens = [token for document in row for token in document[0][:length]]
        ids[i, 1 : len(tokens) + 1] = tokens
        counted[i, : len(tokens)] = [c for document in row for c in document[1][:length]]
    return ids, counted


def document_numbers(inputs, end, xp=np):
    """Inputs (B, T) to the number (B, T) of the document of its row that each token belongs to."""
    return xp.cumsum(inputs == end, axis=-1)
