"""What is drawn in an SVG: its words, where they stand, and whether any lie on others."""

import re
from xml.etree import ElementTree as ET

from offramp.figures.words import text_width

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</svg><script>alert(1)</script> & \x00 "q" ]]>'


def words_of(svg: str) -> str:
    return " ".join(" ".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text"))


def text_boxes(svg: str, least: float = 0) -> list[tuple[float, float, float, float]]:
    """Where each line of text lies that is of some size at least: left, top, right, bottom."""
    boxes = []

    def visit(node: ET.Element, dx: float, dy: float) -> None:
        moved = re.match(r"translate\((\S+) (\S+)\)", node.attrib.get("transform", ""))
        if moved:
            dx, dy = dx + float(moved[1]), dy + float(moved[2])
        if node.tag == f"{SVG}text":
            size, x, y = (float(node.attrib[key]) for key in ("font-size", "x", "y"))
            lines = [span.text or "" for span in node] or [node.text or ""]
            for k, line in enumerate(lines if size >= least else ()):
                room = text_width(line, size) * 0.95
                left = x - {"end": 1, "middle": 0.5}.get(node.attrib.get("text-anchor", ""), 0) * room
                top = y + k * size * 1.25 - 0.7 * size
                boxes.append((left + dx, top + dy, left + room + dx, top + 0.8 * size + dy))
        for child in node:
            visit(child, dx, dy)

    visit(ET.fromstring(svg), 0, 0)
    return boxes


def assert_apart(svg: str, width: float, least: float = 0) -> None:
    """Assert that no text of some size lies on another, and that all of it is inside the drawing."""
    height = float(ET.fromstring(svg).attrib["height"])
    boxes = text_boxes(svg, least)
    assert boxes
    for k, (left, top, right, bottom) in enumerate(boxes):
        assert left >= -1
        assert right <= width + 1
        assert top >= -1
        assert bottom <= height + 1
        for other in boxes[:k]:
            assert left >= other[2] or other[0] >= right or top >= other[3] or other[1] >= bottom
