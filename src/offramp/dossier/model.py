"""The dossier as a value: attributes are named as the keys of the format (``with_`` and ``from_`` apart).

Short forms are lengthened, expressions and names stay text: what they mean is for the checks to find out. The JSON
Schema that editors use is made from the same classes (:mod:`offramp.dossier.schema`).
"""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from offramp.dossier.entry import Entry
from offramp.dossier.model_conflict import Coalesce, Constraint, DecisionMaker, GraphState, Scenario, State
from offramp.dossier.model_evidence import Actor, Claim, Source
from offramp.dossier.model_forecast import Dynamics, Variant
from offramp.dossier.model_package import Package
from offramp.dossier.model_suggestions import Suggestion
from offramp.dossier.model_timeline import Deadline, Event, Outcome
from offramp.dossier.values import DossierDate, ExpressionText, FormatVersion, Id, NonNegative, Text

Beliefs = Mapping[Id, Mapping[Id, Mapping[Id, NonNegative]]]


class Dossier(Entry):
    """A conflict with the evidence that it rests on: format version 1."""

    offramp: FormatVersion = Field(description="Version of the format: 1.")
    title: Text = Field(description="Title of the conflict.")
    as_of: DossierDate | None = Field(None, description="The day that the status quo describes.")
    summary: Text | None = Field(None, description="One paragraph in plain words.")
    sources: Mapping[Id, Source] = Field({}, description="Where the facts come from.")
    evidence: Mapping[Id, Claim] = Field({}, description="The ledger: one entry per claim.")
    actors: Mapping[Id, Actor] = Field({}, description="Those who act without an option of their own.")
    define: Mapping[Id, ExpressionText] = Field({}, description="Names for expressions.")
    decision_makers: Annotated[Mapping[Id, DecisionMaker], Field(min_length=1)] = Field(
        description="The parties, what each can do and what each wants."
    )
    beliefs: Beliefs = Field({}, description="What one decision maker thinks of another's type.")
    constraints: tuple[Constraint, ...] = Field((), description="Which states and moves cannot be.")
    coalesce: tuple[Coalesce, ...] = Field((), description="Sets of states to treat as one.")
    states: Mapping[Id, GraphState] | None = Field(None, description="Graph form: the states, in order.")
    start: State | None = Field(None, description="The state before the first event; all no when left out.")
    status_quo: State | None = Field(None, description="The state at as_of.")
    scenarios: Mapping[Id, Scenario] = Field({}, description="The endings; the first that holds is the state's.")
    package: Package | None = Field(None, description="What can be put on the table together.")
    timeline: tuple[Event, ...] = Field((), description="What has happened, oldest first.")
    deadlines: tuple[Deadline, ...] = Field((), description="What falls due.")
    suggestions: Mapping[Id, Suggestion] = Field({}, description="What reading reports suggests; no part of the model.")
    dynamics: Dynamics | None = Field(None, description="How the conflict moves over time.")
    variants: Mapping[Id, Variant] = Field({}, description="Other versions of this dossier.")
    outcome: Outcome | None = Field(None, description="What happened in the end.")
