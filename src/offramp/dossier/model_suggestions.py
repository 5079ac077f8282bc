"""What reading a report suggests besides claims: kept apart from the model until a person accepts it."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from offramp.dossier.entry import Citing
from offramp.dossier.model_timeline import Deadline, Event
from offramp.dossier.values import Id, Text


class SuggestedOption(Citing):
    """Something that a party might be given as an option."""

    of: Id = Field(description="The decision maker whose option it would be.")
    id: Id = Field(description="Its id there.")
    title: Text = Field(description="Title for people.")


class SuggestedScenario(Citing):
    """An ending that a report names; what it means in terms of options is for a person to say."""

    id: Id = Field(description="Its id among the scenarios.")
    title: Text = Field(description="Title for people.")


class Suggestion(Citing):
    """One suggestion: exactly one of the entries below. No analysis looks at it."""

    alternatives = ("event", "deadline", "option", "scenario")

    event: Event | None = Field(None, description="An entry for the timeline.")
    deadline: Deadline | None = Field(None, description="An entry for the deadlines.")
    option: SuggestedOption | None = Field(None, description="An option of a decision maker.")
    scenario: SuggestedScenario | None = Field(None, description="An ending.")
    parties: Mapping[Id, Text] = Field(
        {}, description="Names of those in by and to that the dossier does not know yet."
    )
    status: Literal["suggested", "rejected"] = Field(
        "suggested", description="Rejected ones stay, so that they are not suggested again."
    )
