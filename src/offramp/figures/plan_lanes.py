"""A step plan for a wide page: a lane for each decision maker, steps to the right, in rows as text is."""

from collections.abc import Sequence
from itertools import pairwise

from offramp.figures.colours import dm_colour
from offramp.figures.plan_boxes import Box, draw_box, height_in, said_in
from offramp.figures.plan_marks import BOLD, LINE, SIZE, arrow
from offramp.figures.plan_steps import Card, Kind, Plan, Stage, stages
from offramp.figures.svg import Markup, element, label
from offramp.figures.words import wrap

_LANE_NAMES, _GAP = 128.0, 34.0
_LEAST = {Kind.START: 60.0, Kind.STEP: 150.0, Kind.OBSTACLE: 170.0, Kind.LEFT: 150.0, Kind.END: 120.0}
_MOST = 230.0
_MARGIN = 10.0  # above and below the cards of a lane
_BETWEEN_ROWS = 26.0


def draw_lanes(plan: Plan, width: float) -> tuple[list[Markup], float]:
    """Return the plan as markup, and its height."""
    body: list[Markup] = []
    y = 2.0
    rows = _rows(stages(plan), width)
    for k, row in enumerate(rows):
        marks, y = _Row(plan, row, y, width, first=k == 0, last=k == len(rows) - 1).draw()
        body += marks
        y += _BETWEEN_ROWS
    return body, y - _BETWEEN_ROWS + 4


def _rows(some: Sequence[Stage], width: float) -> list[list[Stage]]:
    """Break stages into rows that fit."""
    rows: list[list[Stage]] = [[]]
    free = width - 2 - _LANE_NAMES
    for stage in some:
        needed = _LEAST[stage.kind] + _GAP
        if rows[-1] and needed > free:
            rows.append([])
            free = width - _LANE_NAMES - _GAP
        rows[-1].append(stage)
        free -= needed
    if len(rows) > 1 and len(rows[-1]) == 1:  # the end does not stand alone
        rows[-1].insert(0, rows[-2].pop())
    return rows


class _Row:
    """Some stages with the lanes that they need."""

    def __init__(self, plan: Plan, row: Sequence[Stage], top: float, width: float, *, first: bool, last: bool) -> None:
        self._plan, self._stages, self._top, self._width = plan, row, top, width
        self._first, self._last = first, last
        self._names = plan.lanes()
        self._used = sorted({card.lane for stage in row for card in stage.cards if card.lane is not None})
        self._fails = plan.obstacle is not None
        self._widths = self._stretched()
        self._said = [
            [(card, said_in(card, stage.kind, wide, fails=self._fails)) for card in stage.cards]
            for stage, wide in zip(row, self._widths, strict=True)
        ]
        self._tops, self._bottom = self._levels()

    def _stretched(self) -> list[float]:
        least = [_LEAST[stage.kind] for stage in self._stages]
        free = (
            self._width - 2 - _LANE_NAMES - sum(least) - _GAP * (len(least) + (not self._first) - 1 + (not self._last))
        )
        growing = sum(stage.kind is not Kind.START for stage in self._stages)
        more = max(0.0, free / growing) if growing else 0.0
        return [
            wide if stage.kind is Kind.START else min(_MOST, wide + more)
            for stage, wide in zip(self._stages, least, strict=True)
        ]

    def _levels(self) -> tuple[dict[int, float], float]:
        """Return the upper edge of each lane that is used, and the lower edge of the last."""
        heights = dict.fromkeys(self._used, 2 * LINE)
        alone = 0.0
        for place, (stage, wide, texts) in enumerate(zip(self._stages, self._widths, self._said, strict=True)):
            for card, said in texts:
                needed, lane = height_in(stage.kind, said, wide), self._lane(place, card)
                if lane is None:
                    alone = max(alone, needed)
                else:
                    heights[lane] = max(heights[lane], needed)
        for lane in self._used:
            heights[lane] = max(heights[lane], len(self._lines(lane)) * LINE)
        short = alone - sum(heights.values()) - 2 * _MARGIN * max(0, len(heights) - 1)
        if self._used and short > 0:
            heights = {lane: height + short / len(heights) for lane, height in heights.items()}
        tops, y = {}, self._top
        for lane in self._used:
            tops[lane] = y
            y += heights[lane] + 2 * _MARGIN
        return tops, y if self._used else y + alone + 2 * _MARGIN

    def _lines(self, lane: int) -> list[str]:
        return wrap(self._names[lane], _LANE_NAMES - 26, SIZE * BOLD)

    def draw(self) -> tuple[list[Markup], float]:
        boxes = self._boxes()
        body = self._lanes() + self._arrows(boxes)
        for some in boxes:
            body += [draw_box(box, fails=self._fails) for box in some]
        return body, self._bottom

    def _lanes(self) -> list[Markup]:
        body = []
        for lane, y in self._tops.items():
            body += [
                element("line", x1=0, x2=self._width, y1=y, y2=y, stroke="line"),
                element("rect", x=0, y=y + _MARGIN + 2, width=10, height=10, fill=dm_colour(lane)),
                label(18, y + _MARGIN + 11.5, self._lines(lane), size=SIZE, font_weight="bold"),
            ]
        return [*body, element("line", x1=0, x2=self._width, y1=self._bottom, y2=self._bottom, stroke="line")]

    def _middle(self, lane: int | None) -> float:
        if lane is None:
            return (self._top + self._bottom) / 2
        below = [y for y in self._tops.values() if y > self._tops[lane]]
        return (self._tops[lane] + min(below, default=self._bottom)) / 2

    def _lane(self, place: int, card: Card) -> int | None:
        """Return the lane in which a card stands; the start and the end stand level with a single step beside them."""
        kind = self._stages[place].kind
        beside = {Kind.START: place + 1, Kind.END: place - 1}.get(kind)
        if beside is None or not 0 <= beside < len(self._stages) or (self._fails and kind is Kind.END):
            return card.lane
        others = self._stages[beside].cards
        return others[0].lane if len(others) == 1 else None

    def _boxes(self) -> list[list[Box]]:
        found = []
        x = _LANE_NAMES + (0 if self._first else _GAP)
        for place, (stage, wide, texts) in enumerate(zip(self._stages, self._widths, self._said, strict=True)):
            levels = [self._middle(self._lane(place, card)) for card, _ in texts]
            found.append(
                [Box(card, stage.kind, x, level, wide, said) for (card, said), level in zip(texts, levels, strict=True)]
            )
            x += wide + _GAP
        return found

    def _arrows(self, boxes: Sequence[Sequence[Box]]) -> list[Markup]:
        """Draw an arrow from each stage to the next; nothing leads on from an obstacle."""
        body: list[Markup] = []
        if not self._first and boxes[0][0].kind is not Kind.LEFT:
            for box in boxes[0]:
                body += arrow(_LANE_NAMES, self._middle(None), box.x - 2, box.middle)
        for some, following in pairwise(boxes):
            if following[0].kind is Kind.LEFT or (self._fails and following[0].kind is Kind.END):
                continue
            for one in some:
                for other in following:
                    body += arrow(one.x + one.width, one.middle, other.x - 2, other.middle)
        if not self._last and boxes[-1][0].kind in (Kind.START, Kind.STEP):
            for box in boxes[-1]:
                body += arrow(box.x + box.width, box.middle, box.x + box.width + _GAP - 4, self._middle(None))
        return body
