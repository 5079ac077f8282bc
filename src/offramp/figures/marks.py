"""The sign of an ending, the same in every figure and legend."""

from offramp.figures.colours import ending_colour, ending_letter
from offramp.figures.svg import Markup, element, group, label


def swatch(x: float, y: float, scenario: int) -> Markup:
    """Draw the sign of an ending: a disc of its colour around its letter, 22 pixels wide."""
    letter = ending_letter(scenario)
    size = 10.5 if len(letter) == 1 else 8.5
    return group(
        [
            element("circle", cx=x, cy=y, r=11, fill=ending_colour(scenario)),
            element("circle", cx=x, cy=y, r=7.5, fill="paper"),
            label(x, y + 3.8, letter, size=size, fill="ink", text_anchor="middle", font_weight="bold"),
        ]
    )
