"""What a model can do, measured: the story checker, novelty, and the skills of a model."""
