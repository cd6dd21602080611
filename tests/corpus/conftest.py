import pytest

from nexttoken.corpus.splits import SPLITS
from nexttoken.corpus.stories import generate


@pytest.fixture(scope="session")
def stories():
    """20,000 stories of each split, by split."""
    return {split: list(generate(20_000, seed=1, split=split)) for split in SPLITS}
