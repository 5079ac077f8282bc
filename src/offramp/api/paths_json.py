"""Paths sought and what coalitions add, with ids and state numbers from 1, for programs."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from offramp.api.explained import step_json
from offramp.api.solved import LISTED_FIRST
from offramp.api.sought import Sought
from offramp.conflict.model import Conflict
from offramp.evolution.coalitions import CoalitionReach, CoalitionStep
from offramp.evolution.effects import effects
from offramp.evolution.paths import Path


def sought_json(sought: Sought, holding: NDArray[np.bool_]) -> dict[str, Any]:
    """Return the paths to a target: where to, by which moves, how far the list is whole, and each path."""
    conflict, found = sought.reach.conflict, sought.found
    rules = zip(conflict.decision_makers, sought.reach.movement.allowances, strict=True)
    listed = found.paths if found is not None else ()
    return {
        "to": sought.target.asked,
        "states": (sought.target.states[:LISTED_FIRST] + 1).tolist(),
        "moves": {maker.id: rule.value for maker, rule in rules},
        "fewest": sought.fewest,
        "longest": found.longest if found is not None else None,
        "at_most": found.at_most if found is not None else None,
        "revisit": not found.simple if found is not None else None,
        "complete_to": found.complete_to if found is not None else None,
        "listed": found.listed.value if found is not None else "all",
        "paths": [_path_json(sought, path, holding) for path in listed],
    }


def _path_json(sought: Sought, path: Path, holding: NDArray[np.bool_]) -> dict[str, Any]:
    reach = sought.reach
    state = path[-1].to if path else reach.start
    marked = zip(path, effects(reach.conflict, reach.combination, reach.start, path), strict=True)
    steps = [{**step_json(reach.conflict, step), "effect": effect.value} for step, effect in marked]
    return {"to": state + 1, "holds": bool(holding[state]), "steps": steps}


def coalitions_json(
    found: CoalitionReach, holding: NDArray[np.bool_], by_improvements: NDArray[np.bool_]
) -> dict[str, Any]:
    """Return what coalitions' improvements lead to, and which of it single improvements do not."""
    reached = found.reached
    beyond = reached[~by_improvements[reached]]
    return {
        "largest": max(map(len, found.coalitions)),
        "longest": found.longest,
        "complete_to": found.complete_to,
        "reached": (reached[reached != found.start][:LISTED_FIRST] + 1).tolist(),
        "equilibria": (beyond[holding[beyond]][:LISTED_FIRST] + 1).tolist(),
        "paths": {
            str(state + 1): [_coalition_step(found.conflict, step) for step in found.paths[state]]
            for state in beyond[:LISTED_FIRST].tolist()
        },
    }


def _coalition_step(conflict: Conflict, step: CoalitionStep) -> dict[str, Any]:
    return {
        "by": [conflict.decision_makers[dm].id for dm in step.members],
        "to": step.to + 1,
        "moves": [step_json(conflict, move) for move in step.moves],
    }
