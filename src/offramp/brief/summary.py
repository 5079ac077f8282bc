"""The one-screen summary: what holds, what is reached, who refuses the offers and why, what rests on assumptions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from offramp.brief.burden import Burden, StrikeView
from offramp.brief.endings import Hold
from offramp.brief.equilibria import EquilibriaView
from offramp.brief.ledger import Ledger
from offramp.brief.phrases import alike, capital
from offramp.brief.record import DeadlineView
from offramp.brief.table import OfferAnalysis, PackageView, VerdictView
from offramp.brief.verdicts import EndingCaseView, EndingView, PathView
from offramp.brief.witness import Urge
from offramp.figures.words import counted, listing
from offramp.stability.concepts import Concept

MOST_STATES = 4
"""States that the summary names where the dossier names no endings."""

MOST_OFFERS = 2
"""Offers that the summary tells of: the latest."""


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

    >>> by_case(["A.", "A."], ["x", "y"]), by_case(["A.", "B."], ["x", "y"])
    ('A.', 'If x: A. If y: B.')
    """
    groups = alike(texts)
    if len(groups) == 1:
        return texts[0]
    return " ".join(f"If {listing((names[place] for place in places), 'or if')}: {text}" for places, text in groups)


def summary(
    names: Sequence[str],
    today: Sequence[Today],
    equilibria: Sequence[EquilibriaView],
    endings: Sequence[EndingView],
    offers: Sequence[OfferAnalysis],
    package: PackageView | None,
    weight: Burden,
    evidence: Ledger,
    deadlines: Sequence[DeadlineView],
    lasting: Mapping[str, str],
    hollow: str | None,
) -> tuple[Point, ...]:
    """Return the points of the summary; those that have nothing to say are left out.

    ``names`` are the combinations of types in words; ``today`` is empty without a status quo; ``lasting`` says
    of each offer, by title, whether it would last; ``hollow`` which threats and promises would not be kept.
    """
    told = [offer for offer in offers if offer.cases]
    points = [
        _today_point(names, today),
        _holding_point(names, endings) if endings else _states_point(names, equilibria),
        _reach_point(names, endings) if today else None,
        *(_offer_point(names, offer, lasting.get(offer.offer.title, "")) for offer in told[-MOST_OFFERS:]),
        _bundles_point(package),
        None if hollow is None else Point("Words that would not be kept", hollow, "words"),
        _watch_point(deadlines),
        _burden_point(weight, evidence, named=bool(endings)),
    ]
    return tuple(point for point in points if point is not None)


def _today_point(names: Sequence[str], today: Sequence[Today]) -> Point | None:
    if not today:
        return None
    holds = {case.hold >= Hold.DETERRED for case in today}
    lead = (
        "Today holds"
        if all(holds)
        else "Whether today holds depends on the aims"
        if any(holds)
        else "Today does not hold"
    )
    return Point(lead, by_case([_today_text(case) for case in today], names), "today")


def _today_text(case: Today) -> str:
    leaving = [urge for urge in case.urges if urge.what and not urge.deterred]
    if leaving:
        moves = listing(f"{urge.who} by {urge.what}" for urge in leaving)
        return f"Nothing credible deters these from doing better by a move of their own: {moves}."
    if case.hold >= Hold.DETERRED:
        return "Nobody has a move that pays in the end."
    return "Some could do better, and only a reply that would not pay its makers holds them back."


def _titles(endings: Iterable[EndingView]) -> str:
    return listing(f"“{ending.title}”" for ending in endings)


def _states_point(names: Sequence[str], equilibria: Sequence[EquilibriaView]) -> Point:
    """Say which states hold, where the dossier names no endings."""
    texts = []
    for case in equilibria:
        rows = [row for row in case.rows if Concept.SEQ in row.concepts]
        number = dict(case.counts)[Concept.SEQ]
        shown = "; ".join(row.name for row in rows[:MOST_STATES]) + ("; …" if len(rows) > MOST_STATES else "")
        texts.append(f"In {counted(number, 'state')} no side has a move that pays: {shown}." if number else "None.")
    return Point("What holds", by_case(texts, names), "equilibria")


def _holding_point(names: Sequence[str], endings: Sequence[EndingView]) -> Point:
    always = [ending for ending in endings if ending.always]
    mixed = [ending for ending in endings if not ending.always and not ending.never]
    feared = [ending for ending in endings if ending.never and any(case.hold for case in ending.cases)]
    never = [ending for ending in endings if ending.never and ending not in feared]
    sentences = []
    if always:
        whatever = "Whatever the aims: " if len(names) > 1 else ""
        sentences.append(f"{whatever}{_titles(always)}: in at least one state of each, no side has a move that pays.")
    for ending in mixed:
        when = [name for name, case in zip(names, ending.cases, strict=True) if case.hold >= Hold.DETERRED]
        sentences.append(f"“{ending.title}” only if {listing(when, 'or if')}.")
    if feared:
        sentences.append(f"Only by fear of a bluff: {_titles(feared)}.")
    if never:
        sentences.append(f"Not at all: {_titles(never)}.")
    refusing = _refusing([*always, *mixed])
    if refusing:
        likes = "likes" if len(refusing) == 1 else "like"
        sentences.append(f"{listing(refusing)} {likes} today better than any ending that holds.")
    n_holding = len(always) + len(mixed)
    lead = f"{n_holding} of {counted(len(endings), 'ending')} hold" if n_holding else "No ending holds"
    return Point(lead, " ".join(sentences), "hold")


def _refusing(endings: Sequence[EndingView]) -> list[str]:
    """Return who likes today better than every state in which any of some endings holds, whatever the types."""
    firm = [case for ending in endings for case in ending.cases if case.hold >= Hold.DETERRED]
    refusing = [{refusal.who for refusal in case.refusals if refusal.prefers_today} for case in firm]
    everywhere = set.intersection(*refusing) if refusing else set()
    return [refusal.who for refusal in firm[0].refusals if refusal.who in everywhere] if firm else []


def _reach_point(names: Sequence[str], endings: Sequence[EndingView]) -> Point | None:
    if all(ending.never for ending in endings):  # also where none is named
        return None
    texts = [_reach_text([(ending, ending.cases[place]) for ending in endings]) for place in range(len(names))]
    return Point("Where it can slide by itself", by_case(texts, names), "reach")


def _reach_text(cases: Sequence[tuple[EndingView, EndingCaseView]]) -> str:
    firm = [(ending, case.path) for ending, case in cases if case.hold >= Hold.DETERRED and case.path is not None]
    near = [(ending, path) for ending, path in firm if path.improvements and path.holds]
    here = [f"“{ending.title}”" for ending, path in near if not path.steps]
    onward = [
        f"“{ending.title}”{'' if path.best else ' (if somebody passes over its best move)'}"
        for ending, path in near
        if path.steps
    ]
    sentences = [f"Today is in {listing(here)}, and holds."] if here else []
    if onward:
        sentences.append(f"Steps that each pay whoever makes them lead from today to {listing(onward)}.")
    if not near:
        sentences.append("No steps that each pay whoever makes them lead from today to an ending that holds.")
    costs: dict[str, list[str]] = {}
    for ending, path in firm:
        if (ending, path) not in near:
            costs.setdefault(_cost(path), []).append(f"“{ending.title}”")
    for cost, held in costs.items():
        hold = "holds" if len(held) == 1 else "hold"
        sentences.append(f"{listing(held)} {hold} too, but on a shortest way there {cost}.")
    return " ".join(sentences)


def _cost(path: PathView) -> str:
    movers = list(dict.fromkeys(step.who for step in path.steps if step.gain == "worse"))
    own = "its own priorities" if len(movers) == 1 else "their own priorities"
    return f"{listing(movers)} would have to act against {own}" if movers else "some step does not pay"


def _offer_point(names: Sequence[str], offer: OfferAnalysis, lasts: str) -> Point:
    """Say who is better and who worse off than today; reasons for those whose consent is needed."""
    every = [[case.verdicts[dm] for case in offer.cases] for dm in range(len(offer.cases[0].verdicts))]
    parties = [verdicts for verdicts in every if verdicts[0].is_party] or every
    same = [verdicts for verdicts in parties if len({each.gain for each in verdicts}) == 1]
    worse = [f"{each[0].who} ({_because(each)})" for each in same if each[0].gain in ("worse", "same or worse")]
    better = [each[0].who for each in same if each[0].gain in ("better", "same or better")]
    open_ = [each[0].who for each in same if each[0].gain == "depends"]
    sentences = [f"Worse than today for {listing(worse)}."] if worse else []
    if better:
        sentences.append(f"Better for {listing(better)}.")
    if open_:
        sentences.append(f"For {listing(open_)} it depends on what the offer leaves open.")
    for verdicts in parties:
        if verdicts not in same:
            words = [_DEPENDS.get(each.gain, each.gain) for each in verdicts]
            gains = [
                f"{gain} if {listing((names[place] for place in places), 'or if')}" for places, gain in alike(words)
            ]
            sentences.append(f"For {verdicts[0].who}: {'; '.join(gains)}.")
    sentences = sentences or ["No party is better or worse off than today."]
    return Point(offer.offer.title, " ".join([*sentences, *([lasts] if lasts else [])]), "ways" if lasts else "table")


_DEPENDS = {"depends": "better or worse, by what it leaves open,"}


def _because(verdicts: Iterable[VerdictView]) -> str:
    reasons = dict.fromkeys(each.because.short for each in verdicts if each.because is not None)
    return f"against it: {'; or '.join(reasons)}" if reasons else "by its ranking"


def _bundles_point(package: PackageView | None) -> Point | None:
    if package is None or not package.bundles or not package.bundles[0].n_settled:
        return None
    settled = package.bundles[0].n_settled
    good = _numbers(case.n_all_gain for case in package.bundles)
    if good == "none":
        text = f"None of the {settled:,} leaves every party at least as well off as today and one better off."
    else:
        firm = _numbers(case.n_all_gain_and_hold for case in package.bundles)
        text = f"{good} of {settled:,} leave every party at least as well off as today and one better off; {firm} hold."
    gains = [
        f"{who} in {_numbers(case.gains[dm][1] for case in package.bundles)}"
        for dm, (who, _) in enumerate(package.bundles[0].gains)
    ]
    return Point("All ways to settle these terms", f"{capital(text)} Better off than today: {listing(gains)}.", "table")


def _numbers(numbers: Iterable[int]) -> str:
    """Return what differs case by case as a choice: "96 or 16, by the aims", "none"."""
    different = [f"{number:,}" if number else "none" for number in dict.fromkeys(numbers)]
    return listing(different, "or") + (" (by the aims)" if len(different) > 1 else "")


def _burden_point(weight: Burden, evidence: Ledger, *, named: bool) -> Point | None:
    """Say what rests on assumptions and what is disputed; ``named``: whether there are endings to hold or not."""
    sentences = []
    if weight.n_statements:
        n_all = counted(weight.n_statements, "preference statement")
        sentences = [f"{weight.n_bare} of {n_all} are assumed or cite no evidence."]
        lost, gained = _rests_on(weight.decisive, "lost"), _rests_on(weight.decisive, "gained")
        if named and weight.tested and weight.n_bare and not lost:
            sentences.append("Every ending that holds still does when any one of them is struck out.")
        sentences += [f"That “{title}” holds rests on {labels}." for title, labels in lost.items()]
        sentences += [f"That “{title}” does not hold rests on {labels}." for title, labels in gained.items()]
    if evidence.disputes:
        sentences.append(f"Claims that contradict each other: {counted(len(evidence.disputes), 'pair')}.")
    return Point("What rests on assumptions", " ".join(sentences), "burden") if sentences else None


def _rests_on(views: Sequence[StrikeView], field: Literal["lost", "gained"]) -> dict[str, str]:
    """Return, for each ending, the statements without which it ceases (``lost``) or begins (``gained``) to hold."""
    labels: dict[str, list[str]] = {}
    for view in views:
        titles = {title for effect in view.effects if effect for title in getattr(effect, field)}
        for title in sorted(titles):
            labels.setdefault(title, []).append(view.statement.label)
    return {title: listing(dict.fromkeys(found), "and on") for title, found in labels.items()}


def _watch_point(deadlines: Sequence[DeadlineView]) -> Point | None:
    open_ = [
        f"{each.title}, {'by' if each.demands else 'on'} {each.date}"
        + (f" ({'; '.join(each.changes)})" if each.changes else "")
        for each in deadlines
        if each.status == "open"
    ]
    return Point("Deadlines that are open", f"{capital('; '.join(open_))}.", "record") if open_ else None
