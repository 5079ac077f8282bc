"""What a list of states shows: endings, what constraints remove, each decision maker's ranking, the states."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from offramp.api.display import Heading, Line, Part, Table
from offramp.api.listing import DmListing, StateListing
from offramp.brief.phrases import changes
from offramp.conflict.model import Conflict
from offramp.figures.words import counted, listing

ENDS = 3  # levels shown at each end of a ranking
NAMED = 4  # states named of a level
ROWS = 40  # states shown of a larger conflict


def listing_parts(found: StateListing, *, everything: bool = False) -> list[Part]:
    """Return what to show of a list of states.

    Parameters
    ----------
    found
        The states.
    everything
        Show every level of a ranking, every state of a level, and every state.
    """
    conflict, quo = found.conflict, found.conflict.status_quo
    parts: list[Part] = [Heading(f"{conflict.title}: {counted(conflict.n_states, 'feasible state')}")]
    if quo is not None:
        parts.append(Line(f"status quo: state {quo + 1}, {conflict.space.label(quo)}"))
    if conflict.scenarios:
        parts.append(_endings(conflict))
    if found.removals:
        parts.append(_constraints(found))
    for each in found.by_dm:
        parts += _ranking(conflict, each, everything)
    return [*parts, *_states(conflict, everything)]


def _endings(conflict: Conflict) -> Table:
    sizes = [int(np.count_nonzero(conflict.scenario_of == index)) for index in range(len(conflict.scenarios))]
    rows = [(scenario.title, f"{size:,}") for scenario, size in zip(conflict.scenarios, sizes, strict=True)]
    return Table("", ("ending", "states"), tuple(rows), ("states",))


def _constraints(found: StateListing) -> Table:
    rows = [(each.rule.text, _number(each.removed), _number(each.removed_alone)) for each in found.removals]
    unknown = any("?" in row[1:] for row in rows)
    note = "? there are too many states without it to count them" if unknown else ""
    return Table("", ("constraint", "removes", "only it"), tuple(rows), ("removes", "only it"), note)


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"


def _ranking(conflict: Conflict, each: DmListing, everything: bool) -> Iterator[Part]:
    dm, n_levels = conflict.decision_makers[each.dm], int(each.aim.level.max()) + 1
    name = f"{dm.name}, type {each.aim.id}" if each.aim.id else dm.name
    moves = ""
    if each.n_moves is not None:
        moves = f"; {counted(each.n_moves, 'move')}, {each.n_improvements:,} of them improvements"
    yield Heading(f"{name}: {counted(n_levels, 'level')}{moves}")
    shown = ENDS if not everything and n_levels > 2 * ENDS else n_levels
    width = len(f"{n_levels}.")
    for rank in range(1, shown + 1):
        yield _level(conflict, each, rank, width, everything)
    if shown < n_levels:
        yield Line(f"… {n_levels - 2 * ENDS:,} levels between (--all shows them)", indent=2 + width + 1)
        for rank in range(n_levels - ENDS + 1, n_levels + 1):
            yield _level(conflict, each, rank, width, everything)


def _level(conflict: Conflict, each: DmListing, rank: int, width: int, everything: bool) -> Line:
    states = np.flatnonzero(each.aim.level == int(each.aim.level.max()) + 1 - rank)
    named = states if everything else states[:NAMED]
    labels = ", ".join(conflict.space.label(int(state)) for state in named)
    more = f" and {len(states) - len(named):,} more" if len(states) > len(named) else ""
    titles = _endings_of(conflict, states)
    return Line(f"{titles}{labels}{more}", lead=f"{rank}.".rjust(width), indent=2)


def _endings_of(conflict: Conflict, states: NDArray[np.int64]) -> str:
    """Return the endings of a level, most states first, to stand before the states."""
    if not conflict.scenarios:
        return ""
    found, sizes = np.unique(conflict.scenario_of[states], return_counts=True)
    order = np.argsort(-sizes, kind="stable")[:2]
    titles = [conflict.scenarios[found[k]].title if found[k] >= 0 else "no ending" for k in order]
    others = len(found) - len(titles)
    return f"{listing([*titles, *([counted(others, 'more ending')] if others else [])])}: "


def _states(conflict: Conflict, everything: bool) -> Iterator[Part]:
    shown = conflict.n_states if everything else min(conflict.n_states, ROWS)
    label = "name" if conflict.space.graph_form else "pattern"
    compared = not conflict.space.graph_form and conflict.status_quo is not None
    last = "against the status quo" if compared else "title" if conflict.space.graph_form else "what is done"
    columns = ["state", label, *(["ending"] if conflict.scenarios else []), last]
    rows = tuple(_state(conflict, state) for state in range(shown))
    yield Table(
        "", tuple(columns), rows, ("state",), "+ done, - not done, where today it is otherwise" if compared else ""
    )
    if shown < conflict.n_states:
        yield Line(
            f"… and {counted(conflict.n_states - shown, 'more state')} (--all shows them; --format csv lists them)"
        )


def _state(conflict: Conflict, state: int) -> tuple[str, ...]:
    scenario = conflict.scenario(state)
    ending = (scenario.title if scenario else "",) if conflict.scenarios else ()
    return (str(state + 1), conflict.space.label(state), *ending, _differing(conflict, state))


def _differing(conflict: Conflict, state: int) -> str:
    """Return what differs from the status quo, by the options' ids: short enough for a table."""
    if state in conflict.space.names:
        return conflict.space.titles.get(state) or conflict.space.names[state]
    if conflict.status_quo is None:
        done = [_short(conflict, k) for k in range(len(conflict.options)) if int(conflict.space.codes[state]) >> k & 1]
        return " ".join(done) or "nothing"
    differing = changes(conflict, state, conflict.status_quo)
    return " ".join(f"{'+' if value else '-'}{_short(conflict, k)}" for k, value in differing) or "as today"


def _short(conflict: Conflict, option: int) -> str:
    """Return an option's id without its decision maker where no other decision maker has one of that name."""
    short = conflict.options[option].short_id
    same = sum(other.short_id == short for other in conflict.options)
    return short if same == 1 else conflict.options[option].id
