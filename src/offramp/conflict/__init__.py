"""A conflict as a value: decision makers, options, states, moves, preferences, scenarios."""
