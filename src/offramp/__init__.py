"""Offramp finds the ways out of a standoff."""
