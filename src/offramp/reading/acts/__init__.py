"""Acts: what parties do to each other, as the words of a report tell it."""
