import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import small_model

from nexttoken import generation, transformer
from nexttoken.close_calls import ROUNDING
from nexttoken.errors import UserError
from nexttoken.generation import Batch
from nexttoken.sampling import log_probabilities
from nexttoken.settings import Settings

MODEL = small_model()
END = MODEL.tokenizer.end
NEVER_END = {END: -100}
PROMPTS = ["Once", "the eldest was brave", "there were three", "x", "princesses; the other two"]


def ids(prompt):
    return MODEL.prompt_ids(prompt)


def finished(prompt, **options):
    """The row of one text, generated alone."""
    batch = Batch(MODEL, size=1)
    row = batch.add(ids(prompt), Settings(**options))
    assert "".join(piece for _, piece in batch.events()) == row.text
    return row


def test_cached_logits_are_the_uncached_ones():
    """Rows of different lengths, the shortest of which leaves first: what stays must not notice."""
    batch = Batch(MODEL, size=len(PROMPTS))
    for i, prompt in enumerate(PROMPTS):
        batch.add(ids(prompt), Settings(seed=i, max_tokens=10 + 5 * i, logit_bias=NEVER_END))
    while batch.rows:
        for row, cached in zip(batch.rows, batch.logits):
            whole = np.array([row.prompt_ids + row.tokens])
            uncached = transformer.logits(MODEL.params, transformer.hidden(MODEL.params, whole, MODEL.config))[0, -1]
            assert np.abs(cached - uncached).max() < 1e-5
        batch.step()


def test_a_prompt_that_is_in_the_batch_already_is_not_run_again(monkeypatch):
    batch = Batch(MODEL, size=3)
    first = batch.add(ids("Once"), Settings(seed=1, max_tokens=9))
    batch.step()  # the first has gone on, its prompt is still there
    monkeypatch.setattr(batch.cache, "prefill", None)
    second = batch.add(ids("Once"), Settings(seed=1, max_tokens=9))
    list(batch.events())
    assert second.tokens == first.tokens


row_settings = st.builds(
    Settings,
    seed=st.integers(0, 1000),
    max_tokens=st.integers(0, 30),
    temperature=st.sampled_from([0, 0.5, 1, 2]),
    top_k=st.none() | st.integers(1, 20),
    top_p=st.sampled_from([1, 0.9, 0.3]),
    frequency_penalty=st.sampled_from([0, 0.5]),
    logit_bias=st.sampled_from([{}, NEVER_END]),
    stop=st.sampled_from(["", "e", "th"]).map(lambda s: s or ()),
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(PROMPTS), row_settings), min_size=1, max_size=7), st.integers(1, 5))
def test_a_text_is_the_same_alone_and_in_any_company(requests, size):
    """Texts join as soon as there is a place, so they also begin and end at different times."""
    batch, rows, waiting = Batch(MODEL, size), [], list(requests)
    while waiting or batch.rows:
        while waiting and len(batch.rows) < size:
            prompt, own = waiting.pop(0)
            rows.append(batch.add(ids(prompt), own))
        batch.step()
    for row, (prompt, own) in zip(rows, requests):
        alone = Batch(MODEL, size=1)
        expected = alone.add(ids(prompt), own)
        list(alone.events())
        assert (row.text, row.tokens, row.finish_reason) == (expected.text, expected.tokens, expected.finish_reason)


@pytest.mark.parametrize("options", [{}, {"temperature": 0}, {"top_k": 5}, {"top_p": 0.8}], ids=str)
def test_rounding_errors_of_a_batch_change_no_text(options, monkeypatch):
    """Many times the rounding errors of any BLAS, and random numbers that fall on the very border of two tokens."""
    rng = np.random.default_rng(0)
    borders = {}

    def on_a_border(seed, position):
        return borders[seed, position]

    exact_step = generation.Cache.step

    def noisy_step(cache, ids, positions):
        logits = exact_step(cache, ids, positions)
        return logits + rng.uniform(0, ROUNDING, logits.shape).astype(np.float32)

    for seed in range(30):  # walk along a text and note where, at each token, the border below the chosen one is
        row = finished("the", seed=seed, max_tokens=12, logit_bias=NEVER_END, **options)
        for position in range(12):
            so_far = generation.Row(ids("the") + row.tokens[:position], row.settings, MODEL)
            logits = generation.sampling.add_bias(MODEL.next_logits(so_far.prompt_ids), NEVER_END)
            s = row.settings
            p = generation.sampling.distribution(logits, s.temperature, s.top_k, s.top_p)
            borders[seed, position] = float(p[: row.tokens[position]].sum())
    monkeypatch.setattr(generation.sampling, "uniform", on_a_border)
    plain = [finished("the", seed=s, max_tokens=12, logit_bias=NEVER_END, **options).tokens for s in range(30)]
    monkeypatch.setattr(generation.Cache, "step", noisy_step)
    noisy = [finished("the", seed=s, max_tokens=12, logit_bias=NEVER_END, **options).tokens for s in range(30)]
    assert noisy == plain


def test_sampled_frequencies_match_the_distribution():
    """Chi-square over the tokens that are expected at least 5 times in 4,000 draws; the rest are one class."""
    draws, batch = 4000, Batch(MODEL, size=1)
    options = {"temperature": 0.9, "top_p": 0.95}
    expected = MODEL.next_token("there were", **options).probabilities * draws
    row = batch.add(ids("there were"), Settings(**options))
    logits = batch.logits[0]
    counts = np.zeros_like(expected)
    for seed in range(draws):
        row = generation.Row(ids("there were"), Settings(seed=seed, **options), MODEL)
        counts[row.choose(logits)[0]] += 1
    often = expected >= 5
    observed, wanted = (
        np.append(counts[often], counts[~often].sum()),
        np.append(expected[often], expected[~often].sum()),
    )
    chi_square = ((observed - wanted) ** 2 / np.maximum(wanted, 1e-9)).sum()
    freedom = often.sum()
    assert freedom > 5
    assert chi_square < freedom + 5 * np.sqrt(2 * freedom)
    assert counts[expected == 0].sum() == 0


def test_greedy_takes_the_best_token_each_time():
    row = finished("Once", temperature=0, max_tokens=20, logit_bias=NEVER_END)
    sequence = ids("Once")
    for token in row.tokens:
        logits = MODEL.next_logits(sequence)
        logits[END] = -np.inf
        assert token == logits.argmax()
        sequence.append(token)


def test_a_text_ends_at_the_end_token_which_is_no_part_of_it():
    row = finished("Once", logit_bias={END: 100})
    assert (row.text, row.tokens, row.finish_reason, row.ended_by) == ("", [], "stop", END)


def test_a_text_ends_at_a_stop_token_which_is_no_part_of_it():
    whole = finished("Once", seed=4, max_tokens=20, logit_bias=NEVER_END).tokens
    for stop in {*whole}:
        row = finished("Once", seed=4, max_tokens=20, logit_bias=NEVER_END, stop_tokens=[295, stop])
        assert (row.tokens, row.finish_reason, row.ended_by) == (whole[: whole.index(stop)], "stop", stop)
    assert finished("Once", logit_bias={END: 100}, stop_tokens=[stop]).tokens == []  # the end of text is still an end


@pytest.mark.parametrize("max_tokens", [0, 1, 7])
def test_a_text_ends_after_max_tokens(max_tokens):
    row = finished("Once", max_tokens=max_tokens, logit_bias=NEVER_END)
    assert (len(row.tokens), row.finish_reason, row.ended_by) == (max_tokens, "length", None)


def test_a_text_ends_where_the_context_is_full():
    row = finished("Once", logit_bias=NEVER_END)
    assert len(row.prompt_ids + row.tokens) == MODEL.config.max_position_embeddings
    assert row.finish_reason == "length"


def test_a_stop_string_ends_the_text_wherever_the_tokens_are_cut():
    whole = finished("Once", seed=4, max_tokens=60, logit_bias=NEVER_END).text
    for start in range(0, len(whole) - 4, 3):
        stop = whole[start : start + 4]
        row = finished("Once", seed=4, max_tokens=60, logit_bias=NEVER_END, stop=["not there at all", stop])
        assert (row.text, row.finish_reason) == (whole[: whole.index(stop)], "stop")


def test_a_stop_string_that_never_completes_is_text():
    whole = finished("Once", seed=4, max_tokens=10, logit_bias=NEVER_END).text
    row = finished("Once", seed=4, max_tokens=10, logit_bias=NEVER_END, stop=whole[-3:] + "never")
    assert (row.text, row.finish_reason) == (whole, "length")


def test_logprobs_are_those_of_the_model_whatever_the_settings():
    row = finished("Once", seed=1, max_tokens=8, logprobs=3, temperature=2, top_k=30, logit_bias=NEVER_END)
    sequence = ids("Once")
    assert [entry.id for entry in row.logprobs] == row.tokens
    assert b"".join(entry.bytes for entry in row.logprobs).decode(errors="replace") == row.text
    for entry in row.logprobs:
        expected = log_probabilities(MODEL.next_logits(sequence))
        assert entry.logprob == pytest.approx(expected[entry.id], abs=1e-4)
        assert [top.logprob for top in entry.top] == pytest.approx(sorted(expected)[:-4:-1], abs=1e-4)
        sequence.append(entry.id)


def test_penalties_are_for_what_was_chosen_before():
    different = finished("Once", seed=0, max_tokens=50, presence_penalty=100, logit_bias=NEVER_END).tokens
    assert len(set(different)) == 50
    again = finished("Once", seed=0, max_tokens=50, frequency_penalty=-100, logit_bias=NEVER_END).tokens
    assert set(again[1:]) == {again[0]}


def test_a_bias_forces_and_forbids():
    wanted = MODEL.tokenizer.encode("z")[0]
    assert finished("Once", logit_bias={wanted: 100}, max_tokens=5).text == "zzzzz"


def test_a_text_that_leaves_early_does_not_disturb_the_others():
    options = {"max_tokens": 20, "logit_bias": NEVER_END}
    batch = Batch(MODEL, size=4)
    rows = [batch.add(ids(prompt), Settings(seed=i, **options)) for i, prompt in enumerate(PROMPTS[:4])]
    for leaving in rows[1], rows[3]:
        batch.step()
        batch.drop(leaving)
    list(batch.events())
    assert [len(row.tokens) for row in rows] == [20, 1, 20, 2]
    for i in 0, 2:
        assert rows[i].tokens == finished(PROMPTS[i], seed=i, **options).tokens


def test_only_what_is_allowed_is_chosen():
    letters = MODEL.tokenizer.encode("abcabcabc")

    def in_this_order(tokens):
        return np.arange(MODEL.config.vocab_size) == letters[len(tokens)]

    for options in {"temperature": 0}, {"seed": 1, "temperature": 2, "top_p": 0.9, "top_k": 3}:
        batch = Batch(MODEL, size=1)
        row = batch.add(ids("Once"), Settings(max_tokens=9, logit_bias={122: 100}, **options), in_this_order)
        list(batch.events())
        assert row.text == "abcabcabc"


def parts(value):
    """What of a value a message may show: all of it, or the part that is wrong."""
    return [value, *value] if isinstance(value, (list, dict)) else [value]


@pytest.mark.parametrize("option", [
    {"temperature": -0.1}, {"temperature": float("nan")}, {"temperature": float("inf")}, {"temperature": "hot"},
    {"top_p": 0}, {"top_p": 1.01}, {"top_p": float("nan")}, {"top_k": 0}, {"top_k": 2.5}, {"max_tokens": -1},
    {"max_tokens": True}, {"logprobs": -1}, {"frequency_penalty": float("nan")}, {"presence_penalty": None},
    {"logit_bias": {5: float("inf")}}, {"logit_bias": {296: 1}}, {"logit_bias": {-1: 1}}, {"logit_bias": {"a": 1}},
    {"logit_bias": {5.0: 1}}, {"logit_bias": {5: 1e39}}, {"frequency_penalty": -1e39},
    {"stop_tokens": [5, 296]}, {"stop_tokens": [-1]}, {"stop_tokens": ["a"]}, {"stop_tokens": 5},
    {"stop": ""}, {"stop": ["a", ""]}, {"stop": [b"a"]}, {"stop": None}, {"stop": 5}, {"logit_bias": None}, {"seed": 1.5},
], ids=str)  # fmt: skip
def test_a_setting_out_of_range_is_named_with_its_value(option):
    [(name, value)] = option.items()
    with pytest.raises(UserError, match=name) as error:
        finished("Once", **option)
    assert "\n" not in str(error.value) and any(repr(part) in str(error.value) for part in parts(value))


def test_the_numbers_of_numpy_are_numbers():
    options = {
        "temperature": np.float32(0.5),
        "top_k": np.int64(20),
        "max_tokens": np.int32(9),
        "seed": np.int64(2**40 + 5),
    }
    assert (
        finished("Once", **options).tokens == finished("Once", temperature=0.5, top_k=20, max_tokens=9, seed=5).tokens
    )


def test_a_prompt_beyond_the_context_is_refused_with_the_counts():
    context = MODEL.config.max_position_embeddings
    assert finished("x" * (context - 2)).finish_reason  # with the end of the document before it: one place is left
    with pytest.raises(UserError, match=f"{context} tokens.*{context}.*{context - 1}"):
        finished("x" * (context - 1))
    assert finished("x" * (context - 1), max_tokens=0).finish_reason
    with pytest.raises(UserError, match=f"{context + 1} tokens.* holds {context}: shorten .* {context} tokens"):
        finished("x" * context, max_tokens=0)
