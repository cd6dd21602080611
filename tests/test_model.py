import json
import re

import numpy as np
import pytest
from small import small_model

import nexttoken
from nexttoken import model as models
from nexttoken.distribution import Distribution
from nexttoken.errors import UserError
from nexttoken.weights import save_model

MODEL = small_model()
END = MODEL.tokenizer.end


@pytest.fixture
def folder(tmp_path):
    save_model(tmp_path / "mine", MODEL.params, MODEL.config, END)
    MODEL.tokenizer.save(tmp_path / "mine" / "tokenizer.json")
    return tmp_path / "mine"


def test_a_model_loads_from_its_folder(folder):
    model = nexttoken.load(folder)
    assert (model.name, model.config) == ("mine", MODEL.config)
    assert model.tokenizer.encode("Once upon") == MODEL.tokenizer.encode("Once upon")
    assert nexttoken.load(str(folder)).complete("Once", seed=1, max_tokens=9).tokens


def test_the_folder_that_one_is_in_has_a_name(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert nexttoken.load(".").name == "mine"


@pytest.mark.parametrize("name", ["", "a" * 300])
def test_a_name_that_no_model_can_have_is_told_as_it_was_given(folder, monkeypatch, name):
    monkeypatch.chdir(folder)
    with pytest.raises(UserError, match=f"^no model '{name}': there is "):
        nexttoken.load(name)


def test_a_pretrained_model_loads_by_its_name_with_the_tokenizer_beside_it(folder, monkeypatch):
    (folder / "tokenizer.json").rename(folder.parent / "tokenizer.json")
    monkeypatch.setattr(models, "PRETRAINED", folder.parent)
    assert nexttoken.load("mine").tokenizer.decode([65]) == "A"
    with pytest.raises(UserError, match="'gpt-5'.*mine"):
        nexttoken.load("gpt-5")


def test_a_model_does_not_load_with_the_tokenizer_of_another(folder):
    config = json.loads((folder / "tokenizer.json").read_text())
    assert len(config["model"]["merges"]) == 24
    nexttoken.tokenizer.Tokenizer.train(["tell tales"], vocab_size=256 + 2 + 16).save(folder / "tokenizer.json")
    with pytest.raises(UserError, match="296.*274"):
        nexttoken.load(folder)


def test_a_prompt_begins_a_document():
    assert MODEL.prompt_ids("Once") == [END, *MODEL.tokenizer.encode("Once")]


@pytest.mark.parametrize(
    "ask", [MODEL.next_token, MODEL.complete, MODEL.stream, lambda p: MODEL.complete_many(["a", p])]
)
def test_an_empty_prompt_and_one_beyond_the_context_are_refused_at_once(ask):
    with pytest.raises(UserError, match="prompt is ''"):
        ask("")
    with pytest.raises(UserError, match="prompt has 201 tokens.*96"):
        ask("x" * 200)


@pytest.mark.parametrize("prompt", [None, 5, b"Once", ["Once"]])
def test_a_prompt_that_is_no_text_is_named(prompt):
    with pytest.raises(UserError, match=f"the prompt is {re.escape(repr(prompt))}: give the model a text"):
        MODEL.complete(prompt)


def test_complete_and_stream_say_the_same():
    whole = MODEL.complete("Once", seed=3, max_tokens=25, stop="qz")
    pieces = list(MODEL.stream("Once", seed=3, max_tokens=25, stop="qz"))
    assert len(pieces) > 1 and "".join(pieces) == whole.text == str(whole)


def test_a_stream_is_lazy():
    stream = MODEL.stream("Once", seed=3, logit_bias={END: -100})
    assert next(stream) and next(stream)  # and nobody asks for the rest


def test_without_a_seed_texts_differ_and_each_can_be_had_again():
    first, second = (MODEL.complete("Once", max_tokens=20, logit_bias={END: -100}) for _ in range(2))
    assert first.text != second.text
    assert MODEL.complete("Once", max_tokens=20, logit_bias={END: -100}, seed=first.seed) == first


def test_complete_many_gives_each_prompt_its_own_seed():
    prompts = ["Once", "the eldest", "x", "three times"] * 10  # more than fit side by side
    many = MODEL.complete_many(prompts, seed=5, max_tokens=15, temperature=0.9)
    assert many == [MODEL.complete(p, seed=5 + i, max_tokens=15, temperature=0.9) for i, p in enumerate(prompts)]
    assert MODEL.complete_many([]) == []


def test_logprobs_are_there_when_asked_for():
    assert MODEL.complete("Once", max_tokens=3).logprobs is None
    completion = MODEL.complete("Once", max_tokens=3, logprobs=0, logit_bias={END: -100})
    assert len(completion.logprobs) == 3 and completion.logprobs[0].top == ()


def test_the_distribution_is_the_softmax_of_the_logits():
    distribution = MODEL.next_token("Once")
    logits = MODEL.next_logits(MODEL.prompt_ids("Once")).astype(float)
    assert distribution.probabilities == pytest.approx(np.exp(logits) / np.exp(logits).sum(), rel=1e-5)
    assert distribution["x"] == distribution[ord("x")] == distribution.probabilities[ord("x")]
    with pytest.raises(KeyError):
        distribution["there is no such token"]


def test_top_lists_the_most_probable_tokens():
    probabilities = np.zeros(MODEL.config.vocab_size)
    probabilities[[ord("b"), ord("a"), END, 0xFF]] = 0.2, 0.5, 0.25, 0.05
    distribution = Distribution(probabilities, MODEL.tokenizer)
    assert distribution.top(2) == [("a", ord("a"), 0.5), ("<|endoftext|>", END, 0.25)]
    assert [text for text, *_ in distribution.top(4)] == ["a", "<|endoftext|>", "b", "\ufffd"]
    assert re.search(r"50\.00%\s+'a'", repr(distribution))


def test_a_distribution_draws_itself_and_escapes_what_tokens_say():
    probabilities = np.zeros(MODEL.config.vocab_size)
    probabilities[[ord("<"), ord(" ")]] = 0.75, 0.25
    html = Distribution(probabilities, MODEL.tokenizer)._repr_html_()
    assert "<code>&lt;</code>" in html and "75.0%" in html and "<code><" not in html


def test_next_token_takes_the_settings_that_shape_a_distribution():
    assert len([p for *_, p in MODEL.next_token("Once", top_k=3).top(10) if p > 0]) == 3
    with pytest.raises(UserError, match="temperature"):
        MODEL.next_token("Once", temperature=-1)
