"""Decision makers, states and endings in the format."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, Tag

from offramp.dossier.entry import Citing, Entry
from offramp.dossier.model_preferences import Preferences
from offramp.dossier.values import (
    MAPPING,
    SCALAR,
    SEQUENCE,
    ExpressionText,
    FileName,
    Id,
    OptionName,
    Strength,
    Text,
    Truth,
    either,
    listed,
    pair,
)

Settings = Mapping[OptionName, Truth]
"""Options and the value that each is given."""

State = Annotated[
    Annotated[Settings, Tag(MAPPING)] | Annotated[Id, Tag(SCALAR)],
    either("options with yes or no, or (graph form) a state"),
]
"""A state: options at yes or no (those not named are no), or in graph form the id of a state."""

Arc = Annotated[tuple[Id, Id], pair("a move [from, to]")]
_Ids = Annotated[tuple[Id, ...], Field(min_length=1)]
Names = Annotated[_Ids, BeforeValidator(listed, json_schema_input_type=Id | _Ids)]
"""One id, or a list of ids; always a tuple in the model."""

OptionNames = Annotated[
    tuple[OptionName, ...], BeforeValidator(listed, json_schema_input_type=OptionName | tuple[OptionName, ...])
]
"""One option, or a list of options; always a tuple in the model."""


class Option(Citing):
    """Something that a decision maker can do or leave."""

    short_form = "title"

    title: Text | None = Field(None, description="Title for people; the id when left out.")
    irreversible: Literal["no", "taking", "dropping"] = Field(
        "no", description="taking: once yes it stays yes; dropping: once no it stays no."
    )
    strength: Strength | None = Field(
        None, description="How likely it is that it cannot be taken back; certain when left out. For the forecast."
    )
    when_taken: ExpressionText | None = Field(None, description="It may be taken only from states where this holds.")


class MovesFile(Entry):
    """Moves in a CSV file beside the dossier, with the columns ``from`` and ``to``."""

    file: FileName = Field(description="CSV file with the columns from and to.")


Moves = Annotated[
    Annotated[tuple[Arc, ...], Tag(SEQUENCE)] | Annotated[MovesFile, Tag(MAPPING)],
    either("a list of moves [from, to], or a file"),
]


class DecisionMaker(Citing):
    """A party with options or, in graph form, with moves of its own."""

    name: Text | None = Field(None, description="Name for people; the id when left out.")
    options: Mapping[Id, Option] = Field({}, description="What it can do.")
    moves: Moves | None = Field(None, description="Graph form: its unilateral moves.")
    preferences: Preferences | None = Field(None, description="What it wants; indifferent when left out.")


class NoMove(Entry):
    """Moves of a decision maker that cannot be."""

    by: Names = Field(description="Whose moves.")
    from_: ExpressionText | None = Field(None, alias="from", description="From states where this holds; any state.")
    to: ExpressionText | None = Field(None, description="To states where this holds; any state.")


_Several = Annotated[tuple[ExpressionText, ...], Field(min_length=1)]


class Constraint(Citing):
    """What cannot be; exactly one of the rules is given."""

    alternatives = ("never", "always", "at_most_one", "at_least_one", "exactly_one", "requires", "no_move")

    never: ExpressionText | None = Field(None, description="Holds in no state.")
    always: ExpressionText | None = Field(None, description="Holds in every state.")
    at_most_one: _Several | None = Field(None, description="At most one of these holds.")
    at_least_one: _Several | None = Field(None, description="At least one of these holds.")
    exactly_one: _Several | None = Field(None, description="Exactly one of these holds.")
    requires: Annotated[Mapping[ExpressionText, ExpressionText], Field(min_length=1)] | None = Field(
        None, description="{a: b}: a implies b."
    )
    no_move: NoMove | None = Field(None, description="Moves that cannot be.")
    strength: Strength | None = Field(
        None, description="How likely it is that the rule binds; certain when left out. For the forecast."
    )

    @property
    def rule(self) -> str:
        """The key of the rule that is given."""
        return next(key for key in self.alternatives if getattr(self, key) is not None)


class Coalesce(Citing):
    """States to treat as one."""

    id: Id = Field(description="Name of the merged state.")
    title: Text | None = Field(None, description="Title for people; the id when left out.")
    when: ExpressionText = Field(description="The states where this holds are one.")


class GraphState(Citing):
    """A state of graph form."""

    short_form = "title"

    title: Text | None = Field(None, description="Title for people; the id when left out.")


When = Annotated[
    Annotated[ExpressionText, Tag(SCALAR)] | Annotated[tuple[Id, ...], Tag(SEQUENCE)],
    either("an expression, otherwise, or (graph form) a list of states"),
]


class Scenario(Citing):
    """An ending: a named class of states."""

    title: Text | None = Field(None, description="Title for people; the id when left out.")
    when: When = Field(description="Where it holds: an expression, otherwise, or in graph form a list of states.")
