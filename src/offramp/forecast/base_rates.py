"""Base rates: how often crises of a kind ended how, from published codings, and the forecast that follows from them.

The facts are in :mod:`offramp.forecast.reference_classes`. A base rate is where a forecast begins, not a forecast of
this case: which class the case belongs to, and how its endings map to what was coded, decide most of it. So both are
named, several are on offer, and the mapping is the caller's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offramp.forecast.reliability import wilson


@dataclass(frozen=True, slots=True)
class CodedOutcome:
    """How cases of a reference class ended.

    Attributes
    ----------
    id, title
        For programs and for people.
    share
        Of all cases of the class, in [0, 1]. Rounded to a hundredth where the count is not known.
    count
        Number of cases; ``None`` where the source gives only the rounded share.
    """

    id: str
    title: str
    share: float
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ReferenceClass:
    """Past cases of a kind, and how they ended under one mapping.

    Attributes
    ----------
    id, name
        For programs and for people.
    source
        Where the coding comes from.
    mapping
        What counts as which outcome: the same cases give other rates under another mapping.
    n
        Number of cases.
    outcomes
        Disjoint; shares add up to 1, or to less where the source leaves some cases out, or to about 1 where they are
        rounded.
    cautions
        What to keep in mind.
    """

    id: str
    name: str
    source: str
    mapping: str
    n: int
    outcomes: tuple[CodedOutcome, ...]
    cautions: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether the number of cases of every outcome is known, not only a rounded share."""
        return all(outcome.count is not None for outcome in self.outcomes)

    @property
    def unlisted(self) -> float:
        """The share of cases that no outcome covers, as far as rounding lets one tell; in [0, 1]."""
        return max(0.0, round(1 - sum(outcome.share for outcome in self.outcomes), 9))

    def outcome(self, outcome_id: str) -> CodedOutcome:
        """Return an outcome by id; raises ``KeyError`` when there is none."""
        for outcome in self.outcomes:
            if outcome.id == outcome_id:
                return outcome
        raise KeyError(outcome_id)

    def interval(self, outcome_id: str) -> tuple[float, float]:
        """Return the 95% interval of an outcome's share (Wilson 1927), from its count or its rounded share."""
        return wilson(self.outcome(outcome_id).share, self.n)


@dataclass(frozen=True, slots=True)
class BaseRateForecast:
    """What a reference class says about the endings of a conflict.

    Attributes
    ----------
    reference
        The class.
    mapping
        For each ending, the outcomes that it stands for.
    probability, low, high
        By ending, in [0, 1]; the probabilities add up to 1. Bounds are 95% intervals (Wilson 1927) of the share of
        cases, from sampling only: that the class may be the wrong one is not in them.
    left_out
        The share of cases of the class that no ending stands for; the rest was scaled up to 1.
    shared
        Outcomes that several endings stand for: their share was split evenly, since the class cannot tell them apart.
    """

    reference: ReferenceClass
    mapping: Mapping[str, tuple[str, ...]]
    probability: Mapping[str, float]
    low: Mapping[str, float]
    high: Mapping[str, float]
    left_out: float
    shared: tuple[str, ...]


def base_rate_forecast(
    reference: ReferenceClass, endings: Sequence[str], mapping: Mapping[str, str | Sequence[str]]
) -> BaseRateForecast:
    """Return the forecast that a reference class gives for the endings of a conflict.

    Parameters
    ----------
    reference
        Past cases.
    endings
        Ids of the endings, at least one.
    mapping
        For each ending the id of the outcome that it stands for, or several.

    Raises
    ------
    ValueError
        When an ending has no outcome, an id is unknown, or no case of the class ended in any of them; all faults are
        told at once.
    """
    given = {ending: (to,) if isinstance(to, str) else tuple(dict.fromkeys(to)) for ending, to in mapping.items()}
    _check(reference, endings, given)
    given = {ending: given[ending] for ending in endings}
    users = {outcome.id: [e for e in endings if outcome.id in given[e]] for outcome in reference.outcomes}
    used = [outcome for outcome in reference.outcomes if users[outcome.id]]
    covered = sum(outcome.share for outcome in used)
    if covered == 0:
        raise ValueError(f"no case of {reference.id} ended in any of these outcomes")
    raw = {e: sum(reference.outcome(to).share / len(users[to]) for to in given[e]) for e in endings}
    probability = {ending: share / covered for ending, share in raw.items()}
    bounds = {
        ending: wilson(min(share, 1.0), max(1, round(reference.n * covered))) for ending, share in probability.items()
    }
    return BaseRateForecast(
        reference,
        given,
        probability,
        {ending: low for ending, (low, _) in bounds.items()},
        {ending: high for ending, (_, high) in bounds.items()},
        left_out=max(0.0, 1 - covered / max(1.0, sum(outcome.share for outcome in reference.outcomes))),
        shared=tuple(outcome.id for outcome in used if len(users[outcome.id]) > 1),
    )


def _check(reference: ReferenceClass, endings: Sequence[str], given: Mapping[str, tuple[str, ...]]) -> None:
    known = [outcome.id for outcome in reference.outcomes]
    wrong = [] if endings else ["a forecast needs one ending at least"]
    wrong += [
        f'"{ending}" is not an ending; endings are {", ".join(endings)}' for ending in given if ending not in endings
    ]
    wrong += [
        f'the ending "{ending}" stands for no outcome of {reference.id}: give one of {", ".join(known)}'
        for ending in endings
        if not given.get(ending)
    ]
    wrong += [
        f'{reference.id} has no outcome "{to}": {", ".join(known)}'
        for to in dict.fromkeys(to for some in given.values() for to in some)
        if to not in known
    ]
    if wrong:
        raise ValueError("\n".join(wrong))
