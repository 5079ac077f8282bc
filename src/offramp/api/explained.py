"""Explanations of a state, for decision makers and concepts: in words, as JSON, as rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from offramp.api.display import Displayed, Heading, Line, Part
from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.stability.explanation import Explanation, Improvement, Sanction

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Explained(Displayed):
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

    def rows(self) -> tuple[list[str], list[list[Any]]]:
        """Return a header and a row for each improvement, or one where there is none; states are numbered from 1."""
        conflict = self.conflict
        rows = [
            [
                each.state + 1,
                conflict.decision_makers[each.dm].id,
                each.concept.value,
                int(each.stable),
                improvement.to + 1 if improvement else None,
                path_text(conflict, improvement.sanction.path) if improvement and improvement.sanction else None,
            ]
            for each in self.explanations
            for improvement in each.improvements or (None,)
        ]
        return ["state", "dm", "concept", "stable", "improvement", "sanction"], rows

    def to_frame(self) -> "pd.DataFrame":
        """Return :meth:`rows` as a frame; needs pandas (``pip install offramp[frames]``)."""
        import pandas as pd

        header, rows = self.rows()
        whole = {"improvement": "Int64", "sanction": "string"}  # these have gaps
        return pd.DataFrame(rows, columns=header).astype({"stable": bool, **whole})

    def parts(self, *, everything: bool = False) -> list[Part]:
        """Return the explanations in words; concepts with the same words share them."""
        from offramp.brief.explaining import SHOWN, explanation_words, heading

        parts: list[Part] = [Heading(heading(self.conflict, self.state))]
        told: dict[tuple[int, tuple[str, ...]], list[str]] = {}
        for each in self.explanations:
            shown = len(each.improvements) if everything else SHOWN
            sentences = tuple(explanation_words(self.conflict, each, self.combination, shown))
            told.setdefault((each.dm, sentences), []).append(each.concept.value.upper())
        for (_, sentences), names in told.items():
            parts += [Heading(f"Under {', '.join(names)}:"), Line(sentences[0])]
            parts += [Line(sentence, lead="-", indent=2) for sentence in sentences[1:]]
        return parts


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


def path_text(conflict: Conflict, path: Sequence[Step]) -> str:
    """Return a path as one word for each move: the mover's id and the number of the state that it leads to."""
    return " ".join(f"{conflict.decision_makers[step.by].id}:{step.to + 1}" for step in path)


def step_json(conflict: Conflict, step: Step) -> dict[str, Any]:
    """Return a move with the mover's id and the state's number from 1."""
    return {"by": conflict.decision_makers[step.by].id, "to": step.to + 1}
