"""The one-screen summary: what holds, what is reached, who refuses the offers and why, what rests on assumptions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from offramp.brief.burden import Burden
from offramp.brief.endings import Hold
from offramp.brief.ledger import Ledger
from offramp.brief.phrases import capital, count, listing
from offramp.brief.record import DeadlineView
from offramp.brief.table import BundlesView, OfferAnalysis, OfferCaseView, PackageView
from offramp.brief.verdicts import EndingView, Urge


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the summary: a few words that lead, the sentences, and the section that says more."""

    lead: str
    text: str
    section: str


@dataclass(frozen=True, slots=True)
class Today:
    """The status quo in one case: how firmly it holds, and what each would do."""

    hold: Hold
    urges: tuple[Urge, ...]


def by_case(texts: Sequence[str], names: Sequence[str]) -> str:
    """Return what is said of every case once, and what differs case by case.

    >>> by_case(["a.", "a."], ["x", "y"]), by_case(["a.", "b."], ["x", "y"])
    ('a.', 'If x: a. If y: b.')
    """
    if len(set(texts)) == 1:
        return texts[0]
    same: dict[str, list[str]] = {}
    for text, name in zip(texts, names, strict=True):
        same.setdefault(text, []).append(name)
    return " ".join(f"If {listing(cases, 'or')}: {text}" for text, cases in same.items())


def summary(
    names: Sequence[str],
    today: Sequence[Today],
    endings: Sequence[EndingView],
    offers: Sequence[OfferAnalysis],
    package: PackageView | None,
    weight: Burden,
    evidence: Ledger,
    deadlines: Sequence[DeadlineView],
) -> tuple[Point, ...]:
    """Return the points of the summary; those that have nothing to say are left out."""
    points = [
        _today_point(names, today),
        _holding_point(names, endings),
        _reach_point(names, endings) if today else None,
        *(_offer_point(names, offer) for offer in offers if offer.cases),
        _bundles_point(names, package),
        _burden_point(weight),
        _watch_point(evidence, deadlines),
    ]
    return tuple(point for point in points if point is not None)


def _today_point(names: Sequence[str], today: Sequence[Today]) -> Point | None:
    if not today:
        return None
    texts = []
    for case in today:
        leaving = [urge for urge in case.urges if urge.n_improvements and not urge.deterred]
        if case.hold >= Hold.DETERRED:
            texts.append("nobody has a move that pays in the end.")
        elif leaving:
            texts.append(f"{listing(f'{urge.who} {_would(urge)}' for urge in leaving)}.")
        else:
            texts.append("some would move, and only a doubtful reply holds them back.")
    holds = {case.hold >= Hold.DETERRED for case in today}
    lead = (
        "Today holds"
        if holds == {True}
        else "Today does not hold"
        if holds == {False}
        else "Whether today holds is open"
    )
    return Point(lead, capital(by_case(texts, names)), "today")


def _would(urge: Urge) -> str:
    """Turn "does X and stops Y" into "would do X and stop Y"."""
    return "gains if it " + urge.what


def _titles(endings: Iterable[EndingView]) -> str:
    return listing(f"“{ending.title}”" for ending in endings)


def _holding_point(names: Sequence[str], endings: Sequence[EndingView]) -> Point | None:
    if not endings:
        return None
    always = [ending for ending in endings if ending.always]
    never = [ending for ending in endings if ending.never]
    mixed = [ending for ending in endings if not ending.always and not ending.never]
    sentences = []
    whatever = " whatever the aims" if len(names) > 1 else ""
    if always:
        sentences.append(
            f"{_titles(always)}: once there, nobody gains by leaving, or a credible reply deters it{whatever}."
        )
    for ending in mixed:
        when = [name for name, case in zip(names, ending.cases, strict=True) if case.hold >= Hold.DETERRED]
        sentences.append(f"“{ending.title}” only if {listing(when, 'or')}.")
    if never:
        sentences.append(f"{_titles(never)} {'does' if len(never) == 1 else 'do'} not hold.")
    n_holding = len(always) + len(mixed)
    lead = f"{n_holding} of {count(len(endings), 'ending')} can hold" if n_holding else "No ending holds"
    return Point(lead, " ".join(sentences), "hold")


def _reach_point(names: Sequence[str], endings: Sequence[EndingView]) -> Point | None:
    texts = []
    for place in range(len(names)):
        cases = [(ending, ending.cases[place]) for ending in endings]
        firm = [(ending, case) for ending, case in cases if case.hold >= Hold.DETERRED]
        near = [ending for ending, case in firm if case.path is not None and case.path.improvements and case.path.holds]
        far = [ending for ending, case in firm if ending not in near]
        text = "No ending that holds is reached by steps that each pay whoever makes them." if not near else (
            f"Steps that each pay whoever makes them lead from today to {_titles(near)}."
        )  # fmt: skip
        if far:
            text += f" {_titles(far)} would hold, but somebody would have to move against its own priorities first."
        texts.append(text)
    return Point("What can come of it by itself", by_case(texts, names), "reach") if texts else None


def _offer_point(names: Sequence[str], offer: OfferAnalysis) -> Point:
    texts = [_offer_text(case) for case in offer.cases]
    return Point(f"{offer.offer.title}", capital(by_case(texts, names)), "table")


def _offer_text(case: OfferCaseView) -> str:
    against = [
        verdict.who + (f" (first of its priorities against it: {verdict.because.words})" if verdict.because else "")
        for verdict in case.against
    ]
    for_it = [verdict.who for verdict in case.verdicts if verdict.gain == "better"]
    torn = [verdict.who for verdict in case.verdicts if verdict.gain == "depends"]
    sentences = [f"worse than today for {listing(against)}" if against else "worse than today for nobody"]
    if for_it:
        sentences.append(f"better for {listing(for_it)}")
    if torn:
        sentences.append(f"for {listing(torn)} it depends on what it leaves open")
    return "; ".join(sentences) + "."


def _bundles_point(names: Sequence[str], package: PackageView | None) -> Point | None:
    if package is None or not package.bundles or not package.bundles[0].n_settled:
        return None
    text = capital(by_case([_bundles_text(case) for case in package.bundles], names))
    return Point("All ways to settle these terms", text, "table")


def _bundles_text(case: BundlesView) -> str:
    no_loss = f"{case.n_all_gain:,} of {case.n_settled:,} leave every party at least as well off as today"
    if case.n_all_gain_and_hold:
        return f"{no_loss}, and {case.n_all_gain_and_hold:,} of these hold."
    if case.n_all_gain:
        return f"{no_loss}, but none of these holds: somebody would break it."
    none = [who for who, number in case.gains if not number]
    few = [f"{who} gains in {number:,}" for who, number in case.gains if number]
    text = f"none of {case.n_settled:,} leaves every party at least as well off as today and one better off"
    return f"{text}: {listing([*few, *([f'{listing(none)} in none'] if none else [])])}."


def _burden_point(weight: Burden) -> Point | None:
    if not weight.n_statements:
        return None
    text = f"{weight.n_bare} of {count(weight.n_statements, 'preference statement')} are assumed or cite no evidence."
    lost: dict[str, list[str]] = {}
    for view in weight.decisive:
        for title in sorted({title for effect in view.effects if effect for title in effect.lost}):
            lost.setdefault(title, []).append(view.statement.label)
    for title, labels in lost.items():
        text += f" That “{title}” holds rests on {listing(labels, 'or')}."
    if weight.tested and not lost and weight.n_bare:
        text += " No ending that holds would cease to hold if any single one of them were struck out."
    return Point("What rests on assumptions", text, "burden")


def _watch_point(evidence: Ledger, deadlines: Sequence[DeadlineView]) -> Point | None:
    parts = [
        f"the deadline of {deadline.date}: {deadline.title}" for deadline in deadlines if deadline.status == "open"
    ]
    if evidence.disputes:
        parts.append(f"{count(len(evidence.disputes), 'pair')} of claims that contradict each other")
    return Point("What is open or in dispute", f"{capital(listing(parts))}.", "disputes") if parts else None
