"""Scenarios: the endings, each a named class of states."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scenario:
    """An ending.

    Attributes
    ----------
    id, title
        The key in the dossier and the words for people.
    """

    id: str
    title: str
