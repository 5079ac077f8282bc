"""Moves and paths in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.brief.endings import Case
from offramp.brief.phrases import changes, state_name
from offramp.conflict.model import Conflict
from offramp.conflict.steps import Step
from offramp.figures.words import listing


@dataclass(frozen=True, slots=True)
class StepView:
    """One move of a path.

    Attributes
    ----------
    gain
        Whether its mover gains by it: ``better``, ``same`` or ``worse``.
    best
        Whether it has no move from there that it likes better still.
    """

    who: str
    what: str
    gain: str
    best: bool

    @property
    def gain_words(self) -> str:
        """What its mover makes of it, in words."""
        if self.gain == "better":
            return "gains by it" if self.best else "gains by it, though another move would gain it more"
        return "neither gains nor loses by it" if self.gain == "same" else "against its own priorities"


def step_views(case: Case, start: int, steps: Sequence[Step]) -> tuple[StepView, ...]:
    """Return a path in words, with what each mover gains or loses by its own step."""
    conflict = case.solution.conflict
    views, here = [], start
    for step in steps:
        level = conflict.level(step.by, case.combination)
        gain = int(level[step.to]) - int(level[here])
        highest = int(level[conflict.targets(step.by, here)].max())
        views.append(
            StepView(
                conflict.decision_makers[step.by].name,
                move_words(conflict, here, step.to),
                "better" if gain > 0 else "worse" if gain < 0 else "same",
                int(level[step.to]) == highest,
            )
        )
        here = step.to
    return tuple(views)


def move_words(conflict: Conflict, before: int, after: int) -> str:
    """Return what a move does: the options that it takes and those that it gives up."""
    if conflict.space.graph_form or after in conflict.space.names or before in conflict.space.names:
        return f"“{state_name(conflict, after)}”"
    settings = changes(conflict, after, before)
    done = [f"“{conflict.options[k].title}”" for k, value in settings if value]
    left = [f"“{conflict.options[k].title}”" for k, value in settings if not value]
    parts = [listing(done)] if done else []
    if left:
        parts.append(f"no longer {listing(left)}")
    return ", ".join(parts)
