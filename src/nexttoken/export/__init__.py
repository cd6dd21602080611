"""Taking a model away: the same weights and tokens, for the tools of the trade."""
