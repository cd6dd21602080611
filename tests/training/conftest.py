import jax
import pytest


@pytest.fixture(autouse=True, scope="session")
def quick_compiling():
    """Here programs are compiled more often than run."""
    jax.config.update("jax_disable_most_optimizations", True)
    yield
    jax.config.update("jax_disable_most_optimizations", False)
