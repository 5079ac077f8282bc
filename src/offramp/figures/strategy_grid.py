"""The picture of the conflict: states on a grid of strategies, coloured by ending, with everybody's moves.

The axes run over the strategies of decision makers in Gray-code order, so that each one's moves have one direction.
A large conflict is merged: states that agree on chosen options become one mark, which shows how many they are, to
which endings they belong and how many of them are equilibria.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from offramp.conflict.model import Combination, Conflict
from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.flows import Flow, Selection, choose_flows
from offramp.figures.grid_frame import Frame, frame, group_name
from offramp.figures.grid_legend import legend
from offramp.figures.grid_marks import Mark, arrowheads, draw_arrow, draw_mark
from offramp.figures.state_groups import (
    StateGroups,
    choose_options,
    group_by_ending,
    group_by_options,
    single_states,
)
from offramp.figures.svg import Markup, drawing, drawing_id, group, halo
from offramp.figures.words import counted, listing
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

_TITLE = "The picture of the conflict"
_MOST_MARKS, _MOST_MARKS_PHONE = 48, 24
_MOST_LISTED = 200  # states of a mark that are named in the drawing for scripts


def strategy_grid(
    conflict: Conflict,
    solution: Solution | None = None,
    *,
    concept: Concept = Concept.SEQ,
    keep: Sequence[str] | None = None,
    outer: Sequence[str] = (),
    movers: Sequence[str] | None = None,
    moves: Selection | None = None,
    max_marks: int | None = None,
    title: str = _TITLE,
    width: float = WIDE,
) -> Figure:
    """Draw the states of a conflict and the moves between them.

    Parameters
    ----------
    conflict
        In option form or graph form.
    solution
        Whose equilibria are ringed, and whose combination of types judges improvements; without one nothing is
        ringed and the likeliest combination judges.
    concept
        The solution concept of the rings.
    keep
        Options (``dm.option``) on which the states of a mark agree. Left out: all of them when there are at most
        ``max_marks`` states, else those that tell most about endings and equilibria.
    outer
        Ids of the decision makers on the outside of the axis across and of the axis down; chosen when left out.
    movers
        Ids of the decision makers whose moves are drawn; all when left out.
    moves
        Which moves; when left out, the most that can be read.
    max_marks
        Largest number of marks when the options are chosen here; 48 when left out, 24 on a page for a phone.
    title
        For captions and screen readers.
    width
        In pixels.

    Raises
    ------
    KeyError
        When an option or a decision maker is not known.
    ValueError
        When the solution does not hold the concept.
    """
    most = max_marks or (_MOST_MARKS_PHONE if width < PHONE else _MOST_MARKS)
    picture = _picture(conflict, solution, concept, keep, movers, moves, most)
    around = frame(picture.groups, [conflict.dm_index(dm) for dm in outer[:2]], width)
    marks = _marks(picture, around)
    table = _table(picture, marks)
    description = _description(picture)
    id_ = drawing_id("strategy-grid", title, description, table, picture.movers, outer, width)
    body = _draw(id_, picture, around, marks)
    notes = [*_notes(picture), *(["An empty place cannot be."] if around.gaps else [])]
    ring = f"outer ring: holds an equilibrium ({concept.value.upper()})"
    drawn = sorted({flow.dm for flow in picture.flows})
    key, height = legend(id_, conflict, marks, drawn, notes, ring, around.bottom + 16, width)
    svg = drawing(id_, width, height, title, description, [*body, *key], "strategy-grid")
    return Figure(svg, title, description, table)


@dataclass(frozen=True, eq=False)
class _Picture:
    """What is to be drawn, before it has a place."""

    conflict: Conflict
    groups: StateGroups
    concept: Concept | None
    holds: NDArray[np.bool_]
    movers: tuple[int, ...]
    flows: list[Flow]
    selection: Selection
    too_many: bool  # whether there are too many moves to list them


def _picture(
    conflict: Conflict,
    solution: Solution | None,
    concept: Concept,
    keep: Sequence[str] | None,
    movers: Sequence[str] | None,
    moves: Selection | None,
    max_marks: int,
) -> _Picture:
    if solution is not None and concept not in solution.concepts:
        raise ValueError(f"the solution does not hold {concept.value}: it was solved for {listing(solution.concepts)}")
    holds = solution.equilibrium(concept) if solution else np.zeros(conflict.n_states, dtype=np.bool_)
    combination: Combination = solution.combination if solution else conflict.likeliest()
    groups = _groups(conflict, holds if solution else None, keep, max_marks)
    some = tuple(range(conflict.n_dms) if movers is None else map(conflict.dm_index, movers))
    flows, selection = choose_flows(groups, combination, some, moves)
    too_many = selection is Selection.NONE and moves is not Selection.NONE
    return _Picture(conflict, groups, concept if solution else None, holds, some, flows, selection, too_many)


def _groups(
    conflict: Conflict, holds: NDArray[np.bool_] | None, keep: Sequence[str] | None, max_marks: int
) -> StateGroups:
    if keep is not None:
        place = {option.id: k for k, option in enumerate(conflict.options)}
        return group_by_options(conflict, [place[option] for option in keep])
    if conflict.n_states <= max_marks:
        return single_states(conflict)
    if not conflict.options:
        return group_by_ending(conflict)
    return group_by_options(conflict, choose_options(conflict, holds, max_marks))


def _marks(picture: _Picture, around: Frame) -> list[Mark]:
    groups = picture.groups
    sizes, by_ending = groups.size, groups.count_by_ending()
    holding = np.bincount(groups.of_state, weights=picture.holds, minlength=len(groups)).astype(int)
    now = -1 if picture.conflict.status_quo is None else int(groups.of_state[picture.conflict.status_quo])
    largest = min(17.0, max(11.0, around.room * 0.34))
    marks = []
    for g, (x, y) in enumerate(around.points):
        share = float(sizes[g] / sizes.max()) ** 0.5 if groups.merged else 1.0
        listed = groups.states(g) + 1 if sizes[g] <= _MOST_LISTED else sizes[:0]
        endings = _endings(by_ending[g])
        words = _mark_words(picture, g, endings, int(sizes[g]), int(holding[g]), g == now)
        marks.append(
            Mark(
                key=f"m{g + 1}",
                x=x,
                y=y,
                radius=11 + (largest - 11) * share,
                endings=endings,
                n_states=int(sizes[g]),
                first_state=groups.first(g) + 1,
                states=tuple(listed.tolist()),
                holding=int(holding[g]),
                status_quo=g == now,
                merged=groups.merged,
                words=words,
            )
        )
    return marks


def _endings(counts: NDArray[np.int64]) -> tuple[tuple[int, int], ...]:
    """Return (scenario, count), the largest first; the last column counts states without an ending (-1)."""
    present = [(k if k < len(counts) - 1 else -1, int(counts[k])) for k in np.flatnonzero(counts).tolist()]
    return tuple(sorted(present, key=lambda pair: (-pair[1], pair[0])))


def _ending_words(conflict: Conflict, endings: Sequence[tuple[int, int]]) -> str:
    named = [(conflict.scenarios[k].title if k >= 0 else "no named ending", count) for k, count in endings]
    return named[0][0] if len(named) == 1 else "; ".join(f"{count:,} {name}" for name, count in named)


def _mark_words(
    picture: _Picture, g: int, endings: Sequence[tuple[int, int]], size: int, holding: int, now: bool
) -> str:
    conflict = picture.conflict
    who = counted(size, "state") if picture.groups.merged else f"State {picture.groups.first(g) + 1}"
    held = f"; {counted(holding, 'equilibrium', 'equilibria')}" if holding else ""
    today = "; the status quo" if now else ""
    return f"{who}: {group_name(picture.groups, g)}. {_ending_words(conflict, endings)}{held}{today}"


def _draw(id_: str, picture: _Picture, around: Frame, marks: Sequence[Mark]) -> list[Markup]:
    most = max((flow.count for flow in picture.flows), default=1)
    arrows = [
        draw_arrow(id_, picture.conflict, flow, marks[flow.source], marks[flow.target], most)
        for flow in sorted(picture.flows, key=lambda flow: flow.improvement)  # improvements on top
    ]
    view = group(
        [
            *around.behind,
            group(arrows, class_="offramp-arrows"),
            halo(group(around.words)),
            group(map(draw_mark, marks), class_="offramp-marks"),
        ],
        class_="offramp-view",
    )
    return [arrowheads(id_, picture.movers), view]


_SELECTION_NOTES = {
    Selection.ALL: "Solid arrows: improvements for their mover; dashed: other moves that it could make.",
    Selection.IMPROVEMENTS: "Arrows: improvements for their mover; its other moves are not drawn.",
    Selection.BEST: "Arrows: from each state only what each mover likes best; its other moves are not drawn.",
    Selection.NONE: "Moves are not drawn.",
}


def _notes(picture: _Picture) -> list[str]:
    """Return what a reader must know to read the picture."""
    conflict, groups = picture.conflict, picture.groups
    notes = [_SELECTION_NOTES[picture.selection] + (" There are too many to list." if picture.too_many else "")]
    if groups.merged and conflict.options:
        left_out = len(conflict.options) - len(groups.kept)
        notes.append(
            f"{conflict.n_states:,} states as {counted(len(groups), 'mark')}: those that differ only in "
            f"{counted(left_out, 'other option')} are merged. Below each mark: its number of states, and how many of "
            "them are equilibria." + (" Wider arrows stand for more moves." if picture.flows else "")
        )
    elif groups.merged:
        notes.append(f"{conflict.n_states:,} states, one mark for each ending; below each its number of states.")
    else:
        notes.append(f"The number {'below' if conflict.scenarios else 'in'} a mark is the state's number.")
    if conflict.options:
        notes.append("Bars over a column and words at a row name the options taken there.")
    return notes


def _description(picture: _Picture) -> str:
    conflict, groups = picture.conflict, picture.groups
    kept = listing([conflict.options[k].title for k in groups.kept]) if groups.merged and groups.kept else ""
    agreed = f" The states of a mark agree on: {kept}." if kept else ""
    held = int(picture.holds.sum())
    found = counted(held, "equilibrium", "equilibria")
    rings = f" {found} under {picture.concept.full_name}." if picture.concept else ""
    arrows = f" {counted(len(picture.flows), 'arrow')}."
    return (
        f"{counted(conflict.n_states, 'state')} in {counted(len(groups), 'mark')}.{agreed}{rings}{arrows} "
        + " ".join(_notes(picture))
    )


def _table(picture: _Picture, marks: Sequence[Mark]) -> Table:
    rows = [
        (
            group_name(picture.groups, g) if mark.merged else f"{mark.first_state}: {group_name(picture.groups, g)}",
            f"{mark.n_states:,}",
            _ending_words(picture.conflict, mark.endings),
            f"{mark.holding:,}",
            "yes" if mark.status_quo else "",
        )
        for g, mark in enumerate(marks)
    ]
    held = f"Equilibria ({picture.concept.value.upper()})" if picture.concept else "Equilibria"
    return Table(("Options taken", "States", "Ending", held, "Status quo"), tuple(rows))
