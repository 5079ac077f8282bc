"""The evidence ledger of the format: sources, claims, and actors without moves."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from offramp.dossier.entry import Citing, Entry
from offramp.dossier.values import (
    DossierDate,
    FileName,
    Grade,
    Id,
    Number,
    Sha256,
    Text,
    Whole,
    listed,
    pair,
    problem,
)

Consistency = Literal["CC", "C", "N", "I", "II"]
Status = Literal["suggested", "accepted", "rejected"]
Link = Annotated[tuple[Text, ...], BeforeValidator(listed, json_schema_input_type=Text | tuple[Text, ...])]


def _not_empty(span: tuple[int, int]) -> tuple[int, int]:
    if span[0] >= span[1]:
        raise problem("bad-span", f"the span [{span[0]}, {span[1]}] is empty")
    return span


Span = Annotated[tuple[Whole, Whole], pair("a list of two numbers [begin, end]"), AfterValidator(_not_empty)]


class Source(Citing):
    """Where facts come from: a report, a document, a dataset."""

    title: Text | None = Field(None, description="Title of the report.")
    publisher: Text | None = Field(None, description="Who published it.")
    published: DossierDate | None = Field(None, description="When it was published.")
    url: Text | None = Field(None, description="Where it can be read.")
    file: FileName | None = Field(None, description="Its text, as a file beside the dossier.")
    sha256: Sha256 | None = Field(None, description="SHA-256 digest of that file's bytes.")


class Quantity(Entry):
    """A number that a claim gives, as bounds."""

    min: Number | None = Field(None, description="At least this many.")
    max: Number | None = Field(None, description="At most this many.")
    of: Text = Field(description="Of what.")

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.min is None and self.max is None:
            raise problem("missing-key", 'a quantity needs "min", "max" or both')
        if self.min is not None and self.max is not None and self.min > self.max:
            raise problem("bad-number", f"min {self.min:g} is above max {self.max:g}")
        return self


class Claim(Citing):
    """An entry of the ledger: one claim of one source.

    ``attributed_to`` is a chain, teller first and origin last; each link holds one name, or several in parallel.
    """

    source: Id | None = Field(None, description="The source that it was read in.")
    claim: Text | None = Field(None, description="The claim in our own words.")
    quote: Text | None = Field(None, description="Verbatim words of the source.")
    span: Span | None = Field(
        None, description="Where the quote stands in the source's file: code points from 0, end excluded."
    )
    attributed_to: tuple[Link, ...] = Field(
        (), description="Chain of attribution, teller first, origin last; an inner list is in parallel."
    )
    echoed_by: tuple[Text, ...] = Field((), description="Who repeats it without an origin of their own.")
    subset_of: Id | None = Field(None, description="The claim whose origins these are some of.")
    supports: tuple[Id, ...] = Field((), description="Claims that this one supports.")
    contradicts: tuple[Id, ...] = Field((), description="Claims that this one contradicts.")
    consistency: Mapping[Id, Consistency] = Field(
        {}, description="How consistent it is with endings: CC, C, N, I or II (Heuer 1999)."
    )
    hedge: Text | None = Field(None, description="The source's own caution, such as reportedly.")
    condition: Text | None = Field(None, description="What it depends on, such as if confirmed.")
    quantities: tuple[Quantity, ...] = Field((), description="Numbers in the claim.")
    date: DossierDate | None = Field(None, description="When it happened.")
    grade: Grade | None = Field(None, description="Admiralty code, A1 to F6.")
    status: Status = Field("accepted", description="Suggested by a tool, accepted, or rejected.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.claim is None and self.quote is None:
            raise problem("missing-key", 'an entry of the ledger needs "claim", "quote" or both')
        return self


class Actor(Citing):
    """Someone who acts in the timeline but has no option of their own."""

    short_form = "name"

    name: Text | None = Field(None, description="Name for people; the id when left out.")
