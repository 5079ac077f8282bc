"""The expression language: parsed once, evaluated on whole arrays of states."""
