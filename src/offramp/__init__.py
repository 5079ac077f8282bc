"""Offramp finds the ways out of a standoff.

>>> import offramp
>>> analysis = offramp.load("dossiers/venezuela-2025.yaml")  # doctest: +SKIP
>>> analysis.solve()  # doctest: +SKIP
"""

from typing import TYPE_CHECKING

from offramp._version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from offramp.api.analysis import Analysis

__all__ = ["__version__", "load"]


def load(path: "str | Path", variant: str | None = None) -> "Analysis":
    """Load a dossier and build its conflict.

    Parameters
    ----------
    path
        The dossier.
    variant
        The id of one of its variants; the dossier as it stands when left out.

    Raises
    ------
    offramp.dossier.problems.DossierError
        With every problem of the dossier, when there is any error.
    KeyError
        When the dossier has no such variant.
    """
    from offramp.api.analysis import load_analysis  # NumPy and the rest are loaded only when there is work

    return load_analysis(path, variant)
