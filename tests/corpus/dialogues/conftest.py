import pytest

from nexttoken.corpus.dialogues import SKILLS, generate
from nexttoken.corpus.splits import SPLITS


@pytest.fixture(scope="session")
def dialogues():
    """400 dialogues of each skill, by split and skill."""
    return {split: {skill: list(generate(400, 1, split, skill)) for skill in SKILLS} for split in SPLITS}
