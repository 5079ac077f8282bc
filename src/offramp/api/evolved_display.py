"""How a conflict can evolve, for people: endings and equilibria by how they can be reached, then the ways there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from offramp.api.display import Heading, Line, Part, Table
from offramp.api.paths_display import coalition_parts, movement_words, sought_parts, step_lines
from offramp.api.solved import types_json
from offramp.evolution.reach import Reach
from offramp.figures.words import counted

if TYPE_CHECKING:
    from offramp.api.evolved import Evolved

_NUMBERS_SHOWN = 12
_SHORT = {"by improvements": "impr.", "as allowed": "allowed", "by any moves": "moves"}


def evolved_parts(evolved: "Evolved", *, everything: bool) -> list[Part]:
    """Return what to show of what a state leads to."""
    conflict = evolved.conflict
    told = ", ".join(f"{dm} = {name}" for dm, name in types_json(conflict, evolved.by_moves.combination).items())
    start = f"from state {evolved.start + 1}, {conflict.space.label(evolved.start)}{f', if {told}' if told else ''}"
    parts: list[Part] = [Heading(conflict.title), Line(start)]
    if evolved.sought is not None:
        parts += sought_parts(evolved.sought, evolved, everything=everything)
    else:
        parts += _overview(evolved, everything=everything)
    if evolved.coalitions is not None:
        parts += coalition_parts(evolved.coalitions, evolved, everything=everything)
    return parts


def _overview(evolved: "Evolved", *, everything: bool) -> Iterator[Part]:
    sizes = {how: counted(len(evolved.reached(reach)), "state") for how, reach in evolved.reaches.items()}
    allowed = f", what is allowed to {sizes['as allowed']}" if "as allowed" in sizes else ""
    yield Line(
        f"any moves lead to {sizes['by any moves']}{allowed}, improvements alone to {sizes['by improvements']}; "
        f"“holds” means under {evolved.concept.value.upper()}"
    )
    if evolved.by_allowance is not None:
        yield Line(f"allowed: {movement_words(evolved.by_allowance)}")
    yield _distances(evolved)
    yield from _equilibria(evolved, everything=everything)
    for way in evolved.ways():
        if way.path is None:
            yield Heading(f"{way.title}: cannot be reached")
        else:
            goal = "to where it holds, " if way.holds else ""
            yield Heading(f"{way.title}: {goal}{way.how}, state {way.state + 1}")
            yield from step_lines(evolved.conflict, evolved.by_moves.combination, evolved.start, way.path)


def _distances(evolved: "Evolved") -> Table:
    rows = []
    for title, inside in evolved.endings():
        near = [
            _nearest(reach, mask) for mask in (inside, inside & evolved.holding) for reach in evolved.reaches.values()
        ]
        rows.append((title, *near))
    short = [_SHORT[how] for how in evolved.reaches]
    columns = ("ending", *short, *(f"{name} to where it holds" for name in short))
    return Table("Steps to the nearest state of each ending", columns, tuple(rows), columns[1:], "-: no way")


def _nearest(reach: Reach, mask: NDArray[np.bool_]) -> str:
    distance = reach.distance[mask & reach.reached]
    return str(int(distance.min())) if len(distance) else "-"


def _equilibria(evolved: "Evolved", *, everything: bool) -> Iterator[Part]:
    """Tell which equilibria can be reached and which cannot: how many of each ending, then their numbers."""
    concept = evolved.concept.value.upper()
    if not evolved.holding.any():
        yield Heading(f"No state holds under {concept}")
        return
    groups = _by_reach(evolved)
    columns = ("ending", "hold", *groups)
    rows = [
        (title, *(f"{int(np.count_nonzero(inside & mask)):,}" for mask in (evolved.holding, *groups.values())))
        for title, inside in evolved.endings()
        if (inside & evolved.holding).any()
    ]
    title = f"Which of the states that hold under {concept} can be reached"
    yield Table(title, columns, tuple(rows), columns[1:], "each is counted once, by the first of these ways")
    for how, mask in groups.items():
        found = (np.flatnonzero(mask) + 1).tolist()
        if found:
            shown = found if everything else found[:_NUMBERS_SHOWN]
            more = f" and {len(found) - len(shown):,} more" if len(shown) < len(found) else ""
            yield Line(f"{how}: {', '.join(map(str, shown))}{more}", lead="-", indent=2)


def _by_reach(evolved: "Evolved") -> dict[str, NDArray[np.bool_]]:
    """Return the equilibria by the first way in which they can be reached, and those that cannot."""
    left, groups = evolved.holding.copy(), {}
    for how, reach in evolved.reaches.items():
        groups[how] = left & reach.reached
        left &= ~reach.reached
    return {**groups, "not at all": left}
