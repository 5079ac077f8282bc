"""The forecast: how likely each ending is, by when, and what follows from what is not known."""
