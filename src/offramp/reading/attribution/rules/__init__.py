"""The rules that propose attributions, one family a module."""
