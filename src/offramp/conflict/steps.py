"""A step of a path through the states."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One move: decision maker ``by`` (index) leads to state ``to`` (index)."""

    by: int
    to: int
