"""Learning: the loss and its gradient, the optimiser, the loop, and the recipe of each model. Needs JAX and optax."""
