"""What `export` writes is whole, and is the model that it was made of."""

import json
import re
import sys
import tomllib
from pathlib import Path

import pytest
from small import TEXT, small_model

import nexttoken
from nexttoken.__main__ import main
from nexttoken.model import names
from nexttoken.tokenizer import Tokenizer
from nexttoken.weights import save_model, to_llama

PROJECT = Path(__file__).parents[2] / "pyproject.toml"
ALWAYS = {"config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "generation_config.json"}


def made(folder, tokenizer=None, stage=None):
    """A model of ours in a folder, trained to chat or not."""
    model = small_model()
    save_model(folder, model.params, model.config, model.tokenizer.end)
    (tokenizer or model.tokenizer).save(folder / "tokenizer.json")
    if stage:
        (folder / "run.json").write_text(json.dumps({"steps": 1, "seed": 0, "stage": stage}))
    return str(folder)


def export(format, model, target):
    return main(["export", format, str(target), "--model", model])


def read(path):
    return json.loads(path.read_text())


@pytest.mark.parametrize("name", names())
def test_the_folder_is_complete_and_the_model_the_same(name, tmp_path, capsys):
    assert export("hf", name, tmp_path / "new" / "folder") == 0
    assert capsys.readouterr().out == f"{name} is in {tmp_path / 'new' / 'folder'}\n"
    found = {path.name for path in (tmp_path / "new" / "folder").iterdir()}
    assert found == ALWAYS | ({"chat_template.jinja"} if name != "base" else set())
    prompt = "Once upon a time"
    again, original = (nexttoken.load(each) for each in (tmp_path / "new" / "folder", name))
    assert again.complete(prompt, seed=1, max_tokens=8) == original.complete(prompt, seed=1, max_tokens=8)


def test_nothing_of_an_earlier_export_stays(tmp_path):
    target = tmp_path / "target"
    for stage, chats in (("chat", True), (None, False)):
        (tmp_path / str(stage)).mkdir()
        assert export("hf", made(tmp_path / str(stage), stage=stage), target) == 0
        assert (target / "chat_template.jinja").exists() == chats


@pytest.mark.parametrize("stage, chats", [(None, False), ("plain", False), ("chat", True), ("aligned", True)])
def test_only_a_model_that_was_trained_on_conversations_has_a_template(stage, chats, tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    control = small_model().tokenizer.control
    assert export("hf", made(source, stage=stage), target) == 0
    assert (target / "chat_template.jinja").exists() == chats
    ends = ["<|end|>", "<|endoftext|>"] if chats else ["<|endoftext|>"]
    assert read(target / "generation_config.json")["eos_token_id"] == [control[name] for name in ends]
    config = read(target / "tokenizer_config.json")
    assert config["eos_token"] == ends[0] and config["split_special_tokens"] != chats


def error_of(capsys):
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("nexttoken: error: ") and err.count("\n") == 1
    return err


@pytest.mark.parametrize("format", ["hf", "gguf"])
def test_an_unknown_model_is_named(format, tmp_path, capsys):
    assert export(format, "bse", tmp_path) == 2
    assert "no model 'bse'" in error_of(capsys)


@pytest.mark.parametrize("format", ["hf", "gguf"])
def test_a_file_in_the_place_of_the_folder_is_named(format, tmp_path, capsys):
    (tmp_path / "file").touch()
    assert export(format, "base", tmp_path / "file") == 2
    assert f"cannot make the folder {tmp_path / 'file'}: File exists; choose another folder" in error_of(capsys)


def test_gguf_without_its_package_names_an_extra_that_has_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "gguf", None)
    assert export("gguf", made(tmp_path), tmp_path) == 2
    remedy = re.search(r"gguf is not installed: pip install 'nexttoken\[(\w+)\]'", error_of(capsys))
    extras = tomllib.loads(PROJECT.read_text())["project"]["optional-dependencies"]
    assert any(need.startswith("gguf") for need in extras[remedy[1]])


def test_gguf_has_the_weights_under_the_names_of_llama_cpp(tmp_path):
    from gguf import GGUFReader

    assert export("gguf", made(tmp_path), tmp_path) == 0
    file, model = GGUFReader(tmp_path / f"{tmp_path.name}.gguf"), small_model()
    assert file.get_field("general.architecture").contents() == "llama"
    assert file.get_field("llama.context_length").contents() == model.config.max_position_embeddings
    embedding = next(tensor for tensor in file.tensors if tensor.name == "token_embd.weight")
    assert (embedding.data == to_llama(model.params)["model.embed_tokens.weight"]).all()


@pytest.mark.parametrize("text", ["\n" * 20, "king\u2014queen " * 9])
def test_a_tokenizer_whose_words_llama_cpp_would_cut_is_refused(text, tmp_path, capsys):
    tokenizer = Tokenizer.train([TEXT + text], vocab_size=small_model().config.vocab_size)
    assert export("gguf", made(tmp_path, tokenizer), tmp_path) == 2
    assert "llama.cpp cuts words otherwise" in error_of(capsys)
