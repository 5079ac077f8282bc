"""The nodes of a tree of paths and where they go: side by side on a wide page, one below the other on a narrow one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.evolution.effects import Effect, effect
from offramp.evolution.path_tree import Branch, branches
from offramp.evolution.paths import Path
from offramp.figures.figure import PHONE
from offramp.figures.words import wrap

RADIUS, RING = 11.0, 3.5
SIZE, LINE = 11.0, 13.5
_BOLD = SIZE * 1.1  # bold letters are wider
_SIDE = 20.0  # from the edge of the page to the middle of a node
_BEND = 30.0  # room in which a line turns from one height to another
_NARROWEST = 132.0  # between two nodes side by side, for the words of the move
CAPTION = 15.0  # below a mark, for its number
_LEAST = 2 * (RADIUS + RING) + CAPTION + 3.0  # height of a node with its number and some air
_INDENT = 30.0
_TEXT = 185.0  # room that words keep on a narrow page


@dataclass(frozen=True, slots=True)
class Node:
    """A state in the tree, with the move that leads to it.

    Attributes
    ----------
    state
        Index.
    parent
        Place of the node that the move leaves; -1 at the start.
    depth
        Number of moves so far.
    step, effect, moved
        The move, what it does for its mover, and its words; ``None`` and empty at the start.
    ends
        Whether a path ends here.
    leaf
        Whether nothing follows.
    x, y
        In pixels.
    mover_lines, moved_lines, end_lines
        The words at it, as they break: who moves, what is done, and (at a leaf) the ending.
    """

    state: int
    parent: int
    depth: int
    step: Step | None
    effect: Effect | None
    moved: str
    ends: bool
    leaf: bool
    x: float = 0.0
    y: float = 0.0
    mover_lines: tuple[str, ...] = ()
    moved_lines: tuple[str, ...] = ()
    end_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """Nodes with their places.

    Attributes
    ----------
    nodes
        Each after its parent.
    columns
        Whether depth runs to the right; otherwise downwards, set in.
    height
        In pixels.
    """

    nodes: tuple[Node, ...]
    columns: bool
    height: float


def tree_nodes(
    conflict: Conflict,
    combination: Combination,
    start: int,
    paths: Sequence[Path],
    moved: Callable[[int, int], str],
) -> list[Node]:
    """Return the nodes of the tree of some paths, each after its parent, without places.

    Parameters
    ----------
    conflict, combination
        The conflict, and one type for each decision maker.
    start
        Index of the state that all paths begin at.
    paths
        The paths; none is needed.
    moved
        Gives the words of a move, from the states before and after it.
    """
    tree = branches(paths)
    nodes = [Node(start, -1, 0, None, None, "", any(not path for path in paths), not tree)]

    def grow(parent: int, some: Sequence[Branch]) -> None:
        for branch in some:
            before, step = nodes[parent].state, branch.step
            nodes.append(
                Node(
                    step.to,
                    parent,
                    nodes[parent].depth + 1,
                    step,
                    effect(conflict, combination, before, step),
                    moved(before, step.to),
                    branch.ends,
                    not branch.branches,
                )
            )
            grow(len(nodes) - 1, branch.branches)

    grow(0, tree)
    return nodes


def place(conflict: Conflict, nodes: Sequence[Node], width: float) -> Placed:
    """Return the nodes with their places, side by side if the words of the moves have room for that."""
    deepest = max(node.depth for node in nodes)
    leaf_room = min(190.0, width * 0.22)
    column = (width - 2 * _SIDE - leaf_room) / max(deepest, 1)
    if width >= PHONE and column >= _NARROWEST:
        return _columns(conflict, nodes, min(column, 260.0), leaf_room)
    return _outline(conflict, nodes, width)


def _ending(conflict: Conflict, state: int) -> str:
    scenario = conflict.scenario(state)
    return scenario.title if scenario else ""


def _mover(conflict: Conflict, node: Node) -> str:
    return conflict.decision_makers[node.step.by].name if node.step else ""


def _columns(conflict: Conflict, nodes: Sequence[Node], column: float, leaf_room: float) -> Placed:
    """Depth to the right; a node stands in the middle of what follows it."""
    room = column - _BEND - RADIUS - RING - 16
    worded = [
        replace(
            node,
            x=_SIDE + node.depth * column,
            mover_lines=tuple(wrap(_mover(conflict, node), room, _BOLD, 2)) if node.step else (),
            moved_lines=tuple(wrap(node.moved, room, SIZE, 4)) if node.step else (),
            end_lines=tuple(wrap(_ending(conflict, node.state), leaf_room - 16, SIZE, 4)) if node.leaf else (),
        )
        for node in nodes
    ]
    children: list[list[int]] = [[] for _ in worded]
    for k, node in enumerate(worded[1:], start=1):
        children[node.parent].append(k)
    heights = [0.0] * len(worded)
    for k in range(len(worded) - 1, -1, -1):  # children before their parents
        heights[k] = max(_own_height(worded[k]), sum(heights[child] for child in children[k]))
    tops, middles = [22.0] * len(worded), [0.0] * len(worded)  # above the start stands the flag "now"
    for k in range(len(worded)):
        top = tops[k] + (heights[k] - sum(heights[child] for child in children[k])) / 2
        for child in children[k]:
            tops[child] = top
            top += heights[child]
    for k in range(len(worded) - 1, -1, -1):
        own = children[k]
        middles[k] = (middles[own[0]] + middles[own[-1]]) / 2 if own else tops[k] + heights[k] / 2
    placed = tuple(replace(node, y=y) for node, y in zip(worded, middles, strict=True))
    return Placed(placed, columns=True, height=22.0 + heights[0])


def _own_height(node: Node) -> float:
    """Return the height that a node's words need, as much above its middle as below."""
    above, below = len(node.mover_lines) * LINE + 8, len(node.moved_lines) * LINE + 8
    return max(_LEAST, 2 * max(above, below), len(node.end_lines) * LINE + 8)


def _outline(conflict: Conflict, nodes: Sequence[Node], width: float) -> Placed:
    """Each node in a row of its own, below its parent and set in."""
    deepest = max(node.depth for node in nodes)
    indent = min(_INDENT, (width - _TEXT - _SIDE) / max(deepest, 1))
    placed, y = [], 24.0
    for node in nodes:
        x = _SIDE + node.depth * indent
        room = width - x - RADIUS - RING - 8
        ending = _ending(conflict, node.state) if node.leaf or node.parent < 0 else ""
        worded = replace(
            node,
            x=x,
            mover_lines=tuple(wrap(_mover(conflict, node), room, _BOLD)) if node.step else (),
            moved_lines=tuple(wrap(node.moved, room, SIZE)) if node.step else (),
            end_lines=tuple(wrap(ending, room, SIZE)) if ending else (),
        )
        lines = len(worded.mover_lines) + len(worded.moved_lines) + len(worded.end_lines)
        placed.append(replace(worded, y=y + RADIUS + RING))
        y += max(_LEAST, lines * LINE + 12)
    return Placed(tuple(placed), columns=False, height=y)
