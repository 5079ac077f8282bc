"""What is on the table: the terms, who can grant each, and each package set against today."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from offramp.brief.endings import Case, Hold
from offramp.brief.offers import Bundles, PackageCase, Verdict, bundles, package_case, settled_states
from offramp.brief.parties import PartyView, StatementView
from offramp.brief.phrases import expression_words, option_words, owner_of, settings_words, state_name
from offramp.brief.record import OfferView
from offramp.conflict.model import Conflict
from offramp.dossier.model_package import Package
from offramp.logic.expression import Expression


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
        ``better``, ``same``, ``worse`` than today, or ``depends`` on what the package leaves open.
    because
        Its most important statement that tells the package from today; ``None`` where none does.
    breaks
        Whether it would later move out of every state of the package, and no credible reply deters that.
    """

    who: str
    gain: str
    because: StatementView | None
    breaks: bool
    is_party: bool


@dataclass(frozen=True, slots=True)
class OfferCaseView:
    """An offer set against today under one combination of types."""

    verdicts: tuple[VerdictView, ...]
    hold: Hold

    @property
    def against(self) -> tuple[VerdictView, ...]:
        """The verdicts of those who are worse off than today."""
        return tuple(verdict for verdict in self.verdicts if verdict.gain == "worse")


@dataclass(frozen=True, slots=True)
class OfferAnalysis:
    """An offer of the timeline set against today, case by case; no cases where no state can settle it."""

    offer: OfferView
    n_states: int
    cases: tuple[OfferCaseView, ...]


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
    """Sets packages of one dossier against today; only for option form with a status quo.

    Parameters
    ----------
    resolve, expression
        Turn an option's name into ``dm.option``, and the text of an expression into the expression.
    """

    def __init__(
        self,
        conflict: Conflict,
        package: Package | None,
        cases: Sequence[Case],
        people: Sequence[PartyView],
        resolve: Callable[[str], str],
        expression: Callable[[str], Expression],
    ) -> None:
        self._conflict, self._package, self._cases, self._people = conflict, package, cases, people
        self._resolve, self._expression = resolve, expression
        self._places = {option.id: k for k, option in enumerate(conflict.options)}
        self._parties = self._consenting()

    def _consenting(self) -> tuple[int, ...]:
        """Return whose consent a package needs: the parties named, or the owners of the terms."""
        if self._package is None:
            return ()
        if self._package.parties is not None:
            return tuple(self._conflict.dm_index(party) for party in self._package.parties)
        owners = {owner_of(self._conflict, self._place(term)) for term in self._package.terms}
        return tuple(sorted(owners))

    def _place(self, name: str) -> int:
        return self._places[self._resolve(name)]

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
            None if settled is None else expression_words(conflict, self._expression(settled)),
            tuple(
                (conflict.decision_makers[conflict.dm_index(dm)].name, f"{value:g}")
                for dm, value in package.reservation.items()
            ),
            package.why,
            tuple(self._bundles(case) for case in self._cases) if conflict.status_quo is not None else (),
        )

    def _term(self, place: int) -> TermOwner:
        owner = owner_of(self._conflict, place)
        today = self._conflict.status_quo
        return TermOwner(
            self._conflict.options[place].title,
            self._conflict.decision_makers[owner].name,
            owner in self._parties,
            today is not None and self._conflict.space.pattern(today)[place] == "Y",
        )

    def _bundles(self, case: Case) -> BundlesView:
        package, conflict = self._package, self._conflict
        assert package is not None
        assert conflict.status_quo is not None
        either = [self._resolve(name) for name in (*package.terms, *package.open)]
        states = settled_states(conflict, self._besides(), either)
        if package.settled_when is not None:
            holds = conflict.space.where(self._expression(package.settled_when))
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
        return {self._resolve(name): value for name, value in self._package.with_.items()} if self._package else {}

    def offer(self, offer: OfferView) -> OfferAnalysis:
        """Set an offer of the timeline against today."""
        today = self._conflict.status_quo
        if today is None or not offer.settings:
            return OfferAnalysis(offer, 0, ())
        either = [self._resolve(name) for name in self._package.open] if self._package else []
        states = settled_states(self._conflict, {**self._besides(), **offer.settings}, either)
        cases = [self._offer_case(case, package_case(case, states, today)) for case in self._cases] if states else []
        return OfferAnalysis(offer, len(states), tuple(cases))

    def _offer_case(self, case: Case, package: PackageCase) -> OfferCaseView:
        return OfferCaseView(
            tuple(self._verdict(case, verdict, len(package.states)) for verdict in package.verdicts), package.hold
        )

    def _verdict(self, case: Case, verdict: Verdict, n_states: int) -> VerdictView:
        gains = {"better": verdict.better, "same": verdict.equal, "worse": verdict.worse}
        statements = self._people[verdict.dm].aims[case.combination.types[verdict.dm]].statements
        return VerdictView(
            self._conflict.decision_makers[verdict.dm].name,
            next((gain for gain, number in gains.items() if number == n_states), "depends"),
            statements[verdict.deciding] if verdict.deciding >= 0 else None,
            verdict.leaves == n_states,
            verdict.dm in self._parties,
        )
