"""What single changes do to one probability: bars from the baseline, the widest first (a tornado chart).

Also for what may happen next: each event has one end, the probability once it has happened.
"""

from collections.abc import Sequence

from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.legend import noted
from offramp.figures.svg import Markup, drawing, drawing_id
from offramp.figures.tornado_rows import SIDE, Change, End, Rows, draw_baseline, draw_ticks, points
from offramp.figures.words import counted, percent
from offramp.figures.zopa_axes import scale

__all__ = ["Change", "End", "tornado"]

_NAMES, _EDGE = 224.0, 20.0  # room for names on a desk; beside the scale on a phone
_TOP, _TICKS = 24.0, 26.0


def tornado(
    changes: Sequence[Change],
    baseline: float,
    *,
    of: str,
    at_most: int = 12,
    title: str = "",
    note: str = "",
    width: float = WIDE,
) -> Figure:
    """Draw what single changes do to a probability.

    Parameters
    ----------
    changes
        In any order; each with the probability at one end or more.
    baseline
        The probability without any change, in [0, 1].
    of
        What the probability is of, such as ``"a negotiated exit"``.
    at_most
        How many are drawn, at least 1; of the others the number and the widest are told, and the table holds all.
    title
        For captions and screen readers; made from ``of`` when left out.
    note
        A sentence to stand below the figure.
    width
        In pixels; below ``PHONE``, names stand above the bars and labels below.

    Raises
    ------
    ValueError
        Without changes, with one that has no end, or with a number that is no probability; all that is wrong is said.
    """
    _check(changes, baseline, at_most)
    ordered = sorted(changes, key=lambda change: -change.width(baseline))
    drawn, rest = ordered[:at_most], ordered[at_most:]
    rows = _rows(drawn, baseline, width)
    bars: list[Markup] = []
    y = top = _TOP if rows.names else 0.0
    for change in drawn:
        row, y = rows.draw(change, y + 4)
        bars.append(row)
    wide = rows.names > 0
    line = [*draw_ticks(rows, y), *draw_baseline(rows, top, y, f"baseline {percent(baseline)}")] if wide else []
    notes = [
        f"Probability of {of}; in brackets, percentage points from the baseline, {percent(baseline)}, "
        "where the upright line stands."
    ]
    notes += [_more(rest, baseline)] if rest else []
    said, bottom = noted([*notes, *([note] if note else [])], y + (_TICKS if wide else 6), width)
    title = title or f"What single changes do to the probability of {of}"
    table, description = _table(ordered, baseline), _description(drawn, rest, baseline, of)
    id_ = drawing_id("tornado", changes, baseline, of, at_most, title, note, width)
    svg = drawing(id_, width, bottom + 4, title, description, [*bars, *line, *said], "tornado")
    return Figure(svg, title, description, table)


def _check(changes: Sequence[Change], baseline: float, at_most: int) -> None:
    wrong = [] if changes else ["at least one change is needed"]
    wrong += [] if 0 <= baseline <= 1 else [f"the baseline must be between 0 and 1, not {baseline:g}"]
    wrong += [] if at_most >= 1 else ["at least one change must be drawn"]
    for change in changes:
        if not change.ends:
            wrong.append(f"“{change.name}” must have an end")
        elif not all(0 <= end.probability <= 1 for end in change.ends):
            wrong.append(f"“{change.name}” has a probability that is not between 0 and 1")
    if wrong:
        raise ValueError("; ".join(wrong))


def _rows(drawn: Sequence[Change], baseline: float, width: float) -> Rows:
    values = [baseline, *(end.probability for change in drawn for end in change.ends)]
    if width < PHONE:
        return Rows(baseline, scale(values, _EDGE, width - _EDGE), width, 0.0)
    return Rows(baseline, scale(values, _NAMES + SIDE, width - SIDE), width, _NAMES)


def _more(rest: Sequence[Change], baseline: float) -> str:
    widest = points(rest[0].width(baseline)).removeprefix("+")
    return f"And {len(rest):,} more, not drawn: none moves it by more than {widest} percentage points."


def _table(ordered: Sequence[Change], baseline: float) -> Table:
    rows = [
        (change.name, end.label, percent(end.probability), points(end.probability - baseline))
        for change in ordered
        for end in sorted(change.ends, key=lambda end: end.probability)
    ]
    return Table(("Change", "To", "Probability", "Percentage points"), tuple(rows))


def _description(drawn: Sequence[Change], rest: Sequence[Change], baseline: float, of: str) -> str:
    said = "; ".join(
        f"{change.name}: " + ", ".join(f"{end.label} {percent(end.probability)}".strip() for end in change.ends)
        for change in drawn
    )
    more = f" {_more(rest, baseline)}" if rest else ""
    return (
        f"The probability of {of} is {percent(baseline)}. {counted(len(drawn), 'change')}, widest first: {said}.{more}"
    )
