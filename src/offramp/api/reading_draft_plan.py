"""The plan of a draft: which party, option and claim of a reading gets which id."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from offramp.dossier.save import written
from offramp.dossier.splice import in_lines as lines_of_text

FILL = "# FILL"


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes where.

    Attributes
    ----------
    deciders
        Ids of decision makers, by name.
    others
        Ids of those who act and decide nothing, by name.
    options
        ``dm.option`` of each suggested option that the model has.
    left
        Options that it has not.
    claims
        Ids of claims, by place.
    """

    deciders: dict[str, str]
    others: dict[str, str]
    options: dict[int, str]
    left: tuple[int, ...]
    claims: dict[int, str]

    def id_of(self, name: str | None) -> str | None:
        """Return the id of a party, or ``time``; ``None`` for nobody."""
        return None if name is None else "time" if name == "time" else self.deciders.get(name) or self.others.get(name)

    def cited(self, claims: Sequence[int]) -> list[str]:
        """Return the ids of the first few claims."""
        return [self.claims[k] for k in claims[:3] if k in self.claims]


def in_lines(value: Any, margin: int) -> str:
    """Return a value in lines, all but the first behind a margin."""
    return lines_of_text(written(value), margin)
