"""What is believed about a hidden aim after each event: a line for each type, from the prior on."""

from collections.abc import Sequence
from math import isclose

from offramp.figures.belief_plot import (
    ELBOW,
    LEFT,
    BeliefEvent,
    BeliefPlot,
    event_mark,
    event_signs,
    event_words,
    line_sign,
)
from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.legend import LINE, SIZE, LegendItem, laid_out, noted
from offramp.figures.svg import Markup, drawing, drawing_id, label
from offramp.figures.words import counted, listing, percent, wrap

__all__ = ["BeliefEvent", "belief_steps"]

_NAMES, _VALUES = 206.0, ELBOW + 40.0  # room right of the plot, with names and without
_SUM_SLACK = 1e-6


def belief_steps(
    types: Sequence[str],
    prior: Sequence[float],
    events: Sequence[BeliefEvent],
    *,
    title: str = "What is believed about the hidden aim after each event",
    note: str = "",
    width: float = WIDE,
) -> Figure:
    """Draw beliefs about the types of one decision maker, event by event.

    Parameters
    ----------
    types
        Names of the aims that are thought possible, shape ``(n_types,)``.
    prior
        Their probabilities before the first event, adding up to 1.
    events
        In the order in which they happened; at equal distances, whatever the time between them.
    title
        For captions and screen readers.
    note
        A sentence to stand below the figure.
    width
        In pixels; below ``PHONE``, or with more events than there is room for, events are numbered and a key tells
        them.

    Raises
    ------
    ValueError
        Without types or events, or with beliefs that are no probabilities of these types; all that is wrong is said.
    """
    _check(types, prior, events)
    narrow = width < PHONE
    names = [(line_sign(kind), 28.0, name) for kind, name in enumerate(types)] if narrow else []
    head, y = laid_out(names, 0, width) if narrow else ([], 0.0)
    right = width - (_VALUES if narrow else _NAMES)
    plot = BeliefPlot(tuple(types), tuple(prior), tuple(events), y + 10, right, width - right)
    body, y = plot.draw()
    key, y = _key(events, y + 4, width) if plot.numbered else ([], y)
    signs: list[LegendItem] = event_signs(events)
    below, y = laid_out(signs, y + 4, width)
    said, y = noted([note] if note else [], y + 4, width)
    table, description = _table(types, prior, events), _description(types, prior, events)
    id_ = drawing_id("belief-steps", types, prior, events, title, note, width)
    svg = drawing(id_, width, y + 4, title, description, [*head, *body, *key, *below, *said], "belief-steps")
    return Figure(svg, title, description, table)


def _check(types: Sequence[str], prior: Sequence[float], events: Sequence[BeliefEvent]) -> None:
    wrong = [] if types else ["at least one type is needed"]
    wrong += [] if events else ["at least one event is needed"]
    for name, beliefs in (("the prior", prior), *((f"“{event.title}”", event.after) for event in events)):
        if len(beliefs) != len(types):
            wrong.append(f"{name} must have a probability for each of {counted(len(types), 'type')}")
        elif not all(0 <= share <= 1 for share in beliefs):
            wrong.append(f"{name} has a probability that is not between 0 and 1")
        elif types and not isclose(sum(beliefs), 1, abs_tol=_SUM_SLACK):
            wrong.append(f"the probabilities of {name} must add up to 1")
    if wrong:
        raise ValueError("; ".join(wrong))


def _key(events: Sequence[BeliefEvent], y: float, width: float) -> tuple[list[Markup], float]:
    """Tell the numbers that stand for events."""
    body = [
        label(20, y + 10, "0", size=SIZE, text_anchor="end", font_weight="bold"),
        label(LEFT, y + 10, "at first", size=SIZE, fill="muted"),
    ]
    y += LINE + 3
    for k, event in enumerate(events, start=1):
        lines = wrap(": ".join(filter(None, (event.when, event.title))), width - LEFT - 4, SIZE)
        body.append(label(20, y + 10, str(k), size=SIZE, text_anchor="end", font_weight="bold"))
        body += [event_mark(31, y + 6, words=event.words), label(LEFT, y + 10, lines, size=SIZE)]
        y += len(lines) * LINE + 3
    return body, y


def _table(types: Sequence[str], prior: Sequence[float], events: Sequence[BeliefEvent]) -> Table:
    rows = [("", "at first", "", *map(percent, prior))]
    rows += [(event.when, event.title, event.kind, *map(percent, event.after)) for event in events]
    return Table(("When", "Event", "Kind", *types), tuple(rows))


def _description(types: Sequence[str], prior: Sequence[float], events: Sequence[BeliefEvent]) -> str:
    ends = listing(
        f"{name} from {percent(before)} to {percent(after)}"
        for name, before, after in zip(types, prior, events[-1].after, strict=True)
    )
    said = f"Beliefs over {counted(len(events), 'event')}: {ends}."
    before = [tuple(prior), *(event.after for event in events)]
    changes = [max(abs(a - b) for a, b in zip(old, event.after, strict=True))
               for old, event in zip(before[:-1], events, strict=True)]  # fmt: skip
    most = max(range(len(events)), key=lambda k: changes[k])
    if changes[most] == 0:
        return f"{said} No event changed them."
    return f"{said} The largest change came with {event_words(events[most])}."
