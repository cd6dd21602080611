import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from test_stopping import letters, stop_lists

from nexttoken import sampling
from nexttoken.close_calls import is_close_cut
from nexttoken.stopping import CertainText

some_logits = st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=40)
hows = st.fixed_dictionaries({
    "temperature": st.sampled_from([0, 1e-300, 0.01, 0.5, 1, 1.7, 10]),
    "top_k": st.none() | st.integers(1, 50),
    "top_p": st.just(1) | st.floats(0.01, 1),
})  # fmt: skip


@given(st.lists(st.tuples(st.integers(-(2**53) + 1, 2**53 - 1), st.integers(0, 2**20))))
def test_random_numbers_are_those_of_python(small, pairs):
    assert small.ask("uniform", pairs) == [sampling.uniform(*pair) for pair in pairs]


@given(some_logits, hows)
def test_distributions_are_those_of_python(small, logits, how):
    expected = sampling.distribution(np.array(logits), **how)
    if how["temperature"]:
        assume(not is_close_cut(np.array(logits), expected, 1e-9, **how))
    assert small.ask("distribution", logits, how) == pytest.approx(expected, abs=1e-12)


@given(some_logits, hows)
def test_tokens_that_tie_stay_or_go_together(small, logits, how):
    p = small.ask("distribution", logits * 2, how)
    assert p[: len(logits)] == p[len(logits) :] or how["temperature"] == 0
    assert sum(p) == pytest.approx(1)


@given(some_logits, hows, st.integers(0, 2**32 - 1))
def test_choices_are_those_of_python(small, logits, how, bits):
    p = sampling.distribution(np.array(logits), **how)
    assert small.ask("choose", p.tolist(), bits / 2**32) == sampling.choose(p, bits / 2**32)


@given(letters, stop_lists, st.data())
def test_text_becomes_certain_when_it_does_in_python(small, text, stops, data):
    raw = data.draw(st.sampled_from([text.encode(), text.encode()[1:], b"\xef\xbb\xbf" + text.encode()]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(raw)), max_size=6)))
    pieces = [raw[start:end] for start, end in zip([0, *cuts], [*cuts, len(raw)])]
    certain = CertainText(stops)
    expected = [certain.push(piece, final=i == len(pieces) - 1) for i, piece in enumerate(pieces)]
    assert small.ask("certain", [list(piece) for piece in pieces], stops) == [expected, certain.stopped]
