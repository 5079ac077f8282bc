"""The tree of the paths that a result lists."""

from typing import TYPE_CHECKING

from offramp.api.paths_display import how_whole, movement_words
from offramp.brief.phrases import capital
from offramp.brief.steps import move_words
from offramp.figures.figure import WIDE, Figure
from offramp.figures.path_tree_figure import path_tree_figure

if TYPE_CHECKING:
    from offramp.api.evolved import Evolved


def paths_figure(evolved: "Evolved", width: float | None = None, most: int | None = None) -> Figure:
    """Draw the paths that were sought, or else a shortest way to each ending."""
    conflict, sought = evolved.conflict, evolved.sought
    if sought is None:
        title = "Ways from here" if evolved.start != conflict.status_quo else "Ways from the status quo"
        notes = ["A shortest way to each ending: to where it holds if it can be, by improvements if that can be."]
    else:
        title = f"Paths to {sought.target.title}"
        notes = [f"{capital(how_whole(sought, evolved)[0])}.", f"Moves: {movement_words(sought.reach)}."]
    return path_tree_figure(
        evolved.solution, evolved.start, evolved.paths(), concept=evolved.concept, title=title, notes=notes,
        moved=lambda before, after: move_words(conflict, before, after), most=most, width=width or WIDE,
    )  # fmt: skip
