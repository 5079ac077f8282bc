"""Feasible states: every combination of options that breaks no rule.

The combinations are grown one option at a time, in file order, and each rule is applied as soon as every option
that it mentions has been placed. So a conflict of forty options with tight rules is enumerated as readily as one
of ten without, and only what is feasible so far is ever held.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.states import Codes
from offramp.logic.evaluate import evaluate
from offramp.logic.expression import Expression, names
from offramp.memory import require_memory

LARGEST_SPACE = 1 << 26
LARGEST_CODE = 63  # options in one unsigned 64-bit code, with room for the bound
_LARGEST_CENSUS = 20  # options in one rule up to which its removals are counted by enumeration


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint: what holds in every feasible state.

    Attributes
    ----------
    holds
        True in every feasible state; over ``dm.option`` names.
    text
        For people, as close to the dossier as can be.
    why
        The reason that the dossier gives.
    """

    holds: Expression
    text: str
    why: str | None = None


class TooManyStatesError(Exception):
    """The conflict has more states than can be enumerated.

    Attributes
    ----------
    at_least
        Number of states known to be too many.
    placed, n_options
        After how many of the options that number was reached.
    limit
        Largest number of states that was allowed.
    """

    def __init__(self, at_least: int, placed: int, n_options: int, limit: int) -> None:
        self.at_least, self.placed, self.n_options, self.limit = at_least, placed, n_options, limit
        super().__init__(
            f"the first {placed} of {n_options} options alone have {at_least:,} combinations that no constraint "
            f"excludes; at most {limit:,} states can be enumerated"
        )


def feasible_codes(option_ids: Sequence[str], rules: Sequence[Rule], limit: int = LARGEST_SPACE) -> Codes:
    """Return the codes of all feasible states.

    Parameters
    ----------
    option_ids
        ``dm.option`` in file order, at most 63.
    rules
        What must hold; may mention any of the options.
    limit
        Largest number of states to hold.

    Returns
    -------
    Codes
        Increasing, unsigned 32-bit up to 32 options, 64-bit above. Empty when the rules contradict each other.

    Raises
    ------
    TooManyStatesError
        When more than ``limit`` partial states would have to be held.
    """
    if len(option_ids) > LARGEST_CODE:
        raise TooManyStatesError(1 << len(option_ids), len(option_ids), len(option_ids), limit)
    place = {option: k for k, option in enumerate(option_ids)}
    due: dict[int, list[Rule]] = {}
    for rule in rules:
        due.setdefault(max((place[name] for name in names(rule.holds)), default=-1), []).append(rule)
    codes: Codes = np.zeros(1, dtype=np.uint32 if len(option_ids) <= 32 else np.uint64)
    codes = _obeying(codes, due.get(-1, ()), place)
    for k in range(len(option_ids)):
        if 2 * len(codes) > limit and k not in due:
            raise TooManyStatesError(2 * len(codes), k + 1, len(option_ids), limit)
        require_memory(8 * len(codes) * codes.itemsize, f"listing {2 * len(codes):,} combinations of options")
        codes = np.concatenate((codes, codes | codes.dtype.type(1 << k)))
        codes = _obeying(codes, due.get(k, ()), place)
        if len(codes) > limit:
            raise TooManyStatesError(len(codes), k + 1, len(option_ids), limit)
    return codes


def _obeying(codes: Codes, rules: Sequence[Rule], place: dict[str, int]) -> Codes:
    for rule in rules:
        codes = codes[_truth(rule.holds, codes, place)]
    return codes


def _truth(expression: Expression, codes: Codes, place: dict[str, int]) -> NDArray[np.bool_]:
    def column(name: str) -> NDArray[np.bool_]:
        taken: NDArray[np.bool_] = (codes & codes.dtype.type(1 << place[name])) != 0
        return taken

    return evaluate(expression, column, len(codes))


@dataclass(frozen=True, slots=True)
class Removal:
    """What one rule takes away.

    Attributes
    ----------
    rule
        The rule.
    removed
        Number of all combinations that break it; ``None`` when the rule mentions too many options to count.
    removed_alone
        Number of states that only this rule excludes; ``None`` when there would be too many to count.
    """

    rule: Rule
    removed: int | None
    removed_alone: int | None


def removals(
    option_ids: Sequence[str], rules: Sequence[Rule], n_feasible: int, limit: int = LARGEST_SPACE
) -> tuple[Removal, ...]:
    """Return what each rule removes, alone and beside the others.

    ``n_feasible`` is the number of codes that obey every rule.
    """
    result = []
    for index, rule in enumerate(rules):
        others = [other for position, other in enumerate(rules) if position != index]
        try:
            alone = len(feasible_codes(option_ids, others, limit)) - n_feasible
        except TooManyStatesError:
            alone = None
        result.append(Removal(rule, _breaking(option_ids, rule), alone))
    return tuple(result)


def _breaking(option_ids: Sequence[str], rule: Rule) -> int | None:
    mentioned = [option for option in option_ids if option in names(rule.holds)]
    if len(mentioned) > _LARGEST_CENSUS:
        return None
    codes = np.arange(1 << len(mentioned), dtype=np.uint32)
    holds = _truth(rule.holds, codes, {option: k for k, option in enumerate(mentioned)})
    return int(np.count_nonzero(~holds)) << (len(option_ids) - len(mentioned))


def clashing(option_ids: Sequence[str], rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Return a smallest-by-inclusion set of rules that leave no state between them.

    Empty when the rules can all be obeyed. Found by leaving out one rule after another and keeping those whose
    absence lets a state through (a deletion filter; Chinneck & Dravnieks 1991).

    >>> from offramp.logic.expression import Not, Variable
    >>> a, b = Variable("x.a"), Variable("x.b")
    >>> rules = (Rule(a, "a"), Rule(b, "b"), Rule(Not(a), "not a"))
    >>> [rule.text for rule in clashing(("x.a", "x.b"), rules)]
    ['a', 'not a']
    """
    if _any_state(option_ids, rules):
        return ()
    kept = list(rules)
    for rule in rules:
        without = [other for other in kept if other is not rule]
        if not _any_state(option_ids, without):
            kept = without
    return tuple(kept)


def _any_state(option_ids: Sequence[str], rules: Sequence[Rule]) -> bool:
    """Look only at the options that the rules mention: the others are free."""
    mentioned = {name for rule in rules for name in names(rule.holds)}
    try:
        return len(feasible_codes([option for option in option_ids if option in mentioned], rules)) > 0
    except TooManyStatesError:
        return True
