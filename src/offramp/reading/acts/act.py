"""Act: one thing that a party does, offers, demands or considers, as spans of the article."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from offramp.reading.span import Span


class ActType(StrEnum):
    """What sort of act it is; :data:`PLOVER` gives the event type of that ontology."""

    OFFER = "offer"
    DEMAND = "demand"
    REQUEST = "request"
    ACCEPT = "accept"
    REJECT = "reject"
    PROMISE = "promise"
    THREATEN = "threaten"
    CONCEDE = "concede"
    WITHDRAW = "withdraw"
    ACCUSE = "accuse"
    DENOUNCE = "denounce"
    PROTEST = "protest"
    DESIGNATE = "designate"
    SANCTION = "sanction"
    COERCE = "coerce"
    MOBILIZE = "mobilize"
    ASSAULT = "assault"
    CONSULT = "consult"
    SUPPORT = "support"
    AID = "aid"
    DEADLINE = "deadline"
    LAPSE = "lapse"


PLOVER: dict[ActType, str | None] = {
    ActType.OFFER: "AGREE",
    ActType.DEMAND: "DEMAND",
    ActType.REQUEST: "REQUEST",
    ActType.ACCEPT: "AGREE",
    ActType.REJECT: "REJECT",
    ActType.PROMISE: "AGREE",
    ActType.THREATEN: "THREATEN",
    ActType.CONCEDE: "YIELD",
    ActType.WITHDRAW: "YIELD",
    ActType.ACCUSE: "ACCUSE",
    ActType.DENOUNCE: "ACCUSE",
    ActType.PROTEST: "PROTEST",
    ActType.DESIGNATE: "SANCTION",
    ActType.SANCTION: "SANCTION",
    ActType.COERCE: "COERCE",
    ActType.MOBILIZE: "MOBILIZE",
    ActType.ASSAULT: "ASSAULT",
    ActType.CONSULT: "CONSULT",
    ActType.SUPPORT: "SUPPORT",
    ActType.AID: "AID",
    ActType.DEADLINE: "THREATEN",
    ActType.LAPSE: None,
}
"""Event types of PLOVER (Open Event Data Alliance 2018): there an offer and a promise are forms of AGREE."""

Modality = Literal["done", "intended", "possible", "asked"]
"""done: told as a fact; intended: announced; possible: weighed, feared or hedged; asked: wanted of another."""

CLAUSES = frozenset({ActType.OFFER, ActType.DEMAND, ActType.REQUEST, ActType.PROMISE, ActType.THREATEN})
"""Acts of speech that have terms: what is offered, demanded, promised or threatened."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act.

    Attributes
    ----------
    type
        What sort of act it is.
    span
        The clause that tells it, from the first to the last of the spans below.
    cue
        The words that give the type.
    actor, target
        The words that name who acts and towards whom, where the text names them (in the same sentence, or as the
        pronoun's antecedent near by); ``None`` where it does not.
    content
        What is offered, demanded, struck, closed: the words behind the cue.
    terms
        The parts of the content that can be met one by one; the bullets of a list that the clause introduces.
    instrument
        The means, as "through military pressure".
    condition
        What the act hangs on, as "only in exchange for …" or "if …".
    negated
        Whether the text says that it was not done.
    modality
        Whether it was done, is announced, is only possible, or is asked of somebody.
    who, whom
        Names of actor and target, the same for all words that name one party; ``None`` before names are known.
    date
        Place in the dates of the reading; ``None`` where the text gives none.
    answers
        Place in the acts of the reading of the offer or demand that is accepted or rejected.
    rule
        Which rule found it, and with what in the lexicon.
    confidence
        In [0, 1]: how often such a rule is right, as judged by hand; no probability that the act took place.
    """

    type: ActType
    span: Span
    cue: Span
    actor: Span | None = None
    target: Span | None = None
    content: Span | None = None
    terms: tuple[Span, ...] = ()
    instrument: Span | None = None
    condition: Span | None = None
    negated: bool = False
    modality: Modality = "done"
    who: str | None = None
    whom: str | None = None
    date: int | None = None
    answers: int | None = None
    rule: str = ""
    confidence: float = 0.5

    @property
    def plover(self) -> str | None:
        """The event type of PLOVER; ``None`` where it has none."""
        return PLOVER[self.type]
