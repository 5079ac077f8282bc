"""The figures of a brief: the timeline, the endings and the strategy grid, each for a wide and a narrow page."""

from dataclasses import dataclass

import numpy as np

from offramp.brief.content import BriefContent
from offramp.brief.endings import CREDIBLE, Case
from offramp.brief.phrases import capital
from offramp.brief.steps import move_words
from offramp.brief.verdicts import shortest_way
from offramp.figures import endings as endings_figure
from offramp.figures.figure import NARROW, WIDE, Figure, Table, responsive
from offramp.figures.path_tree_figure import path_tree_figure
from offramp.figures.strategy_grid import strategy_grid
from offramp.figures.timeline import timeline


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as the page takes it: markup and description for both widths, and the data of the wide one."""

    title: str
    description: str
    narrow_description: str
    markup: str
    table: Table


def drawing(wide: Figure, narrow: Figure) -> Drawing:
    """Return a figure drawn for both widths."""
    return Drawing(wide.title, wide.description, narrow.description, responsive(wide, narrow), wide.table)


def timeline_drawing(content: BriefContent) -> Drawing | None:
    """Draw what happened and what fell due; ``None`` when the dossier tells of nothing."""
    events, deadlines = content.narrator.drawn_events(), content.narrator.drawn_deadlines()
    if not events and not deadlines:
        return None
    as_of = content.dossier.as_of.last if content.dossier.as_of else None
    wide, narrow = (timeline(events, deadlines, as_of=as_of, width=width) for width in (WIDE, NARROW))
    return drawing(wide, narrow)


def endings_drawing(content: BriefContent) -> Drawing | None:
    """Draw which endings hold and which can be reached, in every case; ``None`` when no ending is named."""
    if not content.endings:
        return None
    cases = [_case(case, view.name) for case, view in zip(content.solved, content.cases, strict=True)]
    wide, narrow = (endings_figure.endings(cases, width=width) for width in (WIDE, NARROW))
    return drawing(wide, narrow)


def _case(case: Case, name: str) -> endings_figure.Case:
    return endings_figure.Case(
        case.solution,
        title=capital(name),
        weight=case.combination.weight,
        by_moves=None if case.by_moves is None else case.by_moves.reached,
        by_improvements=None if case.by_improvements is None else case.by_improvements.reached,
    )


def grid_drawing(content: BriefContent, place: int) -> Drawing:
    """Draw the conflict as its strategy grid, with the equilibria of one case marked."""
    solution = content.solved[place].solution
    wide, narrow = (
        strategy_grid(content.conflict, solution, concept=CREDIBLE, width=width) for width in (WIDE, NARROW)
    )
    return drawing(wide, narrow)


def paths_drawing(content: BriefContent, place: int) -> Drawing | None:
    """Draw a shortest way to each ending in one case, as a tree; ``None`` where today leads to none."""
    case, conflict = content.solved[place], content.conflict
    start = conflict.status_quo
    if start is None or not conflict.scenarios:
        return None
    ways = [shortest_way(case, np.flatnonzero(conflict.scenario_of == k)) for k in range(len(conflict.scenarios))]
    paths = [path for way in ways if way is not None and (path := way[0].path(way[1]))]
    if not paths:
        return None

    def moved(before: int, after: int) -> str:
        return move_words(conflict, before, after)

    wide, narrow = (
        path_tree_figure(
            case.solution, start, paths, moved=moved, concept=CREDIBLE, title="Ways from today", width=width
        )
        for width in (WIDE, NARROW)
    )
    return drawing(wide, narrow)
