"""The palette: colours for endings and for decision makers, light and dark, apart for the colour-blind too.

The hues were picked by hand and then moved a little by a search that maximizes the least difference (OKLab, Ottosson
2020) between any two of a set as seen with normal sight, protanopia, deuteranopia and tritanopia (Machado, Oliveira
& Fernandes 2009). Contrast follows WCAG 2.2: at least 3:1 for graphics (1.4.11), 4.5:1 for text (1.4.3). The tests
hold the palette to both. No figure relies on colour alone: endings also carry a letter, decision makers an arrowhead.

A page may override every colour by a custom property (``--offramp-ending-1``, ``--offramp-dm-1``, ``--offramp-paper``,
``--offramp-ink``, …); without that, the drawing follows the reader's preference for light or dark.
"""

from dataclasses import dataclass
from string import ascii_uppercase


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours for one kind of background, each as ``#rrggbb``.

    Attributes
    ----------
    paper, ink, muted
        Background, text, and text of less weight (at least 4.5:1 on paper).
    line, band
        Thin lines that carry no meaning of their own, and the background of a cell.
    accent, good, bad
        What is on the table, what was met, what lapsed (text colours).
    endings, dms
        Categorical colours; beyond their number they repeat.
    """

    paper: str
    ink: str
    muted: str
    line: str
    band: str
    accent: str
    good: str
    bad: str
    endings: tuple[str, ...]
    dms: tuple[str, ...]

    def named(self) -> dict[str, str]:
        """Return every colour by the name that classes and custom properties use."""
        single = ("paper", "ink", "muted", "line", "band", "accent", "good", "bad")
        colours: dict[str, str] = {name: getattr(self, name) for name in single}
        colours.update({f"ending-{k}": colour for k, colour in enumerate(self.endings, start=1)})
        colours.update({f"dm-{k}": colour for k, colour in enumerate(self.dms, start=1)})
        return colours


LIGHT = Theme(
    paper="#ffffff",
    ink="#1b1f24",
    muted="#59616b",
    line="#c3c9d1",
    band="#f1f3f6",
    accent="#1758ec",
    good="#1a7346",
    bad="#b3261e",
    endings=("#1758ec", "#c98614", "#25a687", "#85073e", "#a379d1", "#9f650c", "#422a96", "#705a87"),
    dms=("#b90b6b", "#25699c", "#747b0a", "#7a08dd", "#734807", "#342540"),
)
DARK = Theme(
    paper="#15181d",
    ink="#e8ebef",
    muted="#a4acb7",
    line="#454c56",
    band="#20252c",
    accent="#7ea6ff",
    good="#5fd08c",
    bad="#ff8a80",
    endings=("#6c98fd", "#fb5b0c", "#37e08e", "#9b5a91", "#ccc0fb", "#f5fe5b", "#605fe3", "#a496a3"),
    dms=("#f56784", "#69c7e0", "#a2f589", "#aa81fd", "#dbad0a", "#fff7fa"),
)


def ending_colour(scenario: int) -> str:
    """Return the name of the colour of a scenario, by its index; ``"muted"`` for a state without an ending (-1)."""
    return "muted" if scenario < 0 else f"ending-{scenario % len(LIGHT.endings) + 1}"


def dm_colour(dm: int) -> str:
    """Return the name of the colour of a decision maker, by its index."""
    return f"dm-{dm % len(LIGHT.dms) + 1}"


def ending_letter(scenario: int) -> str:
    """Return the letter that stands for a scenario: A … Z, then AA, AB, …; ``"–"`` for none (-1).

    >>> [ending_letter(k) for k in (-1, 0, 25, 26)]
    ['–', 'A', 'Z', 'AA']
    """
    if scenario < 0:
        return "–"
    more, letter = divmod(scenario, len(ascii_uppercase))
    return (ending_letter(more - 1) if more else "") + ascii_uppercase[letter]


def theme_css(theme: Theme) -> str:
    """Return a theme as declarations of custom properties, for a page that has a light/dark switch of its own."""
    return "".join(f"--offramp-{name}:{colour};" for name, colour in theme.named().items())


def figure_css() -> str:
    """Return the style that every drawing carries: classes ``f-NAME`` (fill) and ``s-NAME`` (stroke).

    Elements hold the light colour as an attribute too, so a renderer without custom properties still draws them.
    Print is always light.
    """
    light, dark = _rules(LIGHT), _rules(DARK)
    return (
        f"{light}@media (prefers-color-scheme:dark){{{dark}}}@media print{{{light}}}"
        "svg.offramp-figure:root{color-scheme:light dark;background:Canvas;color:CanvasText}"
    )


def _rules(theme: Theme) -> str:
    return "".join(
        f".offramp-figure .f-{name}{{fill:var(--offramp-{name},{colour})}}"
        f".offramp-figure .s-{name}{{stroke:var(--offramp-{name},{colour})}}"
        for name, colour in theme.named().items()
    )


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, in [0, 1] (WCAG 2.2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2).

    >>> contrast("#000000", "#ffffff")
    21.0
    """
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
