"""What the entries of a dossier have in common: strictness, short forms, and what they rest on."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from offramp.dossier.values import Id, Text, problem

Basis = Literal["stated", "observed", "assumed"]


class Entry(BaseModel):
    """A mapping of the format: frozen, and every key is a known one.

    Attributes
    ----------
    short_form
        The key that a bare scalar stands for, when the entry has a short form.
    alternatives
        Keys of which exactly one is given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    short_form: ClassVar[str | None] = None
    alternatives: ClassVar[tuple[str, ...]] = ()

    @model_validator(mode="before")
    @classmethod
    def _lengthen(cls, data: object) -> object:
        if cls.short_form is not None and isinstance(data, str | int | float):
            return {cls.short_form: data}
        return data

    @model_validator(mode="after")
    def _one_of_several(self) -> Self:
        present = [key for key in self.alternatives if getattr(self, key) is not None]
        if self.alternatives and len(present) != 1:
            raise problem("exactly-one", not_exactly_one(self.alternatives, present))
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Let the schema accept the short form too, and demand exactly one of the keys that exclude each other."""
        schema = handler(core_schema)
        if cls.alternatives:
            handler.resolve_ref_schema(schema)["oneOf"] = [{"required": [key]} for key in cls.alternatives]
        if cls.short_form is None:
            return schema
        long_form = handler.resolve_ref_schema(schema)
        short = long_form["properties"][cls.short_form].copy()
        short.pop("description", None)
        return {"anyOf": [short, schema]}


def not_exactly_one(keys: Sequence[str], present: Sequence[str]) -> str:
    """Return the message for an entry that has none, or more than one, of some keys."""
    stands = f"here stand {' and '.join(present)}" if present else "none stands here"
    return f"expected exactly one of: {', '.join(keys)}; {stands}"


class Citing(Entry):
    """An entry that may say what it rests on."""

    why: Text | None = Field(None, description="The reason, in words.")
    evidence: tuple[Id, ...] = Field((), description="The ledger entries that it rests on.")
    basis: Basis | None = Field(None, description="How it is known: stated by the party, observed, or assumed.")
