"""A figure: its drawing as SVG text, and the same facts as words and as a table."""

import re
from dataclasses import dataclass

WIDE = 960  # width of a drawing for a desk, CSS pixels
NARROW = 350  # and for a phone of 390 pixels, less the page's margins
PHONE = 600  # drawings narrower than this are laid out for a phone

_STYLE = re.compile("<style>.*?</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Table:
    """The data of a figure, for screen readers and text output.

    Attributes
    ----------
    header
        Column heads.
    rows
        Each as long as the header.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its name, its description and its data.

    Attributes
    ----------
    svg
        One self-contained ``svg`` element that may stand in a page as it is: everything escaped, ids unique per
        drawing, no script, no outside resource.
    title, description
        For captions and screen readers; plain text, not escaped.
    table
        The data shown.
    """

    svg: str
    title: str
    description: str
    table: Table

    def _repr_svg_(self) -> str:
        """Notebook display."""
        return self.svg

    @property
    def static_svg(self) -> str:
        """The drawing in plain light colours without style rules, for renderers that know no custom properties."""
        return _STYLE.sub("", self.svg)


def responsive(wide: Figure, narrow: Figure) -> str:
    """Return HTML with the same figure drawn for a desk and for a phone; the page shows the one that fits.

    Print takes the wide one. Both drawings hold text at its true size, which one scaled drawing could not.
    """
    return (
        "<style>.offramp-narrow{display:none}@media screen and (max-width:" + f"{PHONE}px)"
        "{.offramp-wide{display:none}.offramp-narrow{display:block}}</style>"
        f'<div class="offramp-wide">{wide.svg}</div><div class="offramp-narrow">{narrow.svg}</div>'
    )
