"""Small helpers that build SVG text: every word escaped, every drawing with a name, a description and ids of its own.

``Markup`` is text that is safe to place in a document. Only :func:`escaped` and :func:`element` make it, so the type
checker finds a title that was put in raw.
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NewType
from xml.sax.saxutils import escape

from offramp.figures.colours import LIGHT, figure_css
from offramp.figures.words import FONT_FAMILY

Markup = NewType("Markup", str)
Value = str | int | float | None

_PLAIN = LIGHT.named()
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escaped(words: str) -> Markup:
    """Return words as they may stand in an element or a quoted attribute; what XML cannot hold becomes U+FFFD.

    >>> escaped('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    return Markup(escape(_NOT_XML.sub("\ufffd", words), {'"': "&quot;"}))


def number(value: float) -> str:
    """Return a coordinate with one decimal at most, the same on every machine.

    >>> number(3.0), number(2.25), number(-0.01)
    ('3', '2.2', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, *children: Markup, **attributes: Value) -> Markup:
    """Return an element.

    Parameters
    ----------
    name
        Tag.
    children
        What stands inside, already markup.
    attributes
        ``stroke_width=2`` becomes ``stroke-width="2"``; a trailing underscore is dropped (``class_``); ``None`` is
        left out.
        ``fill`` and ``stroke`` that name a palette colour also get the class that lets a page recolour it.
    """
    classes = [str(attributes.pop("class_"))] if attributes.get("class_") else []
    parts = []
    for key, value in attributes.items():
        if value is None or key == "class_":
            continue
        text = number(value) if isinstance(value, float) else str(value)
        if key in ("fill", "stroke") and text in _PLAIN:
            classes.append(f"{key[0]}-{text}")
            text = _PLAIN[text]
        parts.append(f' {key.rstrip("_").replace("_", "-")}="{escaped(text)}"')
    if classes:
        parts.insert(0, f' class="{escaped(" ".join(classes))}"')
    inside = "".join(children)
    return Markup(f"<{name}{''.join(parts)}>{inside}</{name}>" if inside else f"<{name}{''.join(parts)}/>")


def group(children: Iterable[Markup], **attributes: Value) -> Markup:
    """Return a ``g`` element."""
    return element("g", *children, **attributes)


def tooltip(words: str) -> Markup:
    """Return the ``title`` of an element: what browsers show on hover and screen readers may say."""
    return element("title", escaped(words))


def label(
    x: float, y: float, lines: str | Sequence[str], *, size: float = 12, fill: str = "currentColor", **attributes: Value
) -> Markup:
    """Return text of one or more lines, the first with its baseline at ``y``; it never catches the pointer.

    Parameters
    ----------
    x, y
        Position in pixels.
    lines
        Already wrapped (see :func:`offramp.figures.words.wrap`).
    size
        Font size in pixels; lines are 1.25 of it apart.
    fill
        A colour or palette name; ``currentColor`` takes the colour of the page's text.
    """
    shown = [lines] if isinstance(lines, str) else list(lines)
    spans = [
        element("tspan", escaped(line), x=x, dy=None if k == 0 else number(size * 1.25)) for k, line in enumerate(shown)
    ]
    inside = [escaped(shown[0])] if len(shown) == 1 else spans
    return element("text", *inside, x=x, y=y, font_size=number(size), fill=fill, pointer_events="none", **attributes)


def halo(words: Markup) -> Markup:
    """Return labels with a rim of paper, so that lines behind them do not cross the letters."""
    return group([words], stroke="paper", stroke_width=3, paint_order="stroke", stroke_linejoin="round")


def drawing_id(*parts: object) -> str:
    """Return an id for a drawing that depends on nothing but what it shows, so that two on one page never clash."""
    return "o" + sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()[:10]


def drawing(
    id_: str, width: float, height: float, title: str, description: str, body: Iterable[Markup], name: str
) -> Markup:
    """Return a whole ``svg`` element with its title, description and style.

    Parameters
    ----------
    id_
        From :func:`drawing_id`; ids inside the body must begin with it.
    width, height
        In CSS pixels; the drawing shrinks with its container but never grows.
    title, description
        For screen readers and tooltips.
    body
        What is drawn.
    name
        Kind of figure, as a class: ``strategy-grid``, ….
    """
    return element(
        "svg",
        element("title", escaped(title), id=f"{id_}-title"),
        element("desc", escaped(description), id=f"{id_}-desc"),
        element("style", Markup(figure_css())),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"offramp-figure offramp-{name}",
        id=id_,
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
        role="img",
        aria_labelledby=f"{id_}-title",
        aria_describedby=f"{id_}-desc",
        font_family=FONT_FAMILY,
        style="max-width:100%;height:auto",
    )
