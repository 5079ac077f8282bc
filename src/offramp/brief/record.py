"""What has happened: the timeline, the offers and what became of each term, the deadlines, and what each believes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from offramp.brief.expressions import expression_words
from offramp.brief.ledger import ClaimView, Ledger
from offramp.brief.meaning import Meaning
from offramp.brief.phrases import capital, option_words, settings_words, share
from offramp.conflict.changes import owner
from offramp.conflict.model import Conflict
from offramp.dossier.model import Dossier
from offramp.dossier.model_timeline import Deadline, Event
from offramp.figures.words import listing

if TYPE_CHECKING:
    from offramp.figures import timeline as drawing

REPLIES = {
    "accepted": "accepted",
    "refused": "refused",
    "open": "open",
    "unclear": "not clear from the evidence",
    None: "no answer to this term on record",
}


@dataclass(frozen=True, slots=True)
class EventView:
    """An entry of the timeline in words."""

    when: str
    who: str
    kind: str
    title: str
    to: str
    changed: tuple[str, ...]
    why: str | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class TermView:
    """A term of an offer: what is to be, who can grant it, and what became of it."""

    words: str
    owner: str
    reply: str


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offer or a demand that was made.

    Attributes
    ----------
    id
        Key in the dossier, or ``None``.
    makers
        Ids of those who made it.
    outcome
        What later entries of the timeline and deadlines say became of it.
    """

    id: str | None
    title: str
    kind: str
    when: str
    by: str
    to: str
    expires: str | None
    about: str | None
    terms: tuple[TermView, ...]
    outcome: tuple[str, ...]
    makers: tuple[str, ...]
    settings: Mapping[str, bool]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """Something that falls due, or fell due; ``changes`` says what can be done from its date on, or no longer."""

    date: str
    title: str
    by: str
    to: str
    demands: str | None
    threat: tuple[str, ...]
    changes: tuple[str, ...]
    status: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class BeliefView:
    """What one decision maker thinks of another's aim, beside the weights of the dossier."""

    holder: str
    about: str
    shares: tuple[tuple[str, str], ...]


class Narrator:
    """Names and words for the record of one dossier."""

    def __init__(
        self,
        conflict: Conflict,
        dossier: Dossier,
        evidence: Ledger,
        meaning: Meaning,
    ) -> None:
        self._conflict, self._dossier, self._evidence, self._meaning = conflict, dossier, evidence, meaning
        self._places = {option.id: k for k, option in enumerate(conflict.options)}

    def names(self, ids: Iterable[str] | None) -> str:
        """Return the names of decision makers and actors."""
        return listing(self._name(each) for each in ids or ())

    def _name(self, party: str) -> str:
        if party in self._dossier.decision_makers:
            return self._dossier.decision_makers[party].name or party
        if party in self._dossier.actors:
            return self._dossier.actors[party].name or party
        return party

    def settings(self, settings: Mapping[str, bool], owners: Sequence[str] | None = ()) -> tuple[tuple[int, bool], ...]:
        """Return settings of the dossier as option indices; a short name is looked up among ``owners`` first."""
        return tuple(
            (self._places[self._meaning.option(option, owners or ())], value) for option, value in settings.items()
        )

    def events(self) -> tuple[EventView, ...]:
        """Return the timeline in words, oldest first."""
        return tuple(
            EventView(
                when=self.when(event),
                who=self.names(event.by),
                kind=event.kind,
                title=title_of(event),
                to=self.names(event.to),
                changed=settings_words(self._conflict, self.settings(event.sets, event.by)),
                why=event.why,
                claims=self._evidence.citing(event.evidence),
            )
            for event in self._dossier.timeline
        )

    def when(self, event: Event) -> str:
        """Return when it happened: the date, or what it came after."""
        if event.date is not None:
            return str(event.date)
        if event.after is None:
            return "date unknown"
        return f"after: {title_of(self._event(event.after))}"

    def _event(self, event_id: str) -> Event:
        return next(event for event in self._dossier.timeline if event.id == event_id)

    def offers(self) -> tuple[OfferView, ...]:
        """Return every offer and demand with what became of it."""
        return tuple(self._offer(event) for event in self._dossier.timeline if event.kind in ("offer", "demand"))

    def _offer(self, event: Event) -> OfferView:
        terms = tuple(
            TermView(
                option_title(self._conflict, option, value),
                self._conflict.decision_makers[owner(self._conflict, option)].name,
                REPLIES[replies.get(option)],
            )
            for replies in [
                {
                    self._places[self._meaning.option(name, event.by or ())]: reply
                    for name, reply in event.replies.items()
                }
            ]
            for option, value in self.settings(event.terms, event.by)
        )
        return OfferView(
            event.id, title_of(event), event.kind, self.when(event), self.names(event.by), self.names(event.to),
            str(event.expires) if event.expires else None,
            self._words(event.about), terms, self._outcome(event), event.by or (),
            {self._meaning.option(name, event.by or ()): value for name, value in event.terms.items()},
            self._evidence.citing(event.evidence),
        )  # fmt: skip

    def _outcome(self, offer: Event) -> tuple[str, ...]:
        answers = [
            f"{title_of(event)} ({self.when(event)})"
            for event in self._dossier.timeline
            if offer.id is not None and event.offer == offer.id
        ]
        fates = [
            f"the deadline of {deadline.date}: {deadline.status}"
            for deadline in self._dossier.deadlines
            if offer.id is not None and deadline.offer == offer.id
        ]
        return tuple(answers + fates)

    def _words(self, text: str | None) -> str | None:
        return None if text is None else capital(expression_words(self._conflict, self._meaning.loosely(text)))

    def deadlines(self) -> tuple[DeadlineView, ...]:
        """Return every deadline."""
        return tuple(
            DeadlineView(
                str(deadline.date),
                self.deadline_title(deadline),
                self.names(deadline.by),
                self.names(deadline.to),
                self._words(deadline.demands),
                settings_words(self._conflict, self.settings(deadline.threat, deadline.by)),
                self._opened_and_closed(deadline) if deadline.title or deadline.demands else (),
                deadline.status,
                self._evidence.citing(deadline.evidence),
            )
            for deadline in self._dossier.deadlines
        )

    def deadline_title(self, deadline: Deadline) -> str:
        """Return a deadline in a few words: its title, what it demands, or what it opens and closes."""
        told = deadline.title or self._words(deadline.demands) or "; ".join(self._opened_and_closed(deadline))
        return told or "Something falls due"

    def _opened_and_closed(self, deadline: Deadline) -> tuple[str, ...]:
        """Return what can be done from a deadline's date on, and what no longer: one phrase each."""
        return tuple(
            f"{listing(self._option_words(deadline, given))} {verb}"
            for given, verb in (
                (deadline.opens, "can be done from then on"),
                (deadline.closes, "can be done no longer"),
            )
            if given
        )

    def _option_words(self, deadline: Deadline, names: Sequence[str]) -> list[str]:
        return [
            option_words(self._conflict, self._places[self._meaning.option(name, deadline.by or ())]) for name in names
        ]

    def beliefs(self) -> tuple[BeliefView, ...]:
        """Return what decision makers think of each other's aims."""
        return tuple(
            BeliefView(
                self._name(holder),
                self._name(other),
                tuple((type_title(self._dossier, other, aim), share(weight)) for aim, weight in weights.items()),
            )
            for holder, others in self._dossier.beliefs.items()
            for other, weights in others.items()
        )

    def drawn_events(self) -> "list[drawing.Event]":
        """Return the timeline as the figure takes it."""
        from offramp.figures.timeline import Event as Drawn

        return [
            Drawn(
                title_of(event),
                self.names(event.by) or "time",
                first=event.date.first if event.date else None,
                last=event.date.last if event.date else None,
                kind=event.kind,
                to=self.names(event.to),
                expires=event.expires.last if event.expires else None,
                outcome=listing(sorted(set(event.replies.values()))),
                when=self.when(event) if event.date is None else "",
            )
            for event in self._dossier.timeline
        ]

    def drawn_deadlines(self) -> "list[drawing.Deadline]":
        """Return the deadlines as the figure takes them."""
        from offramp.figures.timeline import Deadline as Drawn

        return [
            Drawn(
                deadline.date.last,
                self.names(deadline.by) or "time",
                self.deadline_title(deadline),
                status=deadline.status,
                to=self.names(deadline.to),
            )
            for deadline in self._dossier.deadlines
        ]


def title_of(event: Event) -> str:
    """Return an entry of the timeline in a few words."""
    return event.title or event.id or event.kind


def option_title(conflict: Conflict, option: int, value: bool) -> str:
    """Return a term: the option's title, or that it is not done."""
    title = conflict.options[option].title
    return title if value else f"Not “{title}”"


def type_title(dossier: Dossier, dm: str, aim: str) -> str:
    """Return the name of a type for people."""
    wanted = dossier.decision_makers[dm].preferences
    if wanted is None or wanted.types is None or aim not in wanted.types:
        return aim
    return wanted.types[aim].title or aim
