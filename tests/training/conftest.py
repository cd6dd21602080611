from dataclasses import replace

import jax
import pytest
from small import random_params

from nexttoken.model import PRETRAINED
from nexttoken.tokenizer import Tokenizer
from nexttoken.transformer import Config
from nexttoken.weights import save_model


@pytest.fixture(autouse=True, scope="session")
def quick_compiling():
    """Here programs are compiled more often than run."""
    jax.config.update("jax_disable_most_optimizations", True)
    yield
    jax.config.update("jax_disable_most_optimizations", False)


@pytest.fixture(scope="session")
def start(tmp_path_factory):
    """The folder of a tiny model with the tokenizer of the real ones, for stages that go on from a model."""
    size = {"hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 1}
    config, folder = replace(Config(), **size), tmp_path_factory.mktemp("start") / "tiny"
    save_model(folder, random_params(config, size=0.1), config, Tokenizer.load(PRETRAINED / "tokenizer.json").end)
    return folder
