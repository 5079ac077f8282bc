"""Explanations of a state, for decision makers and concepts, as JSON."""

from dataclasses import dataclass
from typing import Any

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.stability.explanation import Explanation, Improvement, Sanction


@dataclass(frozen=True, eq=False)
class Explained:
    """Why a state is stable or not.

    Attributes
    ----------
    conflict, state, combination
        What was asked; the state is an index.
    explanations
        One for each decision maker and concept asked for.
    single
        Whether exactly one decision maker and one concept were named: then the JSON is one object, not a list.
    """

    conflict: Conflict
    state: int
    combination: Combination
    explanations: tuple[Explanation, ...]
    single: bool

    def to_json(self) -> dict[str, Any] | list[dict[str, Any]]:
        """Return the explanations as ``explain --format json`` prints them; states are numbered from 1."""
        found = [explanation_json(self.conflict, explanation) for explanation in self.explanations]
        return found[0] if self.single else found


def explanation_json(conflict: Conflict, explanation: Explanation) -> dict[str, Any]:
    """Return one explanation with ids and state numbers from 1."""
    return {
        "state": explanation.state + 1,
        "dm": conflict.decision_makers[explanation.dm].id,
        "concept": explanation.concept.value,
        "stable": explanation.stable,
        "improvements": [_improvement(conflict, each) for each in explanation.improvements],
    }


def _improvement(conflict: Conflict, improvement: Improvement) -> dict[str, Any]:
    result: dict[str, Any] = {"to": improvement.to + 1, "sanction": None}
    if improvement.sanction is not None:
        result["sanction"] = {**_reply(conflict, improvement.sanction), "escapes": []}
    elif improvement.escaped is not None and improvement.escape is not None:
        result["escaped"] = {**_reply(conflict, improvement.escaped), "escapes": [improvement.escape + 1]}
    return result


def _reply(conflict: Conflict, sanction: Sanction) -> dict[str, Any]:
    return {"path": [step_json(conflict, step) for step in sanction.path]}


def step_json(conflict: Conflict, step: Step) -> dict[str, Any]:
    """Return a move with the mover's id and the state's number from 1."""
    return {"by": conflict.decision_makers[step.by].id, "to": step.to + 1}
