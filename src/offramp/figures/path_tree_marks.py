"""The moves of a tree of paths as lines, and the words at them."""

from offramp.conflict.model import Conflict
from offramp.evolution.effects import Effect
from offramp.figures.colours import dm_colour
from offramp.figures.path_tree_nodes import CAPTION, LINE, RADIUS, RING, SIZE, Node, Placed
from offramp.figures.svg import Markup, element, label, tooltip

DASH = {Effect.IMPROVING: None, Effect.EQUAL: "8 3", Effect.WORSENING: "2 4"}
MEANING = {
    Effect.IMPROVING: "its mover gains by it",
    Effect.EQUAL: "its mover gains nothing",
    Effect.WORSENING: "its mover loses by it",
}


def tree_edges(id_: str, conflict: Conflict, placed: Placed) -> list[Markup]:
    """Draw the moves, each in the colour of its mover and in the style of what it does for it."""
    edges: list[Markup] = []
    joint: dict[int, float] = {}
    for k, node in enumerate(placed.nodes):
        if node.step is None or node.effect is None:
            continue
        parent = placed.nodes[node.parent]
        end = node.x - RADIUS - RING - 1.5
        if placed.columns:
            path = _bend(parent, node, end)
        else:  # down from the parent, or from where the line to the last of its other nodes turned off
            begin = joint.get(node.parent, parent.y + RADIUS + RING + CAPTION)
            path = f"M{parent.x:.1f} {begin:.1f}V{node.y:.1f}H{end:.1f}"
            joint[node.parent] = node.y
        dm = conflict.decision_makers[node.step.by]
        edges.append(
            element(
                "path",
                tooltip(f"{dm.name}: {node.moved} ({MEANING[node.effect]})"),
                d=path,
                fill="none",
                stroke=dm_colour(node.step.by),
                stroke_width=2,
                stroke_dasharray=DASH[node.effect],
                marker_end=f"url(#{id_}-head-{node.step.by})",
                data_dm=dm.id,
                data_from=f"n{node.parent}",
                data_to=f"n{k}",
                data_effect=node.effect.value,
            )
        )
    return edges


def _bend(parent: Node, node: Node, end: float) -> str:
    """Return a line to the right that leaves its parent's height for the node's at once."""
    begin = parent.x + RADIUS + RING
    turn = begin + 26
    middle = (begin + turn) / 2
    return (
        f"M{begin:.1f} {parent.y:.1f}C{middle:.1f} {parent.y:.1f} {middle:.1f} {node.y:.1f} {turn:.1f} {node.y:.1f}"
        f"H{end:.1f}"
    )


def tree_words(placed: Placed) -> list[Markup]:
    """Write who moves and what is done, and at each leaf the ending."""
    return [words for node in placed.nodes for words in (_beside if placed.columns else _below)(placed, node)]


def _beside(placed: Placed, node: Node) -> list[Markup]:
    """Above the line who moves, below it what is done; to the right of a leaf its ending."""
    words = []
    if node.step:
        x = placed.nodes[node.parent].x + RADIUS + RING + 28
        above = node.y - 6 - (len(node.mover_lines) - 1) * SIZE * 1.25
        words += [
            label(x, above, node.mover_lines, size=SIZE, font_weight="bold"),
            label(x, node.y + 14, node.moved_lines, size=SIZE),
        ]
    if node.end_lines:
        y = node.y + 4 - (len(node.end_lines) - 1) * LINE / 2
        words.append(label(node.x + RADIUS + RING + 6, y, node.end_lines, size=SIZE, fill="muted"))
    return words


def _below(_: Placed, node: Node) -> list[Markup]:
    """To the right of a node, one below the other: who moves, what is done, and the ending of a leaf."""
    x, y = node.x + RADIUS + RING + 6, node.y - 3
    words = []
    for lines, style in (
        (node.mover_lines, {"font_weight": "bold"}), (node.moved_lines, {}), (node.end_lines, {"fill": "muted"}),
    ):  # fmt: skip
        if lines:
            words.append(label(x, y, lines, size=SIZE, **style))
            y += len(lines) * SIZE * 1.25
    return words
