"""What is on the table: the terms, who can grant each, and each package set against today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from offramp.brief.endings import Case, Hold
from offramp.brief.expressions import expression_words
from offramp.brief.meaning import Meaning
from offramp.brief.offers import Bundles, PackageCase, Verdict, bundles, package_case, settled_states
from offramp.brief.parties import PartyView, StatementView
from offramp.brief.phrases import option_words, settings_words, state_name
from offramp.brief.record import OfferView
from offramp.conflict.changes import owner
from offramp.conflict.model import Conflict
from offramp.dossier.model_package import Package


@dataclass(frozen=True, slots=True)
class TermOwner:
    """A term of the package: what it is, whose it is to give, and whether that owner is a party."""

    title: str
    owner: str
    is_party: bool
    today: bool


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What one decision maker makes of a package.

    Attributes
    ----------
    gain
        ``better``, ``same`` or ``worse`` than today; ``same or better``, ``same or worse`` or ``depends`` where that
        varies with what the package leaves open.
    because
        Its most important statement that tells the package from today; ``None`` where none does.
    breaks
        Whether it would later move out of every state of the package, and no credible reply deters that.
    is_party, made_it
        Whether a package needs its consent, and whether the offer is its own.
    """

    who: str
    gain: str
    because: StatementView | None
    breaks: bool
    is_party: bool
    made_it: bool


@dataclass(frozen=True, slots=True)
class OfferCaseView:
    """An offer set against today under one combination of types."""

    verdicts: tuple[VerdictView, ...]
    hold: Hold


@dataclass(frozen=True, slots=True)
class OfferAnalysis:
    """An offer of the timeline set against today, case by case; no cases where no state can settle it."""

    offer: OfferView
    n_states: int
    cases: tuple[OfferCaseView, ...]

    @property
    def unwanted_by(self) -> tuple[str, ...]:
        """Those who made it and would be worse off under it, whatever the aims: a contradiction to look into."""
        return tuple(
            verdict.who
            for place, verdict in enumerate(self.cases[0].verdicts if self.cases else ())
            if verdict.made_it and all(case.verdicts[place].gain == "worse" for case in self.cases)
        )


@dataclass(frozen=True, slots=True)
class BundlesView:
    """All bundles of the terms under one combination of types.

    Attributes
    ----------
    gains
        Each party and in how many settled states it is better off than today.
    n_all_gain, n_all_gain_and_hold
        In how many no party loses and one gains; and how many of these hold outright or by deterrence.
    examples
        Names of the first of those (that hold, or else that no party loses by).
    """

    n_settled: int
    gains: tuple[tuple[str, int], ...]
    n_all_gain: int
    n_all_gain_and_hold: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackageView:
    """The package of the dossier: terms with their owners, parties, and what a settled state holds besides."""

    title: str | None
    terms: tuple[TermOwner, ...]
    parties: tuple[str, ...]
    besides: tuple[str, ...]
    open: tuple[str, ...]
    settled_when: str | None
    reservation: tuple[tuple[str, str], ...]
    why: str | None
    bundles: tuple[BundlesView, ...]


class Table:
    """Sets packages of one dossier against today; only for option form with a status quo."""

    def __init__(
        self,
        conflict: Conflict,
        package: Package | None,
        cases: Sequence[Case],
        people: Sequence[PartyView],
        meaning: Meaning,
    ) -> None:
        self._conflict, self._package, self._cases, self._people = conflict, package, cases, people
        self._meaning = meaning
        self._places = {option.id: k for k, option in enumerate(conflict.options)}
        self._parties = self._consenting()

    def _consenting(self) -> tuple[int, ...]:
        """Return whose consent a package needs: the parties named, or the owners of the terms."""
        if self._package is None:
            return ()
        if self._package.parties is not None:
            return tuple(self._conflict.dm_index(party) for party in self._package.parties)
        owners = {owner(self._conflict, self._place(term)) for term in self._package.terms}
        return tuple(sorted(owners))

    def _place(self, name: str) -> int:
        return self._places[self._meaning.option(name)]

    def package(self) -> PackageView | None:
        """Return the package in words; ``None`` when the dossier has none."""
        package, conflict = self._package, self._conflict
        if package is None:
            return None
        besides = [(self._place(name), value) for name, value in package.with_.items()]
        settled = package.settled_when
        return PackageView(
            package.title,
            tuple(self._term(self._place(name)) for name in package.terms),
            tuple(conflict.decision_makers[dm].name for dm in self._parties),
            settings_words(conflict, besides),
            tuple(option_words(conflict, self._place(name)) for name in package.open),
            None if settled is None else expression_words(conflict, self._meaning.loosely(settled)),
            tuple(
                (conflict.decision_makers[conflict.dm_index(dm)].name, f"{value:g}")
                for dm, value in package.reservation.items()
            ),
            package.why,
            tuple(self._bundles(case) for case in self._cases) if conflict.status_quo is not None else (),
        )

    def _term(self, place: int) -> TermOwner:
        maker = owner(self._conflict, place)
        today = self._conflict.status_quo
        return TermOwner(
            self._conflict.options[place].title,
            self._conflict.decision_makers[maker].name,
            maker in self._parties,
            today is not None and self._conflict.space.pattern(today)[place] == "Y",
        )

    def _bundles(self, case: Case) -> BundlesView:
        package, conflict = self._package, self._conflict
        assert package is not None
        assert conflict.status_quo is not None
        either = [self._meaning.option(name) for name in (*package.terms, *package.open)]
        states = settled_states(conflict, self._besides(), either)
        if package.settled_when is not None:
            holds = conflict.space.where(self._meaning.expression(package.settled_when))
            states = tuple(state for state in states if holds[state])
        found = bundles(case, states, self._parties, conflict.status_quo)
        return self._bundles_view(found)

    def _bundles_view(self, found: Bundles) -> BundlesView:
        names = [maker.name for maker in self._conflict.decision_makers]
        shown = found.all_gain_and_hold or found.all_gain
        return BundlesView(
            found.settled,
            tuple((names[dm], number) for dm, number in found.gains.items()),
            len(found.all_gain),
            len(found.all_gain_and_hold),
            tuple(state_name(self._conflict, state) for state in shown[:3]),
        )

    def _besides(self) -> Mapping[str, bool]:
        return (
            {self._meaning.option(name): value for name, value in self._package.with_.items()} if self._package else {}
        )

    def offer(self, offer: OfferView) -> OfferAnalysis:
        """Set an offer of the timeline against today."""
        today = self._conflict.status_quo
        if today is None or not offer.settings:
            return OfferAnalysis(offer, 0, ())
        either = [self._meaning.option(name) for name in self._package.open] if self._package else []
        states = settled_states(self._conflict, {**self._besides(), **offer.settings}, either)
        cases = [
            self._offer_case(case, package_case(case, states, today), offer.makers)
            for case in (self._cases if states else ())
        ]
        return OfferAnalysis(offer, len(states), tuple(cases))

    def _offer_case(self, case: Case, package: PackageCase, makers: Sequence[str]) -> OfferCaseView:
        verdicts = tuple(self._verdict(case, verdict, len(package.states), makers) for verdict in package.verdicts)
        return OfferCaseView(verdicts, package.hold)

    def _verdict(self, case: Case, verdict: Verdict, n_states: int, makers: Sequence[str]) -> VerdictView:
        statements = self._people[verdict.dm].aims[case.combination.types[verdict.dm]].statements
        maker = self._conflict.decision_makers[verdict.dm]
        return VerdictView(
            maker.name,
            gain_words(verdict),
            statements[verdict.deciding] if verdict.deciding >= 0 else None,
            breaks=verdict.leaves == n_states,
            is_party=verdict.dm in self._parties,
            made_it=maker.id in makers,
        )


_GAINS = {
    (True, False, False): "better",
    (False, True, False): "same",
    (False, False, True): "worse",
    (True, True, False): "same or better",
    (False, True, True): "same or worse",
}


def gain_words(verdict: Verdict) -> str:
    """Return what a package is to a decision maker against today, over all that the package leaves open."""
    return _GAINS.get((verdict.better > 0, verdict.equal > 0, verdict.worse > 0), "depends")
