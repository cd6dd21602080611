"""What a model can do, measured: the story checker and the skills."""

from nexttoken.evaluation.stories import Finding, check, passes

__all__ = ["Finding", "check", "passes"]
