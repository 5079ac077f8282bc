"""How the conflict moves over time, and other versions of it, in the format."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, Tag

from offramp.dossier.entry import Citing
from offramp.dossier.values import MAPPING, SCALAR, Horizon, Id, NonNegative, Text, either

MOST_FORESIGHT = 100
"""Further replies that a forecast reckons with at most."""
MOST_DAYS = 36_525
"""Days that a forecast looks ahead at most: a hundred years."""

PerParty = Annotated[
    Annotated[NonNegative, Tag(SCALAR)] | Annotated[Mapping[Id, NonNegative], Tag(MAPPING)],
    either("a number, or a number for each decision maker"),
]
"""One number for all decision makers, or a number for each."""


class Dynamics(Citing):
    """How often and how sharply decision makers act."""

    rate: PerParty | None = Field(None, description="Occasions to act per day.")
    responsiveness: PerParty | None = Field(None, description="How sharply choices follow preferences; 0 is random.")
    foresight: PerParty | None = Field(None, description="How many steps ahead they look.")
    horizon: Horizon | None = Field(None, description="How far to look ahead: days, or the last day.")


class Variant(Citing):
    """Another version of the same dossier: what is changed in it.

    ``change`` is laid over the dossier: mappings are merged key by key, everything else and ``preferences`` is
    replaced; see :mod:`offramp.dossier.variants`.
    """

    title: Text | None = Field(None, description="Title for people; the id when left out.")
    change: Annotated[Mapping[str, Any], Field(min_length=1)] = Field(
        description="Parts of a dossier, laid over this one."
    )
