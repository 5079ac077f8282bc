"""Words of estimative probability beside figures, by a named standard."""

STANDARD = "ICD 203, Analytic Standards, Office of the Director of National Intelligence, 2015"
"""Whose words they are."""

_WORDS = (
    (0.05, "almost no chance"),
    (0.20, "very unlikely"),
    (0.45, "unlikely"),
    (0.55, "roughly even chance"),
    (0.80, "likely"),
    (0.95, "very likely"),
    (1.01, "almost certain"),
)


def likelihood_words(probability: float) -> str:
    """Return the words for a probability, by the scale of ICD 203 (2015).

    The scale names 1-5, 5-20, 20-45, 45-55, 55-80, 80-95 and 95-99 per cent; a bound belongs to the lower range, and
    what lies beyond the ends is named as the ends are.

    >>> [likelihood_words(p) for p in (0.0, 0.03, 0.2, 0.5, 0.56, 1.0)]
    ['almost no chance', 'almost no chance', 'very unlikely', 'roughly even chance', 'likely', 'almost certain']
    """
    return next(words for bound, words in _WORDS if probability <= bound)
