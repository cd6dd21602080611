"""The examples in docstrings say what happens."""

import doctest
import importlib
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
MODULES = [
    ".".join(path.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")
    for path in sorted(SRC.rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name):
    if name.startswith("nexttoken.training."):
        pytest.importorskip("jax")
    module = importlib.import_module(name)
    found = [example for test in doctest.DocTestFinder().find(module) for example in test.examples]
    assert found, "there is a >>> that doctest does not find"
    if all(doctest.SKIP in example.options for example in found):
        pytest.skip("its examples need what tests do without")
    assert doctest.testmod(module).failed == 0
