"""What happens without a deal, as a person says it: a state, or a number for a party."""

from collections.abc import Callable, Mapping, Sequence

from offramp.api.state_argument import find_state
from offramp.conflict.model import Conflict
from offramp.dossier.problems import did_you_mean
from offramp.settlement.package_set import PackageError
from offramp.settlement.reservation import NoDeal

FORECAST = "forecast"
"""The word for what the forecast expects."""


def no_deal_of(
    conflict: Conflict,
    given: Sequence[str] | None,
    forecast: Callable[[], tuple[str, Mapping[int, float]]] | None = None,
) -> NoDeal | None:
    """Return what happens without a deal; ``None`` where nothing is given (the status quo).

    Parameters
    ----------
    conflict
        The conflict.
    given
        ``DM=NUMBER`` for the value of one party; a state (a number, a pattern, ``id:NAME``, ``sq``) or ``forecast`` for
        all others.
    forecast
        Gives what the forecast is called and what it expects each party to have; asked only if need be.

    Raises
    ------
    PackageError
        When a party or a number cannot be read; all problems at once.
    offramp.api.state_argument.StateArgumentError
        When there is no such state.
    """
    numbers: dict[int, float] = {}
    states: list[int] = []
    expected: dict[int, float] = {}
    name = "given"
    problems: list[str] = []
    ids = [maker.id for maker in conflict.decision_makers]
    for text in given or ():
        who, equals, number = text.partition("=")
        if text == FORECAST and forecast is not None:
            name, values = forecast()
            expected = dict(values)
        elif not equals:
            states.append(find_state(conflict, text))
        elif who not in ids:
            hint = did_you_mean(who, ids) or f"known are {', '.join(ids)}"
            problems.append(f'reservation: there is no decision maker "{who}": {hint}')
        elif (value := _number(number)) is None:
            problems.append(f'reservation: "{number}" for {who} is not a number; write {who}=0.4')
        else:
            numbers[ids.index(who)] = value
    if len(states) + bool(expected) > 1:
        problems.append("reservation: give one state or the forecast; the values of single parties come as DM=NUMBER")
    if problems:
        raise PackageError(problems)
    if not numbers and not states and not expected:
        return None
    state = states[0] if states else None
    name = name if state is None else f"state {state + 1}, {conflict.space.label(state)}"
    return NoDeal(name, state, expected | numbers)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
