"""A step plan for a narrow page: steps down a rail, each with its decision maker above what it does."""

from offramp.figures.plan_marks import (
    BOLD,
    FAILS,
    LINE,
    NOT_REACHED,
    arrow_down,
    disc,
    height_of,
    paragraphs,
    stop,
    write,
)
from offramp.figures.plan_steps import Card, Kind, Plan, Stage, stages
from offramp.figures.svg import Markup, element, group, tooltip

_RAIL, _TEXT, _GAP = 13.0, 34.0, 20.0
_HEADS = {Kind.STEP: "Done by then, in some order", Kind.LEFT: "Still to be done"}


def draw_list(plan: Plan, width: float) -> tuple[list[Markup], float]:
    """Return the plan as markup, and its height."""
    body: list[Markup] = []
    y, leave = 4.0, None  # where the rail leaves the entry above
    for stage in stages(plan):
        told_order = stage.kind not in _HEADS or any(card.number is not None for card in stage.cards)
        if not told_order:
            body += write(_TEXT, y, paragraphs([_HEADS[stage.kind]], width - _TEXT, BOLD), fill="muted", weight="bold")
            y += LINE + 6
        for card in stage.cards:
            if leave is not None and _leads(plan, stage, card):
                body += arrow_down(_RAIL, leave, y - 2)
            entry, lower = _entry(plan, stage, card, y, width)
            body.append(entry)
            leave, y = y + 22, lower + _GAP
    return body, y - _GAP + 6


def _leads(plan: Plan, stage: Stage, card: Card) -> bool:
    """Whether an arrow leads to a card: not where the order is not told, nor past an obstacle."""
    if stage.kind is Kind.LEFT or (plan.obstacle is not None and stage.kind is Kind.END):
        return False
    return card is stage.cards[0]


def _entry(plan: Plan, stage: Stage, card: Card, y: float, width: float) -> tuple[Markup, float]:
    room = width - _TEXT - 4
    lower = stage.kind in (Kind.STEP, Kind.LEFT, Kind.OBSTACLE)
    head, fill = _head(plan, stage, card)
    said = paragraphs([head], room, BOLD)
    body = [_sign(plan, stage, card, y + 9), *write(_TEXT, y, said, fill=fill, weight="bold")]
    y += height_of(said)
    if lower:
        words = paragraphs(card.what, room)
        body += write(_TEXT, y + 2, words, fill="muted" if stage.kind is Kind.LEFT else "ink")
        y += height_of(words) + 2
    return group([tooltip("; ".join(card.what)), *body], data_kind=stage.kind.value), y


def _head(plan: Plan, stage: Stage, card: Card) -> tuple[str, str]:
    """Return the bold line of an entry and its colour."""
    if stage.kind is Kind.OBSTACLE:
        return FAILS, "bad"
    if stage.kind is Kind.END and plan.obstacle is not None:
        return NOT_REACHED + card.what[0], "muted"
    return (card.what[0] if card.lane is None else plan.lanes()[card.lane]), "ink"


def _sign(plan: Plan, stage: Stage, card: Card, y: float) -> Markup:
    if stage.kind is Kind.OBSTACLE:
        return stop(_RAIL, y)
    if card.lane is not None:
        return disc(_RAIL, y, card.lane, card.number, done=stage.kind is Kind.STEP)
    reached = stage.kind is Kind.START or plan.obstacle is None
    size = {"x": _RAIL - 7, "y": y - 7, "width": 14, "height": 14}
    if reached:
        return element("rect", **size, fill="ink")
    return element("rect", **size, fill="paper", stroke="muted", stroke_width=1.5, stroke_dasharray="3 2")
