"""The closed world: texts generated from a seed, and the facts they were made from. Knows nothing of models."""
