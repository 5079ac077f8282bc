"""What a decision maker has been seen to do or heard to say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that a decision maker did or said.

    Attributes
    ----------
    id, title
        For people.
    by
        Index of the decision maker.
    before, after
        Indices of states. Of an act: where it stood and where it moved. Of words: the state that they call worse, and
        the one that they call better.
    words
        Whether these are words and not an act.
    weight
        The power that the likelihood is raised to, in [0, 1].
    day
        When, in days; only differences count. ``None``: unknown.
    """

    id: str
    title: str
    by: int
    before: int
    after: int
    words: bool
    weight: float = 1.0
    day: float | None = None
