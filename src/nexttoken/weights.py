"""Weights on disk: `config.json` + `model.safetensors`, with the names and layouts of Hugging Face's Llama.

So `transformers`, vLLM and llama.cpp's converter load what we save. On disk each number is a float16 and a matrix
is (out, in), one for each of q, k, v, gate and up. In memory numbers are float32, matrices are (in, out), used as
`x @ W`, and what is multiplied by the same x stands side by side in one matrix: fewer, larger products.
"""

import json
import zlib
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from nexttoken.atomic import make_folder, write_atomically
from nexttoken.errors import UserError
from nexttoken.transformer import Config

LAYER = "model.layers.{}.{}.weight"
# What files that we did not write raise: 8-bit floats an AttributeError in safetensors, deep nesting a RecursionError.
FOREIGN = (SafetensorError, KeyError, TypeError, ValueError, AttributeError, RecursionError)
FREE = ("architectures", "bos_token_id", "eos_token_id", "torch_dtype")  # of `config_json`, what may be otherwise


def to_llama(params):
    """Our nested parameters as a flat dict of Llama's tensors, float16."""
    tensors = {"model.embed_tokens.weight": params["embed"], "model.norm.weight": params["norm"]}
    for i, layer in enumerate(params["layers"]):
        q, k, v = np.split(np.asarray(layer["qkv"]), 3, axis=1)
        gate, up = np.split(np.asarray(layer["gate_up"]), 2, axis=1)
        named = {
            "input_layernorm": layer["attn_norm"],
            "self_attn.q_proj": q.T,
            "self_attn.k_proj": k.T,
            "self_attn.v_proj": v.T,
            "self_attn.o_proj": np.asarray(layer["out"]).T,
            "post_attention_layernorm": layer["mlp_norm"],
            "mlp.gate_proj": gate.T,
            "mlp.up_proj": up.T,
            "mlp.down_proj": np.asarray(layer["down"]).T,
        }
        tensors |= {LAYER.format(i, name): tensor for name, tensor in named.items()}
    return {name: np.ascontiguousarray(tensor, dtype=np.float16) for name, tensor in tensors.items()}


def from_llama(tensors, config):
    """The inverse of `to_llama`, float32."""

    def get(name):
        return tensors[name].astype(np.float32)

    def layer(i):
        def side_by_side(*names):
            return np.ascontiguousarray(np.concatenate([get(LAYER.format(i, name)) for name in names]).T)

        return {
            "attn_norm": get(LAYER.format(i, "input_layernorm")),
            "qkv": side_by_side("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
            "out": side_by_side("self_attn.o_proj"),
            "mlp_norm": get(LAYER.format(i, "post_attention_layernorm")),
            "gate_up": side_by_side("mlp.gate_proj", "mlp.up_proj"),
            "down": side_by_side("mlp.down_proj"),
        }

    layers = [layer(i) for i in range(config.num_hidden_layers)]
    return {"embed": get("model.embed_tokens.weight"), "layers": layers, "norm": get("model.norm.weight")}


def config_json(config, end_id):
    """What `transformers` reads: our `Config`, and the constants of the architecture."""
    return asdict(config) | {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_act": "silu",
        "num_key_value_heads": config.num_attention_heads,
        "head_dim": config.head_dim,
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "bos_token_id": end_id,
        "eos_token_id": end_id,
        "torch_dtype": "float16",
    }


def fingerprint(params):
    """A number that tells a model from another one of the same name: a checksum of its token vectors."""
    return zlib.crc32(np.ascontiguousarray(params["embed"]).tobytes())


def save_model(folder, params, config, end_id):
    """Write `config.json` and `model.safetensors` into `folder`, each whole or not at all."""
    folder = Path(folder)
    make_folder(folder)
    write_atomically(folder / "model.safetensors", save(to_llama(params), metadata={"format": "pt"}))
    write_atomically(folder / "config.json", (json.dumps(config_json(config, end_id), indent=2) + "\n").encode())


def read_config(path):
    """The dimensions that a `config.json` gives. Raises ValueError or TypeError for those of no model of ours."""
    raw = json.loads(path.read_text())
    for field in fields(Config):
        if field.name not in raw:
            raise ValueError(f"config.json has no {field.name}")
        value = raw[field.name]
        if isinstance(value, bool) or not isinstance(value, (field.type, int)) or not 0 < value < float("inf"):
            raise ValueError(f"{field.name} is {value!r}")
    config = Config(**{field.name: raw[field.name] for field in fields(Config)})
    if config.hidden_size % (2 * config.num_attention_heads):
        raise ValueError(f"hidden_size {config.hidden_size} makes no pairs in {config.num_attention_heads} heads")
    for name, value in config_json(config, None).items():
        if name not in FREE and raw.get(name, value) != value:
            raise ValueError(f"{name} is {raw[name]!r}, not {value!r}")
    return config


def load_model(folder):
    """(params, config) from a folder. Raises UserError for a missing, unreadable, truncated or foreign file."""
    folder = Path(folder)
    try:
        config = read_config(folder / "config.json")
        tensors = load_file(folder / "model.safetensors")
    except FileNotFoundError as error:
        missing = Path(error.filename or "model.safetensors").name  # safetensors does not fill in the filename
        raise UserError(f"no model in {folder}: {missing} is missing; train one or name another") from error
    except OSError as error:
        raise UserError(unreadable(folder, error)) from error
    except FOREIGN as error:
        raise UserError(f"{folder} holds no model of ours ({error}); download or train it again") from error
    check_shapes(tensors, config, folder)
    return from_llama(tensors, config), config


def unreadable(folder, error):
    """Which file of a model cannot be read, and why: safetensors names none, and says "No such device" of a folder."""
    path = Path(error.filename or folder / "model.safetensors")
    reason = "it is a folder" if path.is_dir() else error.strerror or error
    return f"cannot read {path}: {reason}; put the model's file there or name another folder"


def shapes(config):
    """The tensors that a model of these dimensions consists of, by name: their shapes."""
    D, F = config.hidden_size, config.intermediate_size
    layer = {"input_layernorm": (D,), "post_attention_layernorm": (D,)}
    layer |= {f"self_attn.{name}_proj": (D, D) for name in "qkvo"}
    layer |= {"mlp.gate_proj": (F, D), "mlp.up_proj": (F, D), "mlp.down_proj": (D, F)}
    layers = {LAYER.format(i, name): shape for i in range(config.num_hidden_layers) for name, shape in layer.items()}
    return {"model.embed_tokens.weight": (config.vocab_size, D), "model.norm.weight": (D,)} | layers


def check_shapes(tensors, config, folder):
    """All tensors, in their sizes, and no others: another model's file can have every name, or more to compute with."""
    found, expected = {name: tensor.shape for name, tensor in tensors.items()}, shapes(config)
    for name in sorted(found.keys() | expected.keys()):
        here, wanted = found.get(name, "missing"), expected.get(name, "no such tensor")
        if here != wanted:
            raise UserError(f"{folder}: {name} is {here}, and config.json asks for {wanted}; download both files again")
