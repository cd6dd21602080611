"""Completions. Of the hard cases V3, V7, V9 to V17, V19, V22 to V26, S5 to S9, S11, S16 to S20, S27, X8 and X14 are here."""

import json

import pytest
from asking import MODEL, refused
from hypothesis import given, settings
from hypothesis import strategies as st
from openai.types import Completion

from nexttoken.api.completion_choice import Choice
from nexttoken.api.engine import Event
from nexttoken.api.sse import event
from nexttoken.generation import Batch
from nexttoken.sampling import log_probabilities
from nexttoken.settings import Settings
from nexttoken.stopping import CertainText
from nexttoken.tokenizer import CONTROL

END = MODEL.tokenizer.end
NEVER_END = {str(END): -100}
GOES_ON = {"logit_bias": NEVER_END, "max_tokens": 20}


def alone(prompt="Once", **options):
    """The row of the same text, generated in this process with nothing else in the batch."""
    batch = Batch(MODEL, size=1)
    ids = prompt if isinstance(prompt, list) else [END, *MODEL.tokenizer.encode(prompt)]
    row = batch.add(ids, Settings(**{"max_tokens": 16} | options))
    list(batch.events())
    return row


def test_a_completion_is_the_text_that_the_model_would_write_in_this_process(client):
    options = {"temperature": 0.7, "top_p": 0.9, "presence_penalty": 0.5, "frequency_penalty": 0.2, "seed": 3}
    found = client.completions.create(model="small", prompt="the eldest", max_tokens=20, stop=["q", "zz"],
                                      logit_bias=NEVER_END, **options)  # fmt: skip
    row = alone("the eldest", max_tokens=20, stop=["q", "zz"], logit_bias={END: -100}, **options)
    [choice] = found.choices
    assert (choice.text, choice.finish_reason, choice.logprobs) == (row.text, row.finish_reason, None)
    assert (found.object, found.model) == ("text_completion", "small")
    assert found.usage.prompt_tokens == len(row.prompt_ids) and found.usage.completion_tokens == len(row.tokens)


@pytest.mark.parametrize("field, value", [
    ("temperature", "hot"), ("temperature", -1), ("temperature", 2.1), ("temperature", True), ("top_p", 0),
    ("top_p", 1.1), ("top_p", "1"), ("n", 0), ("n", 129), ("n", 1.5), ("max_tokens", -1), ("max_tokens", "9"),
    ("max_tokens", 2.0), ("presence_penalty", 2.1), ("frequency_penalty", -2.1), ("seed", 0.5), ("seed", 2**63),
    ("logprobs", 6), ("logprobs", -1), ("logprobs", True), ("best_of", 0), ("best_of", 21), ("echo", "yes"),
    ("stream", 1), ("user", 3), ("model", 3), ("stop", ""), ("stop", ["a"] * 5), ("stop", ["a", ""]), ("stop", 3),
    ("prompt", None), ("prompt", []), ("prompt", [[]]), ("prompt", 3), ("prompt", [3, "a"]), ("prompt", [True]),
    ("prompt", [[1], []]), ("prompt", {"a": 1}), ("prompt", [-1]), ("prompt", [296]), ("prompt", ["a", [296]]),
    ("suffix", "end"), ("logit_bias", []), ("logit_bias", {"5": 101}), ("logit_bias", {"296": 1}), ("best_of", 1.0),
    ("stream_options", {"include_usage": True}), ("store", True), ("tools", []), ("top_k", 3), ("functions", [1]),
])  # fmt: skip
def test_V3_V7_V10_V11_V12_V16_V17_V22_a_field_that_cannot_be_honoured_is_named(post, field, value):
    assert refused(post(**{field: value}), 400, field).startswith(field)


@pytest.mark.parametrize("key", ["-1", "a", "1.0", "", " 5", "05", "99999999999999"])
def test_V10_a_bias_is_for_a_token(post, key):
    refused(post(logit_bias={key: 1}), 400, "logit_bias")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_V7_numbers_that_are_none(http, text):
    body = f'{{"model": "small", "prompt": "x", "temperature": {text}}}'
    response = http.post("/v1/completions", content=body, headers={"content-type": "application/json"})
    refused(response, 400, "temperature" if text == "1e999" else None)


def test_R28_half_a_surrogate_pair_is_a_400(http):
    for field in "prompt", "user", "stop", "model":
        body = {"model": '"small"', "prompt": '"x"', field: '"\\ud800"'}
        text = "{" + ", ".join(f'"{name}": {value}' for name, value in body.items()) + "}"
        refused(http.post("/v1/completions", content=text, headers={"content-type": "application/json"}), 400, field)


def test_null_is_as_good_as_leaving_a_field_out(post):
    nulls = dict.fromkeys(
        ["temperature", "n", "stop", "seed", "suffix", "logprobs", "stream", "stream_options", "user"]
    )
    assert len(post(**nulls).json()["choices"]) == 1


def test_V9_no_alternatives_are_still_logprobs(post):
    logprobs = post(logprobs=0, seed=1, **GOES_ON).json()["choices"][0]["logprobs"]
    assert len(logprobs["token_logprobs"]) == len(logprobs["tokens"]) == 20
    assert [list(top.values()) for top in logprobs["top_logprobs"]] == [[value] for value in logprobs["token_logprobs"]]


def test_logprobs_are_those_of_the_model(post):
    logprobs = post(logprobs=3, seed=1, temperature=2, **GOES_ON).json()["choices"][0]["logprobs"]
    row = alone(seed=1, temperature=2, max_tokens=20, logit_bias={END: -100}, logprobs=3)
    assert logprobs["token_logprobs"] == [entry.logprob for entry in row.logprobs]
    for found, entry in zip(logprobs["top_logprobs"], row.logprobs):
        assert set(found.values()) == {one.logprob for one in [*entry.top, entry]}


def test_V10_a_bias_of_minus_100_bans_and_one_of_100_forces(post):
    z = MODEL.tokenizer.encode("z")[0]
    assert post(logit_bias={str(z): 100}, max_tokens=5).json()["choices"][0]["text"] == "zzzzz"
    everything = {str(token): -100 for token in range(MODEL.config.vocab_size) if token != z}
    assert post(logit_bias=everything, max_tokens=5).json()["choices"][0]["text"] == "zzzzz"


def test_V12_the_empty_prompt_is_the_beginning_of_a_document(post):
    found = post(prompt="", seed=1).json()
    assert found["choices"][0]["text"] == alone([END], seed=1).text
    assert found["usage"]["prompt_tokens"] == 1


def test_X14_the_name_of_a_control_token_is_text_in_a_text_and_a_token_among_ids(post):
    user = MODEL.tokenizer.control["<|user|>"]
    assert post(prompt="<|user|>").json()["usage"]["prompt_tokens"] > 5
    assert post(prompt=[user]).json()["usage"]["prompt_tokens"] == 1
    assert post(prompt=[user], seed=1).json()["choices"][0]["text"] == alone([user], seed=1).text


def test_V13_choices_of_many_prompts_come_in_order_with_seeds_of_their_own(post):
    choices = post(prompt=["Once", "the", "x"], n=4, seed=7, **GOES_ON).json()["choices"]
    assert [choice["index"] for choice in choices] == list(range(12))
    for i, choice in enumerate(choices):
        row = alone(["Once", "the", "x"][i // 4], seed=7 + i, max_tokens=20, logit_bias={END: -100})
        assert choice["text"] == row.text
    lists = post(prompt=[[5, 6], [7]], n=2).json()
    assert len(lists["choices"]) == 4 and lists["usage"]["prompt_tokens"] == 3


def test_V14_the_best_are_those_with_the_highest_mean_logprob(post):
    def texts(**fields):
        found = post(seed=5, temperature=1.5, max_tokens=12, **fields).json()
        return [choice["text"] for choice in found["choices"]], found["usage"]["completion_tokens"]

    rows = [alone(seed=5 + i, temperature=1.5, max_tokens=12, logprobs=0) for i in range(6)]
    ranked = sorted(rows, key=lambda row: -sum(entry.logprob for entry in row.logprobs) / max(len(row.tokens), 1))
    assert texts(best_of=6, n=2) == ([row.text for row in ranked[:2]], sum(len(row.tokens) for row in rows))
    refused(post(n=3, best_of=2), 400, "best_of")
    refused(post(best_of=2, stream=True), 400, "best_of")
    assert post(best_of=1, stream=True).text.endswith("data: [DONE]\n\n")  # it is what is done anyway
    assert post(best_of=2).json()["choices"][0]["logprobs"] is None
    some_end_at_once = {"seed": 5, "max_tokens": 12, "logit_bias": {str(END): 9}}
    best = post(best_of=6, **some_end_at_once).json()["choices"][0]
    assert best["text"], "a text of no tokens is not the best of six"


def test_V15_an_echo_with_no_tokens_scores_the_prompt(post):
    prompt = "there were thrée"
    found = post(prompt=prompt, echo=True, max_tokens=0, logprobs=1).json()
    [choice] = found["choices"]
    assert (choice["text"], choice["finish_reason"], found["usage"]["completion_tokens"]) == (prompt, "length", 0)
    ids = [END, *MODEL.tokenizer.encode(prompt)]
    logprobs = choice["logprobs"]
    assert logprobs["top_logprobs"][0] is logprobs["token_logprobs"][0] is None
    assert len(logprobs["tokens"]) == len(ids) - 1
    for i, value in list(enumerate(logprobs["token_logprobs"]))[1:]:
        expected = log_probabilities(MODEL.next_logits(ids[: i + 1]))
        assert value == pytest.approx(expected[ids[i + 1]], abs=1e-4)
        assert max(logprobs["top_logprobs"][i].values()) == pytest.approx(expected.max(), abs=1e-4)
    assert_offsets(choice)


def assert_offsets(choice):
    """Each token is found at its place, and together they are the text."""
    logprobs = choice["logprobs"]
    assert len({len(values) for values in logprobs.values()}) == 1
    for token, start in zip(logprobs["tokens"], logprobs["text_offset"]):
        found = choice["text"][start : start + len(token)]
        cut = choice["finish_reason"] == "stop" and token.startswith(found)  # the last, by a stop string
        assert token == found or cut or token.startswith("bytes:") or token in CONTROL
    assert logprobs["text_offset"] == sorted(logprobs["text_offset"])


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    "fields", [{}, {"stop": ["e", "th"]}, {"echo": True, "prompt": "thrée 👩‍🚀"}, {"echo": True, "stop": "a"}], ids=str
)
def test_V25_S7_S9_offsets_and_logprobs_keep_in_step_with_the_text(post, events, fields, stream):
    for seed in range(8):
        asked = {"logprobs": 1, "seed": seed, "n": 2} | GOES_ON | fields
        choices = joined(events(**asked)) if stream else post(**asked).json()["choices"]
        for choice in choices:
            assert_offsets(choice)
            assert not any(stop in choice["text"] for stop in fields.get("stop", [])) or "echo" in fields
            if choice["finish_reason"] == "length":
                assert len(choice["logprobs"]["tokens"]) >= 20


def joined(chunks):
    """The choices that the chunks of a stream make up."""
    choices = {}
    for chunk in chunks:
        for piece in chunk["choices"]:
            choice = choices.setdefault(piece["index"], {"text": "", "logprobs": None, "finish_reason": None})
            assert choice["finish_reason"] is None, "something came after the end"
            choice["text"] += piece["text"]
            choice["finish_reason"] = piece["finish_reason"]
            for name, values in (piece["logprobs"] or {}).items():
                choice["logprobs"] = choice["logprobs"] or {}
                choice["logprobs"].setdefault(name, []).extend(values)
    return [choices[index] for index in sorted(choices)]


def test_S11_S16_S20_a_stream_says_what_the_whole_says(events, post):
    for fields in (
        {},
        {"n": 3, "logprobs": 0},
        {"prompt": ["a", "b"], "stop": ["th", "e"]},
        {"logprobs": 2},
        {"echo": True},
        {"max_tokens": 0},
    ):
        asked = {"seed": 2} | GOES_ON | fields
        chunks = events(**asked)
        whole = [
            {name: choice[name] for name in ("text", "logprobs", "finish_reason")}
            for choice in post(**asked).json()["choices"]
        ]
        assert joined(chunks) == whole
        assert len({(chunk["id"], chunk["created"], chunk["model"], chunk["object"]) for chunk in chunks}) == 1
        assert all("usage" not in chunk for chunk in chunks)


def test_S17_usage_comes_last_and_is_null_before(events, post):
    *chunks, last = events(seed=2, stream_options={"include_usage": True}, **GOES_ON)
    assert all(chunk["usage"] is None for chunk in chunks)
    assert last["choices"] == []
    assert last["usage"] == post(seed=2, **GOES_ON).json()["usage"]
    assert "usage" not in events(stream_options={"include_usage": False})[-1]


def test_S19_an_invalid_request_is_refused_before_the_stream_begins(post):
    refused(post(stream=True, temperature=3), 400, "temperature")
    refused(post(stream=True, prompt="x" * 1000), 400, "prompt", "context_length_exceeded")


def test_V19_what_is_beyond_the_context_is_refused_with_the_counts(post):
    message = refused(post(prompt="x" * 90, max_tokens=10), 400, "prompt", "context_length_exceeded")
    assert "96" in message and "91" in message and "10" in message
    assert post(prompt="x" * 85, max_tokens=10, logit_bias=NEVER_END).json()["usage"]["completion_tokens"] == 10
    refused(post(prompt=[5] * 96, max_tokens=0), 400, "prompt", "context_length_exceeded")
    refused(post(prompt=[5] * 97, max_tokens=0, echo=True), 400, "prompt", "context_length_exceeded")
    scored = post(prompt=[5] * 96, max_tokens=0, echo=True, logprobs=0).json()["choices"][0]
    assert (len(scored["logprobs"]["tokens"]), scored["finish_reason"]) == (96, "length")
    assert "or more" in refused(post(prompt="x" * 900_000), 400, "prompt", "context_length_exceeded")
    for huge in {"max_tokens": 10**4000}, {"prompt": [10**4000]}:
        assert len(refused(post(**huge), 400, "prompt")) < 250


def test_X8_more_texts_than_a_request_may_have_are_refused(post):
    refused(post(n=128, max_tokens=10**9), 400, "prompt", "context_length_exceeded")
    refused(post(prompt=["a"] * 65, n=2), 400, "prompt")
    assert len(post(prompt=["a"] * 64, n=2, max_tokens=1).json()["choices"]) == 128


def test_V24_usage_adds_up(post):
    usage = post(prompt=["a", "there were"], n=3, **GOES_ON).json()["usage"]
    assert usage["completion_tokens"] == 6 * 20
    assert usage["prompt_tokens"] == sum(1 + len(MODEL.tokenizer.encode(prompt)) for prompt in ["a", "there were"])
    assert usage["total_tokens"] == usage["prompt_tokens"] + usage["completion_tokens"]


def test_V26_the_seed_decides(post):
    def text(**fields):
        return post(**GOES_ON | fields).json()["choices"][0]["text"]

    assert text(seed=1) == text(seed=1) == text(seed=1, n=5)
    assert len({text(seed=seed) for seed in range(5)}) == 5
    assert len({text() for _ in range(3)}) == 3
    assert text(seed=-5) == text(seed=-5)


def test_S8_the_text_ends_before_the_stop_string_that_is_complete_first_and_its_tokens_are_counted(post):
    z, y = (str(MODEL.tokenizer.encode(letter)[0]) for letter in "zy")
    found = post(logit_bias={z: 100}, stop=["zzzy", "zz"], max_tokens=9).json()
    assert (found["choices"][0]["text"], found["choices"][0]["finish_reason"]) == ("", "stop")
    assert found["usage"]["completion_tokens"] == 2
    ways = [post(logit_bias={y: 100}, stop=stop, max_tokens=9).json()["choices"] for stop in ("yy", ["yy"])]
    assert ways[0] == ways[1]


@settings(max_examples=30)
@given(st.text(max_size=12), st.integers(0, 9))
def test_S5_S6_S27_any_text_comes_through_a_stream(text, seed):
    """Byte by byte: the model is made to write the bytes that a hypothesis test thought of."""
    certain, choice = CertainText(), Choice(0, None, MODEL.tokenizer)
    data = text.encode("utf-8", "replace")
    pieces = [choice.take([Event(0, byte, certain.push(bytes([byte])), None, None)]) for byte in data]
    sent = [
        event(Completion(id="x", created=1, model="m", object="text_completion", choices=[piece])) for piece in pieces
    ]
    assert all(len(one.decode("ascii").splitlines()) == 2 for one in sent)
    assert "".join(json.loads(one[6:])["choices"][0]["text"] for one in sent) == data.decode()
