"""What a model can do, measured: the story checker, novelty, and the skills of a model."""

from nexttoken.evaluation.novelty import eights, novelty
from nexttoken.evaluation.skills import evaluate
from nexttoken.evaluation.stories import Finding, check, passes

__all__ = ["Finding", "check", "eights", "evaluate", "novelty", "passes"]
