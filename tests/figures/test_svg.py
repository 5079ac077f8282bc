"""Building blocks: whatever the words are, the document is well formed and says just them."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from offramp.figures.figure import Figure, Table, responsive
from offramp.figures.svg import drawing, drawing_id, element, escaped, label, number, tooltip

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = ["</svg><script>alert(1)</script>", '" onload="alert(1)', "&amp; &lt;", "\x00\x0b\ud800", "]]>", "<!--"]


@given(st.one_of(st.text(st.characters()), st.sampled_from(HOSTILE)))
def test_words_come_back_as_they_went_in(words: str) -> None:
    node = ET.fromstring(element("g", tooltip(words), data_state=words))
    shown = node.find("title")
    assert shown is not None
    assert len(node) == 1
    if all(letter.isprintable() for letter in words):
        assert (shown.text or "") == words
        assert node.attrib["data-state"] == words


def test_what_xml_cannot_hold_is_marked() -> None:
    assert escaped("a\x00b\ud800c") == "a\ufffdb\ufffdc"


def test_palette_names_become_a_class_and_a_colour() -> None:
    node = ET.fromstring(element("path", fill="ending-1", stroke="none"))
    assert node.attrib["class"] == "f-ending-1"
    assert node.attrib["fill"].startswith("#")
    assert node.attrib["stroke"] == "none"


def test_labels_never_catch_the_pointer() -> None:
    for lines in ("one", ["one", "two"]):
        assert ET.fromstring(label(0, 0, lines)).attrib["pointer-events"] == "none"


def test_numbers_are_short() -> None:
    assert [number(value) for value in (1, 1.0, 1.26, -0.04, 100.0, 10.0)] == ["1", "1", "1.3", "0", "100", "10"]


def test_a_drawing_has_a_name_and_a_description() -> None:
    root = ET.fromstring(drawing("oid", 10, 20, "A <title>", "What & why", [], "test"))
    assert root.attrib["role"] == "img"
    named = {node.attrib["id"]: node.text for node in root.iter() if "id" in node.attrib and node is not root}
    assert named[root.attrib["aria-labelledby"]] == "A <title>"
    assert named[root.attrib["aria-describedby"]] == "What & why"
    assert all(key.startswith("oid") for key in named)


def test_ids_depend_on_what_is_drawn_alone() -> None:
    assert drawing_id("a", 1) == drawing_id("a", 1)
    assert drawing_id("a", 1) != drawing_id("a", 2)


def test_the_static_drawing_has_no_style() -> None:
    figure = Figure(drawing("oid", 1, 1, "t", "d", [element("rect", fill="ink")], "test"), "t", "d", Table((), ()))
    root = ET.fromstring(figure.static_svg)
    assert root.find(f"{SVG}style") is None
    assert root.find(f"{SVG}rect").attrib["fill"].startswith("#")
    assert figure._repr_svg_() == figure.svg
    assert figure.svg in responsive(figure, figure)
