import pytest

from nexttoken.corpus.dialogues import EXERCISES, SKILLS, generate
from nexttoken.corpus.splits import SPLITS


@pytest.fixture(scope="session")
def dialogues():
    """400 dialogues of each skill, by split and skill; exercises are in training alone."""
    return {split: {skill: list(generate(400, 1, split, skill)) for skill in SKILLS
                    if split == "train" or skill not in EXERCISES} for split in SPLITS}  # fmt: skip
