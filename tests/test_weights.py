import errno
import json
import os
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file
from small import random_params

from nexttoken.errors import UserError
from nexttoken.transformer import Config, hidden
from nexttoken.weights import load_model, save_model

CONFIG = Config(vocab_size=60, hidden_size=32, intermediate_size=48, num_hidden_layers=2, num_attention_heads=2)
PARAMS = random_params(CONFIG)


@pytest.fixture
def saved(tmp_path):
    save_model(tmp_path, PARAMS, CONFIG, end_id=44)
    return tmp_path


def flat(params):
    layers = [(f"{i}.{name}", x) for i, layer in enumerate(params["layers"]) for name, x in layer.items()]
    return dict(layers) | {"embed": params["embed"], "norm": params["norm"]}


def test_what_is_saved_is_loaded_up_to_the_rounding_to_16_bits(saved):
    params, config = load_model(saved)
    assert config == CONFIG
    for name, x in flat(params).items():
        assert x.dtype == np.float32
        assert (x == flat(PARAMS)[name].astype(np.float16)).all(), name


def test_a_second_round_changes_nothing(saved, tmp_path):
    params, config = load_model(saved)
    save_model(tmp_path / "again", params, config, end_id=44)
    for name in ("model.safetensors", "config.json"):
        assert (tmp_path / "again" / name).read_bytes() == (saved / name).read_bytes()


def test_the_file_has_the_names_and_layouts_of_llama(saved):
    tensors = load_file(saved / "model.safetensors")
    shapes = {name.removeprefix("model.layers.1."): x.shape for name, x in tensors.items()}
    assert shapes["mlp.gate_proj.weight"] == (48, 32) and shapes["mlp.down_proj.weight"] == (32, 48)
    assert len(tensors) == 2 + 9 * 2 and {str(x.dtype) for x in tensors.values()} == {"float16"}
    config = json.loads((saved / "config.json").read_text())
    assert asdict(CONFIG).items() <= config.items()
    assert (config["model_type"], config["eos_token_id"], config["tie_word_embeddings"]) == ("llama", 44, True)


def test_a_loaded_model_computes_what_the_saved_one_did(saved):
    ids = np.array([[1, 2, 3, 4]])
    assert hidden(load_model(saved)[0], ids, CONFIG) == pytest.approx(hidden(PARAMS, ids, CONFIG), abs=0.05)


OTHER_CONFIGS = {
    "a layer too few in the config": {"num_hidden_layers": 1},
    "heads that share keys in the config": {"num_key_value_heads": 1},
    "no heads in the config": {"num_attention_heads": 0},
    "three heads in the config": {"num_attention_heads": 3},
    "a word for a number in the config": {"max_position_embeddings": "long"},
    "another architecture in the config": {"model_type": "gemma"},
}
OTHER_TENSORS = {
    "another size": ("model.embed_tokens", (61, 32)),
    "a norm of another size": ("model.layers.0.input_layernorm", (5,)),
    "an output layer of its own": ("lm_head", (60, 32)),
    "a matrix more": ("model.layers.2.mlp.up_proj", (48, 32)),
}


def damage(folder, how):
    weights, config = folder / "model.safetensors", folder / "config.json"
    tensors = load_file(weights)
    if how == "truncated":
        weights.write_bytes(weights.read_bytes()[:-100])
    elif how == "cut in its header":
        weights.write_bytes(weights.read_bytes()[:100])
    elif how == "empty":
        weights.write_bytes(b"")
    elif how == "another kind of file":
        weights.write_bytes(b"%PDF-1.7 this is no model" * 100)
    elif how == "another model's names":
        save_file({"h.0.attn.c_attn.weight": np.zeros((4, 4), np.float16)}, weights)
    elif how == "a tensor missing":
        del tensors["model.layers.1.mlp.up_proj.weight"]
        save_file(tensors, weights)
    elif how in OTHER_TENSORS:
        name, shape = OTHER_TENSORS[how]
        save_file(tensors | {f"{name}.weight": np.zeros(shape, np.float16)}, weights)
    elif how in OTHER_CONFIGS:
        config.write_text(json.dumps(json.loads(config.read_text()) | OTHER_CONFIGS[how]))
    elif how == "no weights":
        weights.unlink()
    elif how == "no config":
        config.unlink()
    elif how == "a broken config":
        config.write_text(config.read_text()[:50])
    elif how == "another config":
        config.write_text('{"n_layer": 12}')
    elif how == "a config that is a list":
        config.write_text("[]")
    elif how == "a config nested too deeply":
        config.write_text("[" * 100_000)
    elif how == "numbers of 8 bits":
        header = b'{"a": {"dtype": "F8_E4M3", "shape": [2], "data_offsets": [0, 2]}}'
        weights.write_bytes(len(header).to_bytes(8, "little") + header + b"ab")


@pytest.mark.parametrize("how", [
    "truncated", "cut in its header", "empty", "another kind of file", "another model's names", "a tensor missing",
    "no weights", "no config", "a broken config", "another config", "a config that is a list",
    "a config nested too deeply", "numbers of 8 bits", *OTHER_CONFIGS, *OTHER_TENSORS,
])  # fmt: skip
def test_a_damaged_or_foreign_model_is_refused_in_one_line(saved, how):
    damage(saved, how)
    with pytest.raises(UserError, match="again|train") as error:
        load_model(saved)
    assert str(saved) in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_a_folder_in_the_place_of_a_file_is_named(saved, name):
    (saved / name).unlink()
    (saved / name).mkdir()
    with pytest.raises(UserError, match=f"^cannot read {saved / name}: it is a folder; put the model's file there"):
        load_model(saved)


def test_a_file_that_cannot_be_read_is_named(saved, monkeypatch):
    def locked(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr("nexttoken.weights.load_file", locked)
    with pytest.raises(UserError, match=f"^cannot read {saved / 'model.safetensors'}: Permission denied; put"):
        load_model(saved)


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="^cannot make the folder .*/file: File exists; choose another folder"):
        save_model(tmp_path / "file", PARAMS, CONFIG, end_id=44)


def test_what_a_foreign_config_lacks_is_named(saved):
    (saved / "config.json").write_text('{"n_layer": 12}')
    with pytest.raises(UserError, match=r"holds no model of ours \(config.json has no vocab_size\)"):
        load_model(saved)


def full_disk(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def half_written(path, data):
    with path.open("wb") as file:
        file.write(data[: len(data) // 2])
    full_disk()


@pytest.mark.parametrize("owner, name, failing", [(Path, "write_bytes", half_written), (os, "replace", full_disk)])
def test_a_full_disk_leaves_the_old_files(saved, monkeypatch, owner, name, failing):
    before = {path.name: path.read_bytes() for path in saved.iterdir()}
    monkeypatch.setattr(owner, name, failing)
    with pytest.raises(UserError, match="No space left.*free some space"):
        save_model(saved, random_params(CONFIG, seed=1), CONFIG, end_id=44)
    assert {path.name: path.read_bytes() for path in saved.iterdir()} == before
