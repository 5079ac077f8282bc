"""Decision makers and the options that they control."""

from dataclasses import dataclass
from enum import StrEnum

from offramp.logic.expression import Expression


class Irreversible(StrEnum):
    """Which change of an option cannot be undone."""

    NO = "no"
    TAKING = "taking"  # once Y it stays Y
    DROPPING = "dropping"  # once N it stays N


@dataclass(frozen=True, slots=True)
class Option:
    """Something that a decision maker can do or leave.

    Attributes
    ----------
    id
        Fully qualified: ``dm.option``.
    title
        For people.
    irreversible
        The change that cannot be taken back.
    when_taken
        If given, the option may be taken (N to Y) only from states where this holds.
    """

    id: str
    title: str
    irreversible: Irreversible = Irreversible.NO
    when_taken: Expression | None = None

    @property
    def short_id(self) -> str:
        """The id without its decision maker."""
        return self.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """A party with options, or (graph form) with moves of its own.

    Attributes
    ----------
    id, name
        The key in the dossier and the name for people.
    options
        Indices into the conflict's options; contiguous, in file order. Empty in graph form.
    """

    id: str
    name: str
    options: tuple[int, ...] = ()
