"""The versions of a dossier's conflict: one for each set of its rules of uncertain strength that may bind."""

from collections.abc import Sequence
from dataclasses import replace

from offramp.conflict.model import Conflict
from offramp.dossier.build import BuiltDossier
from offramp.dossier.strengths import SoftRule, conflict_without
from offramp.forecast.deadlines import Deadline
from offramp.forecast.versions import Binding, Values, Versions
from offramp.settlement.values import state_values


def versions_of(
    built: BuiltDossier, rules: Sequence[SoftRule], conflict: Conflict, deadlines: Sequence[Deadline]
) -> Versions | None:
    """Return the versions of a dossier's conflict; ``None`` where every rule binds for certain.

    Parameters
    ----------
    built
        The dossier.
    rules
        Its rules of uncertain strength.
    conflict
        The conflict in which all of them bind; its weights of the types are those of every version.
    deadlines
        Those to come.
    """
    weights = [[aim.weight for aim in types] for types in conflict.types]

    def make(binding: Binding) -> tuple[Conflict, Values]:
        gone = frozenset(rule.path for rule, binds in zip(rules, binding, strict=True) if not binds)
        found = conflict_without(built, gone)
        types = tuple(
            tuple(replace(aim, weight=weight) for aim, weight in zip(own, beliefs, strict=True))
            for own, beliefs in zip(found.types, weights, strict=True)
        )
        return replace(found, types=types), [
            [state_values(found.space, aim).all() for aim in own] for own in found.types
        ]

    return Versions(len(rules), make, deadlines) if rules else None
