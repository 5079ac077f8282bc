"""What the summary says of the ways out: whether the offers would last, and which words would not be kept."""

from collections.abc import Mapping, Sequence

from offramp.brief.announced import AnnouncedView
from offramp.brief.phrases import alike
from offramp.brief.ways_out import OfferOutlook, WaysOut
from offramp.figures.words import listing


def lasting(names: Sequence[str], ways: WaysOut) -> Mapping[str, str]:
    """Return for each offer, by title, whether it would last if it were settled; ``names`` are the cases in words."""
    told: dict[str, list[str]] = {}
    for case in ways.cases:
        for outlook in case.offers:
            for title in outlook.titles:
                told.setdefault(title, []).append(_lasts(outlook))
    return {title: _by_case(texts, names) for title, texts in told.items()}


def _by_case(texts: Sequence[str], names: Sequence[str]) -> str:
    groups = alike(texts)
    if len(groups) == 1:
        return f"If it were settled, {texts[0]}."
    cases = (f"if {listing((names[k] for k in places), 'or if')}, {text}" for places, text in groups)
    return f"If it were settled: {'; '.join(cases)}."


def _lasts(outlook: OfferOutlook) -> str:
    if not outlook.holds_as_asked:
        end = "and no guarantee that was tried repairs that" if outlook.hopeless else "unless bound by guarantees"
        return f"{listing(outlook.breakers)} would break it, {end}"
    return "it would hold" if outlook.comes_undone is None else "it would hold at first and come undone later"


def hollow_words(announced: Sequence[AnnouncedView]) -> str | None:
    """Return which threats and promises would not be kept whatever the aim of their maker; ``None`` if all would."""
    hollow = [each for each in announced if not each.kept_by_some]
    if not hollow:
        return None
    told = listing(f"“{each.title}” ({each.kind} of {each.maker})" for each in hollow)
    return f"When the time came, whatever the aim of its maker, this would not be kept: {told}."
