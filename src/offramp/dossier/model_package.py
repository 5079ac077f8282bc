"""The package in the format: what can be put on the table together."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from offramp.dossier.entry import Citing
from offramp.dossier.model_conflict import Settings
from offramp.dossier.values import ExpressionText, Id, OptionName, Share, Text


class Package(Citing):
    """Terms that can be settled together, and what else a settled state holds."""

    title: Text | None = Field(None, description="Title for people.")
    terms: Annotated[tuple[OptionName, ...], Field(min_length=1)] = Field(description="Options that are negotiated.")
    with_: Settings = Field({}, alias="with", description="Other options in a settled state; the rest as today.")
    open: tuple[OptionName, ...] = Field((), description="Other options that are tried both ways.")
    parties: tuple[Id, ...] | None = Field(
        None, description="Whose consent a package needs; the owners of its terms when left out."
    )
    settled_when: ExpressionText | None = Field(None, description="Which bundles count as a settlement.")
    reservation: Mapping[Id, Share] = Field(
        {}, description="The least value that a party accepts, 0 (worst state) to 1 (best); the status quo's."
    )
