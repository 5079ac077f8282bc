"""How consistent each claim of the ledger is with each ending: as the dossier says, or as follows from its links."""

from collections.abc import Mapping

from offramp.dossier.model import Dossier
from offramp.dossier.model_evidence import Consistency

Found = dict[str, dict[str, tuple[Consistency, str]]]


def consistency_of(dossier: Dossier) -> Found:
    """Return, by claim and ending, the mark and what it follows from (empty where the dossier gives it).

    What the dossier gives under ``consistency`` counts. Otherwise a claim that an ending cites is consistent with it;
    so is a claim that supports one that is, directly or by way of others; and a claim that contradicts one that the
    ending cites, or supports such a claim, is inconsistent with it. Where both follow the claim is neutral, which its
    reason says. No mark follows where there is no link, and rejected claims carry none.
    """
    supports = {name: _accepted(dossier, claim.supports) for name, claim in dossier.evidence.items()}
    disputes = _disputes(dossier)
    found: Found = {name: {} for name in _accepted(dossier, tuple(dossier.evidence))}
    for ending, scenario in dossier.scenarios.items():
        cited = _accepted(dossier, scenario.evidence)
        rivals = [name for each in cited for name in sorted(disputes[each])]
        in_favour = _reasons(cited, supports, "cited by the ending", "supports")
        against = _reasons(tuple(dict.fromkeys(rivals)), supports, "contradicts what the ending cites", "supports")
        for name, marks in found.items():
            mark = _mark(in_favour.get(name), against.get(name))
            if mark is not None:
                marks[ending] = mark
    for name, claim in dossier.evidence.items():
        if name in found:
            found[name] |= {ending: (mark, "") for ending, mark in claim.consistency.items()}
    return found


def origins_of(dossier: Dossier, name: str) -> frozenset[str]:
    """Return who a claim comes from in the end: the last link of its chain, else the source in its own voice.

    A claim whose origins are some of another's has that one's, so that they are counted once.
    """
    seen: set[str] = set()
    claim = dossier.evidence[name]
    while claim.subset_of is not None and claim.subset_of in dossier.evidence and claim.subset_of not in seen:
        seen.add(claim.subset_of)
        claim = dossier.evidence[claim.subset_of]
    if claim.attributed_to:
        return frozenset(claim.attributed_to[-1])
    source = dossier.sources.get(claim.source or "")
    return frozenset([(source.publisher if source else None) or claim.source or name])


def _accepted(dossier: Dossier, names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name in dossier.evidence and dossier.evidence[name].status != "rejected")


def _disputes(dossier: Dossier) -> Mapping[str, set[str]]:
    """Return for each claim those that contradict it or that it contradicts."""
    found: dict[str, set[str]] = {name: set() for name in dossier.evidence}
    for name in _accepted(dossier, tuple(dossier.evidence)):
        for other in _accepted(dossier, dossier.evidence[name].contradicts):
            found[name].add(other)
            found[other].add(name)
    return found


def _reasons(first: tuple[str, ...], supports: Mapping[str, tuple[str, ...]], reason: str, link: str) -> dict[str, str]:
    """Return claims, and those that support them directly or by way of others, each with a reason."""
    reasons = dict.fromkeys(first, reason)
    added = list(first)
    while added:
        target = added.pop(0)
        for name, supported in supports.items():
            if target in supported and name not in reasons:
                reasons[name] = f"{link} {target}"
                added.append(name)
    return reasons


def _mark(in_favour: str | None, against: str | None) -> tuple[Consistency, str] | None:
    if in_favour is not None and against is not None:
        return "N", f"both ways: {in_favour}; {against}"
    if in_favour is not None:
        return "C", in_favour
    return None if against is None else ("I", against)
