"""The states of a conflict: what each constraint removes, how each decision maker ranks them, where it can move."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from offramp.api.display import Displayed, Part
from offramp.api.solved import LISTED_WHOLE, n_listed, scenario_id, state_json, types_json
from offramp.conflict.feasibility import Removal, removals
from offramp.conflict.model import AimType, Combination, Conflict
from offramp.dossier.build import BuiltDossier

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class DmListing:
    """What the states are to one decision maker.

    Attributes
    ----------
    dm
        Index.
    aim
        The type that the order is for.
    n_moves, n_improvements
        How many unilateral moves, and unilateral improvements, it has over all states; ``None`` above 10,000 states,
        where moves are not listed one by one.
    """

    dm: int
    aim: AimType
    n_moves: int | None
    n_improvements: int | None


@dataclass(frozen=True, eq=False, repr=False)
class StateListing(Displayed):
    """The feasible states of a conflict.

    Attributes
    ----------
    conflict, combination
        What was asked.
    removals
        What each constraint takes away.
    by_dm
        One entry for each decision maker.
    """

    conflict: Conflict
    combination: Combination
    removals: tuple[Removal, ...]
    by_dm: tuple[DmListing, ...]

    def to_json(self, *, everything: bool = False) -> dict[str, Any]:
        """Return the listing as ``states --format json`` prints it; states are numbered from 1.

        Parameters
        ----------
        everything
            Give every state; otherwise the first 1,000 of a conflict of more than 10,000.
        """
        conflict = self.conflict
        listed = n_listed(conflict, everything)
        result: dict[str, Any] = {
            "offramp": 1,
            "title": conflict.title,
            "decision_makers": [dm.id for dm in conflict.decision_makers],
            "options": [option.id for option in conflict.options],
            "states": [state_json(conflict, state) for state in range(listed)],
            "status_quo": None if conflict.status_quo is None else conflict.status_quo + 1,
            "types": types_json(conflict, self.combination),
            "constraints": [
                {
                    "rule": each.rule.text,
                    "why": each.rule.why,
                    "removed": each.removed,
                    "removed_alone": each.removed_alone,
                }
                for each in self.removals
            ],
            "counts": {
                "states": conflict.n_states,
                "moves": {self._id(each): each.n_moves for each in self.by_dm},
                "improvements": {self._id(each): each.n_improvements for each in self.by_dm},
            },
            "listed": "all" if listed == conflict.n_states else "first",
        }
        if conflict.n_states <= LISTED_WHOLE:
            result["ranks"] = {self._id(each): _ranks(each.aim) for each in self.by_dm}
            result["moves"] = {self._id(each): self._targets(each, better=False) for each in self.by_dm}
            result["improvements"] = {self._id(each): self._targets(each, better=True) for each in self.by_dm}
        return result

    def _id(self, listing: DmListing) -> str:
        return self.conflict.decision_makers[listing.dm].id

    def _targets(self, listing: DmListing, *, better: bool) -> dict[str, list[int]]:
        """Return where each state's moves (or improvements) lead; states that have none are left out."""
        source, target = self.conflict.moves[listing.dm].arcs()
        if better:
            keep = listing.aim.level[target] > listing.aim.level[source]
            source, target = source[keep], target[keep]
        if not len(source):
            return {}
        states, starts = np.unique(source, return_index=True)
        parts = np.split(target + 1, starts[1:])
        return {str(state + 1): part.tolist() for state, part in zip(states.tolist(), parts, strict=True)}

    def rows(self, *, everything: bool = False) -> tuple[list[str], Iterator[list[Any]]]:
        """Return a header and a row for each state: number, label, ending and each decision maker's rank.

        ``everything`` as in :meth:`to_json`.
        """
        conflict = self.conflict
        header = ["state", "label", "scenario", *(f"rank_{dm.id}" for dm in conflict.decision_makers)]
        ranks = np.column_stack([each.aim.ranks() for each in self.by_dm])

        def rows() -> Iterator[list[Any]]:
            for state in range(n_listed(conflict, everything)):
                yield [state + 1, conflict.space.label(state), scenario_id(conflict, state), *ranks[state].tolist()]

        return header, rows()

    def to_frame(self) -> "pd.DataFrame":
        """Return a row for each state as a frame; needs pandas (``pip install offramp[frames]``)."""
        import pandas as pd

        header, rows = self.rows(everything=True)
        return pd.DataFrame(list(rows), columns=header)

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return what to show: endings, constraints, rankings, and the states themselves."""
        from offramp.api.listing_display import listing_parts

        return listing_parts(self, everything=everything)


def list_states(built: BuiltDossier, combination: Combination) -> StateListing:
    """List the states of a built dossier."""
    conflict = built.conflict
    n_codes = conflict.n_states if conflict.space.merging is None else len(conflict.space.merging.codes)
    taken = removals(conflict.space.option_ids, built.rules, n_codes) if built.rules else ()
    return StateListing(
        conflict, combination, taken, tuple(_for_dm(conflict, combination, dm) for dm in range(conflict.n_dms))
    )


def _for_dm(conflict: Conflict, combination: Combination, dm: int) -> DmListing:
    aim = conflict.types[dm][combination.types[dm]]
    if conflict.n_states > LISTED_WHOLE:
        return DmListing(dm, aim, None, None)
    source, target = conflict.moves[dm].arcs()
    improving = int(np.count_nonzero(aim.level[target] > aim.level[source]))
    return DmListing(dm, aim, len(source), improving)


def _ranks(aim: AimType) -> dict[str, int]:
    return {str(state + 1): rank for state, rank in enumerate(aim.ranks().tolist())}
