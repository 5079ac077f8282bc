"""The palette: contrast as WCAG 2.2 asks, and apart for every kind of colour vision."""

from itertools import combinations

import numpy as np
import pytest

from offramp.figures.colours import DARK, LIGHT, Theme, contrast, dm_colour, ending_colour, ending_letter, figure_css

GRAPHICS, TEXT = 3.0, 4.5  # WCAG 2.2, 1.4.11 and 1.4.3
LEAST_DIFFERENCE = 0.08  # OKLab; about four times what is just noticeable
THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB
VISION = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """Ottosson 2020."""
    cones = np.array(
        [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ]
    )
    lab = np.array(
        [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ]
    )
    return lab @ np.cbrt(cones @ np.clip(rgb, 0, 1))


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # the well-known grey that just fails
    assert contrast("#123456", "#123456") == 1


@THEMES
def test_graphics_stand_out(theme: Theme) -> None:
    for colour in (*theme.endings, *theme.dms):
        for ground in (theme.paper, theme.band):
            assert contrast(colour, ground) >= (GRAPHICS if ground == theme.paper else 2.7), (colour, ground)


@THEMES
def test_words_can_be_read(theme: Theme) -> None:
    for colour in (theme.ink, theme.muted, theme.accent, theme.good, theme.bad):
        assert contrast(colour, theme.paper) >= TEXT, colour
    assert contrast(theme.ink, theme.band) >= TEXT


@THEMES
@pytest.mark.parametrize("vision", VISION)
def test_colours_of_a_kind_are_apart(theme: Theme, vision: str) -> None:
    for kind in (theme.endings, theme.dms):
        for one, other in combinations(kind, 2):
            seen = [oklab(np.asarray(VISION[vision]) @ linear(colour)) for colour in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) >= LEAST_DIFFERENCE, (one, other)


def test_both_themes_name_the_same_colours() -> None:
    assert LIGHT.named().keys() == DARK.named().keys()


def test_every_scenario_has_a_colour_and_a_letter_of_its_own() -> None:
    letters = [ending_letter(k) for k in range(60)]
    assert len(set(letters)) == 60
    assert {ending_colour(k) for k in range(-1, 60)} | {dm_colour(k) for k in range(60)} <= LIGHT.named().keys()


def test_print_is_light_whatever_the_reader_prefers() -> None:
    css = figure_css()
    assert css.index("@media print") > css.index("prefers-color-scheme:dark")
    assert LIGHT.endings[0] in css[css.index("@media print") :]
