"""A conflict small enough to reckon with by hand."""

from dataclasses import replace

from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import Conflict
from offramp.logic.expression import Expression, Not, Variable
from random_conflicts import OptionForm, build


def small(status_quo: int | None = 0, rules: tuple[Expression, ...] = ()) -> Conflict:
    """Two decision makers with two options each; the first wants o0 and then not o1, the second o1 and then not o2."""
    o = [Variable(name) for name in ("dm0.o0", "dm0.o1", "dm1.o2", "dm1.o3")]
    nothing = (None,) * 4
    form = OptionForm(
        (0, 0, 1, 1), (Irreversible.NO,) * 4, nothing, rules, (), None, ((o[0], Not(o[1])), (o[1], Not(o[2])))
    )
    conflict = build(form)
    assert conflict is not None
    return replace(conflict, status_quo=status_quo)
