"""The states of a conflict: what each constraint removes, how each decision maker ranks them, where it can move."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from offramp.api.solved import scenario_id, state_json, types_json
from offramp.conflict.feasibility import Removal, removals
from offramp.conflict.model import AimType, Combination, Conflict
from offramp.dossier.build import BuiltDossier

MOVES_LISTED = 10_000  # states up to which every move is listed


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
        How many unilateral moves, and unilateral improvements, it has over all states; ``None`` where they are too
        many to list.
    """

    dm: int
    aim: AimType
    n_moves: int | None
    n_improvements: int | None


@dataclass(frozen=True, eq=False)
class StateListing:
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

    def to_json(self) -> dict[str, Any]:
        """Return the listing as ``states --format json`` prints it; states are numbered from 1."""
        conflict = self.conflict
        result: dict[str, Any] = {
            "offramp": 1,
            "title": conflict.title,
            "decision_makers": [dm.id for dm in conflict.decision_makers],
            "options": [option.id for option in conflict.options],
            "states": [self._state(state) for state in range(conflict.n_states)],
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
            "ranks": {conflict.decision_makers[each.dm].id: each.aim.ranks().tolist() for each in self.by_dm},
        }
        if conflict.n_states <= MOVES_LISTED:
            result["moves"] = {conflict.decision_makers[each.dm].id: self._moves(each) for each in self.by_dm}
        return result

    def _state(self, state: int) -> dict[str, Any]:
        return state_json(self.conflict, state)

    def _moves(self, listing: DmListing) -> list[dict[str, Any]]:
        source, target = self.conflict.moves[listing.dm].arcs()
        better = listing.aim.level[target] > listing.aim.level[source]
        return [
            {"from": a + 1, "to": b + 1, "improvement": improves}
            for a, b, improves in zip(source.tolist(), target.tolist(), better.tolist(), strict=True)
        ]

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each state: number, label, ending and each decision maker's rank."""
        conflict = self.conflict
        header = ["state", "label", "scenario", *(f"rank_{dm.id}" for dm in conflict.decision_makers)]
        ranks = [each.aim.ranks() for each in self.by_dm]
        return header, [
            [
                state + 1,
                conflict.space.label(state),
                scenario_id(conflict, state) or "",
                *(int(r[state]) for r in ranks),
            ]
            for state in range(conflict.n_states)
        ]


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
    if conflict.n_states > MOVES_LISTED:
        return DmListing(dm, aim, None, None)
    source, target = conflict.moves[dm].arcs()
    improving = int(np.count_nonzero(aim.level[target] > aim.level[source]))
    return DmListing(dm, aim, len(source), improving)
