"""Everything that a brief says, as one frozen value; the templates only lay it out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from offramp.brief.burden import Burden, burden
from offramp.brief.competing import competing_of, competing_words
from offramp.brief.endings import Case, Hold, solve_case
from offramp.brief.equilibria import EquilibriaView, equilibria_view
from offramp.brief.expressions import defined, expression_words
from offramp.brief.forecasting import ForecastView, forecast_view
from offramp.brief.grouping import idle_options
from offramp.brief.ledger import ClaimView, Ledger, ledger
from offramp.brief.meaning import Meaning
from offramp.brief.parties import PartyView, parties
from offramp.brief.phrases import alike, case_name, settings_words, share
from offramp.brief.record import BeliefView, DeadlineView, EventView, Narrator
from offramp.brief.sources import SourceText, source_texts
from offramp.brief.summary import Point, Today, summary
from offramp.brief.table import OfferAnalysis, PackageView, Table
from offramp.brief.verdicts import EndingView, ending_views
from offramp.brief.ways_out import OfferOutlook, WaysOut, ways_out
from offramp.brief.ways_summary import hollow_words, lasting
from offramp.brief.witness import urges
from offramp.conflict.model import Conflict
from offramp.dossier.build import BuiltDossier
from offramp.dossier.model import Dossier
from offramp.figures.words import listing


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a brief comes from: the version, the dossier as it is called, and the command that makes the brief."""

    version: str
    file: str
    command: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """A combination of types: its words (empty where nobody has several), its weight and its equilibria."""

    name: str
    weight: str
    today: Today | None
    equilibria: EquilibriaView


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint in the dossier's words, with the reason."""

    text: str
    why: str | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, eq=False)
class BriefContent:
    """Everything that a brief says.

    Attributes
    ----------
    stamp, sha256
        Where the brief comes from, and the digest of the dossier's bytes.
    conflict, solved
        The conflict and its cases, for the figures.
    idle
        Titles of options that nobody cares about.
    sources
        Texts of the sources that lie beside the dossier, with the passages of the claims.
    glossary
        The dossier's own words and what each stands for.
    competing
        What the ledger says against each ending, in sentences; none where it says nothing.
    """

    stamp: Stamp
    sha256: str
    conflict: Conflict
    solved: tuple[Case, ...]
    dossier: Dossier
    points: tuple[Point, ...]
    today: tuple[str, ...]
    people: tuple[PartyView, ...]
    actors: tuple[tuple[str, tuple[ClaimView, ...]], ...]
    rules: tuple[Rule, ...]
    idle: tuple[str, ...]
    events: tuple[EventView, ...]
    offers: tuple[OfferAnalysis, ...]
    deadlines: tuple[DeadlineView, ...]
    beliefs: tuple[BeliefView, ...]
    package: PackageView | None
    ways: WaysOut
    forecast: ForecastView | None
    cases: tuple[CaseView, ...]
    endings: tuple[EndingView, ...]
    ending_claims: tuple[tuple[ClaimView, ...], ...]
    glossary: tuple[tuple[str, str], ...]
    burden: Burden
    ledger: Ledger
    sources: tuple[SourceText, ...]
    competing: tuple[str, ...]
    narrator: Narrator

    @property
    def marked(self) -> frozenset[int]:
        """Numbers of the claims whose passage stands in the source appendix."""
        return frozenset(
            n for each in self.sources for line in each.paragraphs for segment in line for n in segment.claims
        )

    @property
    def title(self) -> str:
        """Title of the dossier."""
        return self.dossier.title

    @property
    def has_today(self) -> bool:
        """Whether the dossier has a status quo."""
        return self.conflict.status_quo is not None

    @property
    def as_of(self) -> str | None:
        """The day that today stands for."""
        return str(self.dossier.as_of) if self.dossier.as_of else None

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return self.conflict.n_states

    def refusal(self, ending: EndingView, who: str) -> list[tuple[tuple[int, ...], tuple[bool, bool]]]:
        """Return whether a decision maker would leave an ending and whether it prefers today, case by case.

        What is the same comes once, with the places of the cases for which it is so.
        """
        found = [
            next(((each.leaves, each.prefers_today) for each in case.refusals if each.who == who), (False, False))
            for case in ending.cases
        ]
        return alike(found)

    @property
    def distances(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """For every case and ending: how far it is by improvements, and by moves."""
        return tuple(
            tuple((ending.cases[place].by_improvements, ending.cases[place].by_moves) for ending in self.endings)
            for place in range(len(self.cases))
        )

    def when(self, places: Sequence[int]) -> str:
        """Return for which combinations of types something is so; empty where there is only one."""
        if not self.several_cases:
            return ""
        if len(places) == len(self.cases):
            return "Whatever the aims"
        return f"If {listing((self.cases[place].name for place in places), 'or if')}"

    @property
    def offer_outlooks(self) -> tuple[tuple[str, list[tuple[tuple[int, ...], OfferOutlook]]], ...]:
        """For each offer that is a package: its title and what becomes of it; what several cases share stands once."""
        titles = dict.fromkeys(outlook.title for case in self.ways.cases for outlook in case.offers)
        return tuple((title, self._outlooks(title)) for title in titles)

    def _outlooks(self, title: str) -> list[tuple[tuple[int, ...], OfferOutlook]]:
        found = [
            (place, outlook)
            for place, case in enumerate(self.ways.cases)
            for outlook in case.offers
            if outlook.title == title
        ]
        return [
            (tuple(found[k][0] for k in places), found[places[0]][1])
            for places, _ in alike([outlook.told for _, outlook in found])
        ]

    @property
    def several_cases(self) -> bool:
        """Whether any decision maker has more than one type."""
        return len(self.cases) > 1


def brief_content(built: BuiltDossier, stamp: Stamp) -> BriefContent:
    """Return everything that a brief of a dossier says.

    Parameters
    ----------
    built
        The dossier, loaded and built.
    stamp
        Where the brief comes from.
    """
    conflict, dossier, meaning = built.conflict, built.model, Meaning(built)
    evidence = ledger(dossier, citations(dossier))
    people = parties(conflict, dossier, evidence, meaning)
    narrator = Narrator(conflict, dossier, evidence, meaning)
    solved = tuple(solve_case(conflict, combination) for combination in conflict.combinations())
    endings = ending_views(conflict, solved, people)
    table = Table(conflict, dossier.package, solved, people, meaning)
    offers = tuple(table.offer(offer) for offer in narrator.offers())
    package = table.package()
    cases = tuple(_case_view(case, people) for case in solved)
    deadlines = narrator.deadlines()
    weight = burden(conflict, solved, people)
    names = [case.name for case in cases]
    ways = ways_out(built, [case.combination for case in solved], _titles(people))
    points = summary(
        names,
        [case.today for case in cases if case.today],
        [case.equilibria for case in cases],
        endings,
        offers,
        package,
        weight,
        evidence,
        deadlines,
        lasting(names, ways),
        hollow_words(ways.announced),
    )
    return BriefContent(
        stamp=stamp,
        sha256=built.document.sha256,
        conflict=conflict,
        solved=solved,
        dossier=dossier,
        points=points,
        today=_today(conflict),
        people=people,
        actors=tuple((actor.name or key, evidence.citing(actor.evidence)) for key, actor in dossier.actors.items()),
        rules=_rules(dossier, evidence),
        idle=tuple(conflict.options[option].title for option in idle_options(conflict)),
        events=narrator.events(),
        offers=offers,
        deadlines=deadlines,
        beliefs=narrator.beliefs(),
        package=package,
        ways=ways,
        forecast=forecast_view(built, _titles(people)),
        cases=cases,
        endings=endings,
        ending_claims=tuple(evidence.citing(dossier.scenarios[ending.id].evidence) for ending in endings),
        glossary=tuple(
            (defined(name), expression_words(conflict, meaning.loosely(text))) for name, text in dossier.define.items()
        ),
        burden=weight,
        ledger=evidence,
        sources=source_texts(built, evidence.claims),
        competing=competing_words(competing_of(dossier)),
        narrator=narrator,
    )


def _case_view(case: Case, people: tuple[PartyView, ...]) -> CaseView:
    conflict = case.solution.conflict
    start = conflict.status_quo
    today = None if start is None else Today(Hold(int(case.hold[start])), urges(case, start))
    return CaseView(
        case_name(conflict, case.combination, _titles(people)),
        share(case.combination.weight),
        today,
        equilibria_view(case),
    )


def _titles(people: tuple[PartyView, ...]) -> dict[tuple[int, int], str]:
    """Return what each aim is called, by decision maker and place."""
    return {(dm, k): aim.title or "" for dm, party in enumerate(people) for k, aim in enumerate(party.aims)}


def _today(conflict: Conflict) -> tuple[str, ...]:
    """Return the status quo in words: what each decision maker does today."""
    if conflict.status_quo is None:
        return ()
    if conflict.space.graph_form:
        return (conflict.space.titles[conflict.status_quo],)
    pattern = conflict.space.pattern(conflict.status_quo)
    return settings_words(conflict, [(k, True) for k, letter in enumerate(pattern) if letter == "Y"])


def _rules(dossier: Dossier, evidence: Ledger) -> tuple[Rule, ...]:
    rules = []
    for constraint in dossier.constraints:
        value = getattr(constraint, constraint.rule)
        rules.append(
            Rule(f"{constraint.rule}: {_rule_words(value)}", constraint.why, evidence.citing(constraint.evidence))
        )
    return tuple(rules)


def _rule_words(value: Any) -> str:
    if isinstance(value, BaseModel):  # no_move
        given = value.model_dump(exclude_none=True, by_alias=True)
        return ", ".join(f"{key} {_rule_words(part)}" for key, part in given.items())
    if isinstance(value, Mapping):
        return ", ".join(f"{key} requires {part}" for key, part in value.items())
    return value if isinstance(value, str) else ", ".join(str(part) for part in value)


def citations(dossier: Dossier) -> Mapping[str, int]:
    """Return how often the model rests on each claim: every ``evidence`` outside the ledger counts."""
    return Counter(
        claim
        for name in type(dossier).model_fields
        if name not in ("evidence", "sources", "suggestions")
        for claim in _cited(getattr(dossier, name))
    )


def _cited(value: Any) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from getattr(value, "evidence", ())
        for name in type(value).model_fields:
            yield from _cited(getattr(value, name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _cited(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _cited(part)
