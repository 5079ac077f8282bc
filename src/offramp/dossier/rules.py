"""Constraints of a dossier as rules on states and bans on moves."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from offramp.conflict.coalesce import Merge
from offramp.conflict.feasibility import Rule
from offramp.conflict.option_moves import MoveBan
from offramp.dossier.model_conflict import Constraint
from offramp.dossier.names import ANYTHING, Names, Path
from offramp.logic.expression import And, Expression, Implies, Not, Or

LARGEST_GROUP = 64  # expressions in one group: each pair of them makes a rule


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule with the place of its constraint in the file."""

    rule: Rule
    path: Path


def rules(names: Names) -> tuple[PlacedRule, ...]:
    """Return what holds in every feasible state, one rule for each constraint (``requires``: for each pair)."""
    placed = []
    for index, constraint in enumerate(names.model.constraints):
        path = ("constraints", index)
        if constraint.rule != "no_move" and path not in names.unbound:
            for text, holds in _holding(constraint, names, path):
                placed.append(PlacedRule(Rule(holds, text, constraint.why), path))
    return tuple(placed)


def _holding(constraint: Constraint, names: Names, path: Path) -> Iterator[tuple[str, Expression]]:
    place = (*path, constraint.rule)
    if constraint.requires is not None:
        for a, b in constraint.requires.items():
            antecedent = names.expression(a, (*place, a), key=True)
            consequent = names.expression(b, (*place, a))
            if antecedent is not None and consequent is not None:
                yield f"{a} requires {b}", Implies(antecedent, consequent)
        return
    if (single := constraint.never or constraint.always) is not None:
        expression = names.expression(single, place)
        if expression is not None:
            yield f"{constraint.rule} {single}", Not(expression) if constraint.never is not None else expression
        return
    texts = constraint.at_most_one or constraint.at_least_one or constraint.exactly_one or ()
    if len(texts) > LARGEST_GROUP:
        names.error(place, "too-large-group", f"a group of {len(texts):,}; at most {LARGEST_GROUP} are read", key=True)
        return
    parts = [names.expression(text, (*place, index)) for index, text in enumerate(texts)]
    known = [part for part in parts if part is not None]
    if len(known) == len(parts):
        yield f"{constraint.rule.replace('_', ' ')} of {', '.join(texts)}", _counted(constraint.rule, known)


def _counted(rule: str, parts: list[Expression]) -> Expression:
    some = Or(tuple(parts)) if len(parts) > 1 else parts[0]
    if rule == "at_least_one" or len(parts) == 1:
        return ANYTHING if rule == "at_most_one" else some
    pairs = [Not(And((a, b))) for a, b in combinations(parts, 2)]
    return And((*pairs, some)) if rule == "exactly_one" else pairs[0] if len(pairs) == 1 else And(tuple(pairs))


def bans(names: Names) -> tuple[MoveBan, ...]:
    """Return the moves that cannot be."""
    found = []
    ids = list(names.model.decision_makers)
    for index, constraint in enumerate(names.model.constraints):
        if (ban := constraint.no_move) is None or ("constraints", index) in names.unbound:
            continue
        path = ("constraints", index, "no_move")
        names.known(ban.by, ids, (*path, "by"), "decision maker")
        source = ANYTHING if ban.from_ is None else names.expression(ban.from_, (*path, "from"))
        target = ANYTHING if ban.to is None else names.expression(ban.to, (*path, "to"))
        if source is not None and target is not None:
            found += [MoveBan(ids.index(by), source, target) for by in ban.by if by in ids]
    return tuple(found)


def merges(names: Names) -> tuple[Merge, ...]:
    """Return the sets of states that are treated as one."""
    found = []
    seen: dict[str, Path] = {}
    for index, coalesced in enumerate(names.model.coalesce):
        names.unique(coalesced.id, ("coalesce", index, "id"), seen)
        when = names.expression(coalesced.when, ("coalesce", index, "when"))
        if when is not None:
            found.append(Merge(coalesced.id, coalesced.title or coalesced.id, when))
    return tuple(found)
