"""What has happened and what falls due, in the format: timeline, deadlines, outcome."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from offramp.dossier.entry import Citing
from offramp.dossier.model_conflict import Names, OptionNames, Settings
from offramp.dossier.values import DossierDate, ExpressionText, Id, OptionName, Text

EventKind = Literal["act", "offer", "demand", "reject", "accept", "lapse", "threat", "promise", "request", "statement"]
Reply = Literal["accepted", "refused", "open", "unclear"]
DeadlineStatus = Literal["open", "met", "lapsed"]


class Event(Citing):
    """An entry of the timeline."""

    id: Id | None = Field(None, description="Name for other entries to refer to.")
    date: DossierDate | None = Field(None, description="When; 2025-11-21, 2025-11, 2025-11-21/2025-11-28.")
    after: Id | None = Field(None, description="The entry that it follows, when the date is unknown.")
    title: Text | None = Field(None, description="What happened, in a few words.")
    kind: EventKind = Field("act", description="What sort of step it is.")
    by: Names | None = Field(None, description="Decision makers, an actor, or time.")
    to: Names | None = Field(None, description="Whom it is addressed to.")
    sets: Settings = Field({}, description="The options that it moves.")
    about: ExpressionText | None = Field(None, description="What is asked for, promised or threatened.")
    terms: Settings = Field({}, description="The package of an offer or a demand.")
    expires: DossierDate | None = Field(None, description="When an offer or a demand lapses.")
    replies: Mapping[OptionName, Reply] = Field({}, description="What became of each term.")
    offer: Id | None = Field(None, description="accept, reject, lapse: the entry of the timeline that it answers.")


class Deadline(Citing):
    """Something that falls due."""

    id: Id | None = Field(None, description="Name to refer to.")
    title: Text | None = Field(None, description="In a few words.")
    date: DossierDate = Field(description="When it falls due.")
    by: Names | None = Field(None, description="Who set it.")
    to: Names | None = Field(None, description="Who must act.")
    demands: ExpressionText | None = Field(None, description="What must hold by then.")
    offer: Id | None = Field(None, description="The offer or demand of the timeline that it belongs to.")
    threat: Settings = Field({}, description="What is threatened otherwise.")
    opens: OptionNames = Field((), description="Options that may be taken from that date on, and not before.")
    closes: OptionNames = Field((), description="Options that may be taken until that date, and not after.")
    status: DeadlineStatus = Field("open", description="Whether it is open, was met, or lapsed.")


class Outcome(Citing):
    """What happened in the end, for scoring forecasts."""

    date: DossierDate | None = Field(None, description="When.")
    scenario: Id = Field(description="The ending that came about.")
