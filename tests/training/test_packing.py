import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nexttoken.training.packing import document_numbers, pack

END, LENGTH = 9, 16


def made(lengths, seed):
    """Documents of so many tokens and an END, of random content; about half of it counts."""
    rng = np.random.default_rng(seed)
    ids = [[*rng.integers(0, 9, length).tolist(), END] for length in lengths]
    return [(document, (rng.random(len(document)) < 0.5).tolist()) for document in ids]


documents = st.builds(made, st.lists(st.integers(0, 24), max_size=20), st.integers(0, 999))


def unpacked(ids, counted):
    """The documents (targets and whether they count) that rows hold, read as a model reads them: from END to END."""
    found = []
    for inputs, targets, counts in zip(ids[:, :-1], ids[:, 1:], counted):
        for number in np.unique(document_numbers(inputs, END)):
            here = document_numbers(inputs, END) == number
            found.append((tuple(targets[here].tolist()), tuple(counts[here].tolist())))
    return found


@given(documents)
def test_every_document_is_in_one_row_whole_and_keeps_what_counts(documents):
    ids, counted = pack(documents, LENGTH, END)
    wanted = [(tuple(ids), tuple(counts)) for ids, counts in documents if len(ids) <= LENGTH]
    found = unpacked(ids, counted)
    for one in set(wanted):
        padding = one == ((END,), (False,))  # looks like an empty document of which nothing counts
        assert padding or found.count(one) == wanted.count(one)


@given(documents)
def test_nothing_else_counts(documents):
    _, counted = pack(documents, LENGTH, END)
    assert counted.sum() == sum(sum(counts[:LENGTH]) for _, counts in documents)


@given(documents)
def test_a_document_longer_than_a_row_fills_one_with_its_beginning(documents):
    ids, counted = pack(documents, LENGTH, END)
    rows = [(tuple(row[1:].tolist()), tuple(counts.tolist())) for row, counts in zip(ids, counted)]
    for document, counts in documents:
        if len(document) > LENGTH:
            assert (tuple(document[:LENGTH]), tuple(counts[:LENGTH])) in rows


@given(documents)
def test_rows_have_one_shape_and_begin_with_the_end_of_a_document(documents):
    ids, counted = pack(documents, LENGTH, END)
    assert ids.shape == (len(ids), LENGTH + 1) and counted.shape == (len(ids), LENGTH)
    assert (ids[:, 0] == END).all()


@given(documents)
def test_no_two_rows_would_fit_into_one(documents):
    _, counted = pack([(ids, [True] * len(ids)) for ids, _ in documents], LENGTH, END)
    filled = sorted(counted.sum(axis=1))
    assert len(filled) < 2 or filled[0] + filled[1] > LENGTH
