import json
import re
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from agreement import agree
from golden import HOWS, LONGEST, golden, longer
from hypothesis import given, settings
from hypothesis import strategies as st
from test_generation import NEVER_END, PROMPTS, parts, row_settings

from nexttoken.corpus import stories
from nexttoken.errors import UserError
from nexttoken.settings import Settings

BEGINNINGS = [story.prompt for story in stories.generate(20, split="heldout")]


def of_javascript(settings):
    """The settings as web/ takes them: it reports no logprobs."""
    return {name: value for name, value in asdict(settings).items() if name != "logprobs"}


def assert_same_texts(twin, prompts, **how):
    """The same texts from both, and hardly a close call that went another way."""
    completions, same = twin.model.complete_many(prompts, **how), 0
    for prompt, ours in zip(prompts, completions):
        own = Settings(**how | {"seed": ours.seed})
        theirs = twin.ask("complete", prompt, of_javascript(own))
        if agree(twin.model, prompt, own, ours.tokens, theirs["tokens"]):
            same += 1
            assert (theirs["text"], theirs["finish_reason"]) == (ours.text, ours.finish_reason)
    assert same >= 0.95 * len(prompts)


def test_logits_are_those_of_python(pretrained):
    """Of prompts, and of every length up to a full context, control tokens among them."""
    context, V = pretrained.model.config.max_position_embeddings, pretrained.model.config.vocab_size
    noise = np.random.default_rng(0).integers(0, V, context).tolist()
    texts = [pretrained.model.prompt_ids(prompt) for prompt in BEGINNINGS[:10]]
    for ids in [*texts, noise[:1], noise[:2], noise[:17], noise[:100], noise]:
        expected = pretrained.model.next_logits(ids)
        assert np.abs(pretrained.ask("logits", ids) - expected).max() < 1e-3


def test_greedy_texts_are_those_of_python(pretrained):
    """Of base in stories, of chat and aligned in conversations."""
    made = golden(pretrained.model.name)
    said = [pretrained.ask("complete", text["prompt"], text["settings"])["tokens"] for text in made]
    for text, tokens in zip(made, said, strict=True):
        assert tokens[: text["certain"]] == text["tokens"][: text["certain"]]
    assert len(made) == 50 and sum(text["tokens"] == tokens for text, tokens in zip(made, said)) >= 48


def test_long_texts_are_those_of_python_to_their_last_token(pretrained):
    made = longer(pretrained.model.name, 12)
    said = [pretrained.ask("complete", text["prompt"], text["settings"])["tokens"] for text in made]
    assert {len(tokens) for tokens in said} == {LONGEST}
    for text, tokens in zip(made, said, strict=True):
        assert tokens[: text["certain"]] == text["tokens"][: text["certain"]]
    assert sum(text["tokens"] == tokens for text, tokens in zip(made, said)) >= 10


@pytest.mark.parametrize("how", HOWS, ids=str)
def test_the_same_seed_gives_the_same_text_as_in_python(pretrained, how):
    assert_same_texts(pretrained, BEGINNINGS[:20], max_tokens=100, seed=7, **how)


@settings(max_examples=60)
@given(st.sampled_from(PROMPTS), row_settings)
def test_every_setting_means_the_same_as_in_python(each_way, prompt, own):
    ours = each_way.model.complete(prompt, **asdict(own))
    theirs = each_way.ask("complete", prompt, of_javascript(own))
    if agree(each_way.model, prompt, own, ours.tokens, theirs["tokens"]):
        expected = (ours.text, ours.finish_reason, own.seed)
        assert (theirs["text"], theirs["finish_reason"], theirs["seed"]) == expected


def test_a_text_ends_at_a_stop_token_as_in_python(small):
    whole = small.model.complete("Once", seed=4, max_tokens=20, logit_bias=NEVER_END).tokens
    own = Settings(seed=4, logit_bias=NEVER_END, stop_tokens=[whole[7]])
    theirs = small.ask("complete", "Once", of_javascript(own))
    assert (theirs["tokens"], theirs["finish_reason"]) == (whole[: whole.index(whole[7])], "stop")
    assert theirs["ended_by"] == whole[7]


@given(st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=40), min_size=1, max_size=5))
def test_logits_do_not_depend_on_what_was_asked_before(each_way, texts):
    """To the last bit: texts that begin alike are run from where they part, in groups of other sizes."""
    for ids in texts:
        after_others = each_way.ask("logits", ids)
        each_way.ask("logits", [5])  # forget
        assert each_way.ask("logits", ids) == after_others


def test_both_ways_to_multiply_are_as_exact_as_python(each_way):
    ids = each_way.model.prompt_ids("there were three princesses; the other two")
    assert np.abs(each_way.ask("logits", ids) - each_way.model.next_logits(ids)).max() < 1e-5


def test_the_next_token_is_as_probable_as_in_python(pretrained):
    how = {"temperature": 0.9, "top_k": 40}
    expected = pretrained.model.next_token(BEGINNINGS[0], **how).top(12)
    answer = pretrained.ask("nextToken", BEGINNINGS[0], how, 12)
    assert [token for token, _ in answer] == [token for _, token, _ in expected]
    assert [probability for _, probability in answer] == pytest.approx([p for _, _, p in expected], abs=1e-4)


@pytest.mark.parametrize("option", [
    {"temperature": -0.1}, {"temperature": "hot"}, {"top_p": 0}, {"top_p": 1.01}, {"top_k": 0}, {"top_k": 2.5},
    {"max_tokens": -1}, {"max_tokens": True}, {"presence_penalty": None}, {"logit_bias": {296: 1}},
    {"logit_bias": {"a": 1}}, {"logit_bias": {5: "a"}}, {"stop_tokens": [5, 296]}, {"stop_tokens": "a"}, {"stop": ""},
    {"stop": ["a", ""]}, {"seed": 1.5}, {"heat": 1},
], ids=str)  # fmt: skip
def test_a_setting_out_of_range_is_named_with_its_value(small, option):
    [(name, value)] = option.items()
    with pytest.raises(UserError, match=name) as error:
        small.ask("complete", "Once", option)
    shown = [json.dumps(part, separators=(",", ":")).strip('"') for part in parts(value)]
    assert "\n" not in str(error.value) and (name == "heat" or any(part in str(error.value) for part in shown))


def test_a_prompt_beyond_the_context_is_refused_with_the_counts(small):
    context = small.model.config.max_position_embeddings
    assert small.ask("complete", "x" * (context - 2), {})["finish_reason"]
    with pytest.raises(UserError, match=f"{context} tokens.*{context}.*{context - 1}"):
        small.ask("complete", "x" * (context - 1), {})
    with pytest.raises(UserError, match=f"{context + 1} tokens.* holds {context}: shorten .* {context} tokens"):
        small.ask("complete", "x" * context, {"max_tokens": 0})
    with pytest.raises(UserError, match='prompt is ""'):
        small.ask("complete", "", {})


def config_with(**values):
    def change(folder):
        config = json.loads((folder / "config.json").read_text()) | values
        (folder / "config.json").write_text(json.dumps(config))

    return change


def cut(folder):
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize("damage, complaint", [
    (cut, "model.safetensors is damaged (.*): load it again"),
    (config_with(num_hidden_layers=3), "model.layers.2.* is missing, config.json asks for .*: load both again"),
    (config_with(intermediate_size=64), "mlp.gate_proj.weight is 48,32, config.json asks for 64,32: load both again"),
    (config_with(hidden_size=40), "hidden_size is 40; the engine needs a multiple of 16"),
    (config_with(model_type="gpt2"), "model_type is gpt2; the engine runs models of type llama"),
    (config_with(vocab_size=300), "the model has 300 tokens, its tokenizer 296: put the tokenizer"),
], ids=lambda value: value if isinstance(value, str) else "")  # fmt: skip
def test_a_damaged_or_foreign_model_is_refused(small_folder, node, tmp_path, damage, complaint):
    folder = shutil.copytree(small_folder, tmp_path / "damaged")
    damage(folder)
    command = ["node", Path(__file__).with_name("twin.mjs"), folder, folder / "tokenizer.json", "simd"]
    answer = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert answer.returncode and re.search(f"^UserError: .*{complaint}", answer.stderr, re.MULTILINE)
