"""Random conflicts in which one decision maker has two possible aims, and the same conflict under each of them."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from offramp.conflict.model import AimType, Conflict
from offramp.conflict.preferences import Prioritized, Statement, levels
from offramp.logic.expression import Expression
from random_conflicts import Features, OptionForm, build, expressions, option_forms

WEIGHTS = (0.7, 0.3)


@dataclass(frozen=True)
class TwoAims:
    """A conflict, who has two types, and a description of the conflict under each type."""

    conflict: Conflict
    dm: int
    descriptions: tuple[OptionForm, OptionForm]


def with_types(conflict: Conflict, dm: int, wishes: list[tuple[Expression, ...]], weights: list[float]) -> Conflict:
    """Return the conflict with several possible aims of a decision maker."""
    aims = []
    for k, (each, weight) in enumerate(zip(wishes, weights, strict=True)):
        preference = Prioritized(tuple(Statement(wish, "text") for wish in each))
        aims.append(AimType(f"t{k}", weight, preference, levels(preference, conflict.space)))
    return replace(conflict, types=tuple(tuple(aims) if k == dm else own for k, own in enumerate(conflict.types)))


@st.composite
def two_aims(draw: st.DrawFn, features: Features) -> TwoAims | None:
    """Draw a conflict in which one decision maker has two types; ``None`` where no state is feasible."""
    description = draw(option_forms(features))
    conflict = build(description)
    if conflict is None:
        return None
    dm = draw(st.integers(0, description.n_dms - 1))
    first, second = (
        description.statements[dm],
        tuple(draw(st.lists(expressions(description.names), min_size=1, max_size=4))),
    )
    other = replace(
        description, statements=tuple(second if k == dm else own for k, own in enumerate(description.statements))
    )
    return TwoAims(with_types(conflict, dm, [first, second], list(WEIGHTS)), dm, (description, other))
