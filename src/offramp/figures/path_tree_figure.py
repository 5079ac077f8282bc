"""The tree of some paths: what can follow what, who moves, at whose gain or loss, and where each path ends.

Status quo analysis as a picture (Li, Kilgour & Hipel 2005): what several paths have in common at their beginning is
drawn once. A line's colour and arrowhead say who moves, its style whether the mover gains by it.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from offramp.conflict.model import Combination, Conflict
from offramp.evolution.effects import Effect, effects
from offramp.evolution.paths import Path
from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.grid_legend import legend
from offramp.figures.grid_marks import Mark, arrowheads, draw_mark
from offramp.figures.path_tree_marks import DASH, MEANING, tree_edges, tree_words
from offramp.figures.path_tree_nodes import RADIUS, Node, place, tree_nodes
from offramp.figures.svg import Markup, drawing, drawing_id, element, group, halo
from offramp.figures.words import counted, listing
from offramp.stability.concepts import Concept
from offramp.stability.solution import Solution

_MOST, _MOST_PHONE = 24, 12


def path_tree_figure(
    solution: Solution,
    start: int,
    paths: Sequence[Path],
    *,
    moved: Callable[[int, int], str],
    concept: Concept = Concept.SEQ,
    title: str = "The paths",
    notes: Sequence[str] = (),
    most: int | None = None,
    width: float = WIDE,
) -> Figure:
    """Draw the tree of some paths from one state.

    Parameters
    ----------
    solution
        Whose equilibria are ringed, and whose combination of types judges gains and losses.
    start
        Index of the state that all paths begin at.
    paths
        The paths, those to be kept first; without any, the start is drawn alone.
    moved
        Gives the words of a move, from the states (indices) before and after it.
    concept
        The solution concept of the rings.
    title
        For captions and screen readers.
    notes
        Sentences below the drawing: what the paths are, say.
    most
        Greatest number of paths that are drawn; 24 when left out, 12 on a page for a phone.
    width
        In pixels.

    Raises
    ------
    ValueError
        When the solution does not hold the concept.
    """
    if concept not in solution.concepts:
        raise ValueError(f"the solution does not hold {concept.value}: it was solved for {listing(solution.concepts)}")
    most = most or (_MOST_PHONE if width < PHONE else _MOST)
    picture = _Picture(solution, concept, start, tuple(paths), most, moved)
    table, description = _table(picture), " ".join([_description(picture), *notes])
    id_ = drawing_id("path-tree", title, description, table, width)
    body, height = _draw(id_, picture, notes, width)
    return Figure(drawing(id_, width, height, title, description, body, "path-tree"), title, description, table)


@dataclass(frozen=True, eq=False)
class _Picture:
    """What is to be drawn, before it has a place."""

    solution: Solution
    concept: Concept
    start: int
    paths: tuple[Path, ...]
    most: int
    moved: Callable[[int, int], str]

    @property
    def conflict(self) -> Conflict:
        return self.solution.conflict

    @property
    def combination(self) -> Combination:
        return self.solution.combination

    @property
    def drawn(self) -> tuple[Path, ...]:
        return self.paths[: self.most]

    def holds(self, state: int) -> bool:
        return bool(self.solution.equilibrium(self.concept)[state])

    def ending(self, state: int) -> str:
        scenario = self.conflict.scenario(state)
        return scenario.title if scenario else "no named ending"


def _draw(id_: str, picture: _Picture, notes: Sequence[str], width: float) -> tuple[list[Markup], float]:
    conflict = picture.conflict
    nodes = tree_nodes(conflict, picture.combination, picture.start, picture.drawn, picture.moved)
    placed = place(conflict, nodes, width)
    marks = [_mark(picture, k, node) for k, node in enumerate(placed.nodes)]
    movers = sorted({node.step.by for node in nodes if node.step})
    view = group(
        [
            group(tree_edges(id_, conflict, placed), class_="offramp-arrows"),
            halo(group(tree_words(placed))),
            group(map(draw_mark, marks), class_="offramp-marks"),
        ],
        class_="offramp-view",
    )
    present = {node.effect for node in nodes}
    signs = [(_line(effect), 38.0, words) for effect, words in MEANING.items() if effect in present]
    ring = f"outer ring: an equilibrium ({picture.concept.value.upper()})"
    said = [*_notes(picture), *notes]
    key, height = legend(id_, conflict, marks, movers, said, ring, placed.height + 16, width, signs)
    return [arrowheads(id_, movers), view, *key], height


def _line(effect: Effect) -> Markup:
    return element("path", d="M0 0H34", stroke="ink", stroke_width=2, fill="none", stroke_dasharray=DASH[effect])


def _mark(picture: _Picture, k: int, node: Node) -> Mark:
    conflict, state = picture.conflict, node.state
    held = "; an equilibrium" if picture.holds(state) else ""
    return Mark(
        key=f"n{k}", x=node.x, y=node.y, radius=RADIUS,
        endings=((int(conflict.scenario_of[state]), 1),), n_states=1, first_state=state + 1, states=(state + 1,),
        holding=int(picture.holds(state)), status_quo=state == conflict.status_quo and node.parent < 0, merged=False,
        words=f"State {state + 1}: {picture.ending(state)}{held}{'; a path ends here' if node.ends else ''}",
    )  # fmt: skip


def _notes(picture: _Picture) -> list[str]:
    notes = ["The number below a mark is the state's number." if picture.conflict.scenarios else ""]
    if len(picture.drawn) < len(picture.paths):
        notes.append(f"The first {len(picture.drawn):,} of {counted(len(picture.paths), 'path')} are drawn.")
    return [note for note in notes if note]


def _description(picture: _Picture) -> str:
    """Say how many paths there are, and where they lead."""
    if not picture.paths:
        return f"No path from state {picture.start + 1}."
    ends = Counter(path[-1].to if path else picture.start for path in picture.paths)
    by_ending: dict[str, Counter[bool]] = {}
    for state, count in ends.items():
        by_ending.setdefault(picture.ending(state), Counter())[picture.holds(state)] += count
    longest = max(map(len, picture.paths))
    told = "; ".join(
        f"{counts.total():,} to {ending}" + (f" ({counts[True]:,} to an equilibrium)" if counts[True] else "")
        for ending, counts in by_ending.items()
    )
    return (
        f"{counted(len(picture.paths), 'path')} from state {picture.start + 1}, of up to "
        f"{counted(longest, 'move')}: {told}."
    )


def _table(picture: _Picture) -> Table:
    rows = []
    for number, path in enumerate(picture.drawn, start=1):
        here = picture.start
        marked = effects(picture.conflict, picture.combination, picture.start, path)
        for place_, (step, effect) in enumerate(zip(path, marked, strict=True), start=1):
            rows.append(
                (
                    f"{number}.{place_}",
                    picture.conflict.decision_makers[step.by].name,
                    picture.moved(here, step.to),
                    MEANING[effect],
                    str(step.to + 1),
                    picture.ending(step.to),
                    "yes" if picture.holds(step.to) else "",
                )
            )
            here = step.to
    held = f"Equilibrium ({picture.concept.value.upper()})"
    header = ("Path and step", "Who moves", "What is done", "Gain", "To state", "Ending", held)
    return Table(header, tuple(rows))
