"""What the summary says of the ways out: whether the offers would last, and which words would be kept."""

from collections.abc import Iterator, Sequence

from offramp.brief.announced import AnnouncedView
from offramp.brief.summary import Point, by_case
from offramp.brief.ways_out import OfferOutlook, WaysOut
from offramp.figures.words import listing

MOST_OFFERS = 2
"""Offers that the summary tells of: the latest."""


def ways_points(names: Sequence[str], ways: WaysOut) -> tuple[Point, ...]:
    """Return the points; ``names`` are the combinations of types in words."""
    return (*_offer_points(names, ways), *_word_points(ways.announced))


def _offer_points(names: Sequence[str], ways: WaysOut) -> Iterator[Point]:
    titles = list(dict.fromkeys(outlook.title for case in ways.cases for outlook in case.offers))
    for title in titles[-MOST_OFFERS:]:
        told = [_offer_text(outlook) for case in ways.cases for outlook in case.offers if outlook.title == title]
        yield Point(f"Would it last: {title}", by_case(told, names), "ways")


def _offer_text(outlook: OfferOutlook) -> str:
    refused = f"Refused by {listing(outlook.refused_by)}." if outlook.refused_by else "Acceptable to all parties."
    if outlook.holds_as_asked:
        lasts = (
            "Once settled it would hold."
            if outlook.comes_undone is None
            else "It would hold at first, and come undone."
        )
    elif outlook.hopeless:
        lasts = f"Once settled it would be broken by {_breakers(outlook)}, and no guarantee that was tried repairs it."
    else:
        lasts = f"Once settled it would be broken by {_breakers(outlook)}; the smallest repair: {outlook.repairs[0]}."
    order = ""
    if outlook.plan is not None:
        order = " There is an order of steps that stands." if outlook.plan.steps is not None else _no_order(outlook)
    return f"{refused} {lasts}{order}"


def _breakers(outlook: OfferOutlook) -> str:
    return listing(outlook.breakers)


def _no_order(outlook: OfferOutlook) -> str:
    assert outlook.plan is not None  # the caller has looked
    first = outlook.plan.obstacles[0]
    return f" No order of steps stands: {first[:1].lower()}{first[1:]}."


def _word_points(announced: Sequence[AnnouncedView]) -> Iterator[Point]:
    empty = [each.title for each in announced if not each.kept_by_some]
    if empty:
        verb = "it would not be kept" if len(empty) == 1 else "they would not be kept"
        yield Point(
            "Words against interest", f"{listing(f'“{title}”' for title in empty)}: {verb}, whatever the aim.", "words"
        )
