"""Everything that a brief says, as one frozen value; the templates only lay it out."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel

from offramp.brief.burden import Burden, burden
from offramp.brief.endings import Case, Hold, ending_case, solve_case
from offramp.brief.equilibria import EquilibriaView, equilibria_view
from offramp.brief.grouping import idle_options
from offramp.brief.ledger import ClaimView, Ledger, ledger
from offramp.brief.parties import PartyView, parties
from offramp.brief.phrases import case_name, settings_words, share
from offramp.brief.record import BeliefView, DeadlineView, EventView, Narrator
from offramp.brief.summary import Point, Today, summary
from offramp.brief.table import OfferAnalysis, PackageView, Table
from offramp.brief.verdicts import EndingView, ending_views, urges
from offramp.conflict.model import Conflict
from offramp.dossier.model import Dossier
from offramp.logic.expression import Expression


class Input(Protocol):
    """What a brief needs of a dossier that was loaded and built."""

    conflict: Conflict
    dossier: Dossier
    sha256: str
    resolve: Callable[[str], str]
    expression: Callable[[str], Expression]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a brief comes from: the version, the dossier's file name and digest, and the command that makes it."""

    version: str
    file: str
    sha256: str
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
    conflict, solved
        The conflict and its cases, for the figures.
    idle
        Titles of options that nobody cares about.
    """

    stamp: Stamp
    conflict: Conflict
    solved: tuple[Case, ...]
    dossier: Dossier
    title: str
    as_of: str | None
    summary: str | None
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
    cases: tuple[CaseView, ...]
    endings: tuple[EndingView, ...]
    ending_claims: tuple[tuple[ClaimView, ...], ...]
    burden: Burden
    ledger: Ledger
    narrator: Narrator

    @property
    def n_states(self) -> int:
        """Number of feasible states."""
        return self.conflict.n_states

    @property
    def several_cases(self) -> bool:
        """Whether any decision maker has more than one type."""
        return len(self.cases) > 1


def brief_content(built: Input, stamp: Stamp) -> BriefContent:
    """Return everything that a brief of a dossier says.

    Parameters
    ----------
    built
        The dossier, loaded and built.
    stamp
        Where the brief comes from.
    """
    conflict, dossier = built.conflict, built.dossier
    evidence = ledger(dossier, citations(dossier))
    people = parties(conflict, dossier, evidence)
    narrator = Narrator(conflict, dossier, evidence, built.resolve, built.expression)
    solved = tuple(solve_case(conflict, combination) for combination in conflict.combinations())
    endings = ending_views(conflict, solved)
    table = Table(conflict, dossier.package, solved, people, built.resolve, built.expression)
    offers = tuple(table.offer(offer) for offer in narrator.offers())
    package = table.package()
    cases = tuple(_case_view(case, people) for case in solved)
    deadlines = narrator.deadlines()
    weight = burden(conflict, solved, people, endings, _witnesses(solved, endings))
    names = [case.name for case in cases]
    points = summary(
        names, [case.today for case in cases if case.today], endings, offers, package, weight, evidence, deadlines
    )
    return BriefContent(
        stamp, conflict, solved, dossier, dossier.title, str(dossier.as_of) if dossier.as_of else None, dossier.summary,
        points, _today(conflict), people,
        tuple((actor.name or key, evidence.citing(actor.evidence)) for key, actor in dossier.actors.items()),
        _rules(dossier, evidence), tuple(conflict.options[option].title for option in idle_options(conflict)),
        narrator.events(), offers, deadlines, narrator.beliefs(), package, cases, endings,
        tuple(evidence.citing(dossier.scenarios[ending.id].evidence) for ending in endings),
        weight, evidence, narrator,
    )  # fmt: skip


def _witnesses(solved: tuple[Case, ...], endings: tuple[EndingView, ...]) -> Mapping[tuple[str, int], int]:
    """Return the state to explain of every ending that holds outright or by deterrence."""
    conflict = solved[0].solution.conflict
    places = {scenario.id: number for number, scenario in enumerate(conflict.scenarios)}
    found = {
        (ending.id, place): ending_case(case, places[ending.id]).witness
        for ending in endings
        for place, case in enumerate(solved)
        if ending.cases[place].hold >= Hold.DETERRED
    }
    return {key: witness for key, witness in found.items() if witness is not None}


def _case_view(case: Case, people: tuple[PartyView, ...]) -> CaseView:
    conflict = case.solution.conflict
    titles = {(dm, k): aim.title or "" for dm, party in enumerate(people) for k, aim in enumerate(party.aims)}
    start = conflict.status_quo
    today = None if start is None else Today(Hold(int(case.hold[start])), urges(case, start))
    return CaseView(
        case_name(conflict, case.combination, titles), share(case.combination.weight), today, equilibria_view(case)
    )


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
        if name not in ("evidence", "sources")
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
