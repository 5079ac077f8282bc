"""Who can do what, and who wants what, as the brief shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from offramp.brief.assumptions import StatementKey
from offramp.brief.deciding import statements_of
from offramp.brief.expressions import expression_words
from offramp.brief.ledger import ClaimView, Ledger
from offramp.brief.meaning import Meaning
from offramp.brief.phrases import capital, state_name, strength_words
from offramp.conflict.decision_makers import Irreversible
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.preferences import Ranking, Weights
from offramp.dossier.model import Dossier
from offramp.dossier.model_preferences import Order, Preferences, Statement, Weight
from offramp.figures.words import counted, listing

IRREVERSIBLE = {
    Irreversible.NO: "",
    Irreversible.TAKING: "once done it cannot be undone",
    Irreversible.DROPPING: "once given up it cannot be taken up again",
}


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option: its place in patterns (from 1), what it is, and whether it is taken today."""

    place: int
    id: str
    title: str
    today: str
    limits: tuple[str, ...]
    why: str | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A preference statement with its reasons.

    Attributes
    ----------
    key
        Which statement.
    label
        How other parts of the brief call it: ``Washington 5``, with the type where there are several.
    text, words, short
        As written in the dossier, in words, and in words without the owners of options.
    firm
        Whether its place in the order is certain.
    bare
        Why it counts as an assumption: "assumed", "cites no evidence" or both; empty when it does not.
    weight
        With weights: what it adds.
    """

    key: StatementKey
    label: str
    text: str
    words: str
    short: str
    why: str | None
    basis: str | None
    firm: bool
    claims: tuple[ClaimView, ...]
    bare: str
    weight: str | None = None


@dataclass(frozen=True, slots=True)
class AimView:
    """One of the possible aims of a decision maker.

    Attributes
    ----------
    title
        ``None`` when the decision maker has one aim only.
    ranking
        Best first, when states are ranked themselves: tiers of state names.
    order
        Sentences that say the order in words.
    """

    title: str | None
    weight: float
    why: str | None
    basis: str | None
    claims: tuple[ClaimView, ...]
    statements: tuple[StatementView, ...]
    ranking: tuple[str, ...]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """A decision maker with its options and aims."""

    id: str
    name: str
    why: str | None
    claims: tuple[ClaimView, ...]
    options: tuple[OptionView, ...]
    aims: tuple[AimView, ...]


def parties(conflict: Conflict, dossier: Dossier, evidence: Ledger, meaning: Meaning) -> tuple[PartyView, ...]:
    """Return every decision maker with its options and aims."""
    return tuple(
        PartyView(
            maker.id,
            maker.name,
            entry.why,
            evidence.citing(entry.evidence),
            _options(conflict, dm, dossier, evidence, meaning),
            _aims(conflict, dm, entry.preferences, evidence, meaning),
        )
        for dm, (maker, entry) in enumerate(
            zip(conflict.decision_makers, dossier.decision_makers.values(), strict=True)
        )
    )


def _options(
    conflict: Conflict, dm: int, dossier: Dossier, evidence: Ledger, meaning: Meaning
) -> tuple[OptionView, ...]:
    views = []
    entries = dossier.decision_makers[conflict.decision_makers[dm].id].options
    for place in conflict.decision_makers[dm].options:
        option = conflict.options[place]
        entry = entries[option.short_id]
        limits = [IRREVERSIBLE[option.irreversible], strength_words(entry.strength)]
        if entry.when_taken is not None:
            condition = meaning.loosely(entry.when_taken, conflict.decision_makers[dm].id)
            limits.append(f"can be done only from where this holds: {expression_words(conflict, condition, dm)}")
        views.append(
            OptionView(
                place + 1, option.id, option.title, _today(conflict, place), tuple(filter(None, limits)), entry.why,
                evidence.citing(entry.evidence),
            )
        )  # fmt: skip
    return tuple(views)


def _today(conflict: Conflict, option: int) -> str:
    if conflict.status_quo is None:
        return "?"
    letter = conflict.space.pattern(conflict.status_quo)[option]
    return {"Y": "yes", "N": "no"}.get(letter, "either")


def _aims(
    conflict: Conflict, dm: int, wanted: Preferences | None, evidence: Ledger, meaning: Meaning
) -> tuple[AimView, ...]:
    if wanted is None:
        return (_aim_view(conflict, dm, 0, None, None, evidence, meaning),)
    if wanted.types is None:
        return (_aim_view(conflict, dm, 0, None, wanted, evidence, meaning),)
    return tuple(
        _aim_view(conflict, dm, number, aim.title or aim_id, aim, evidence, meaning)
        for number, (aim_id, aim) in enumerate(wanted.types.items())
    )


def _aim_view(
    conflict: Conflict, dm: int, number: int, title: str | None, order: Order | None, evidence: Ledger, meaning: Meaning
) -> AimView:
    aim = conflict.types[dm][number]
    views = _statements(conflict, StatementKey(dm, number, 0), title, order, evidence, meaning) if order else ()
    return AimView(
        title,
        aim.weight,
        order.why if order else None,
        order.basis if order else None,
        evidence.citing(order.evidence) if order else (),
        views,
        _ranking(conflict, aim),
        _order(conflict, aim),
    )


def _statements(
    conflict: Conflict, first: StatementKey, title: str | None, order: Order, evidence: Ledger, meaning: Meaning
) -> tuple[StatementView, ...]:
    maker = conflict.decision_makers[first.dm]
    preference = conflict.types[first.dm][first.type].preference
    entries: Sequence[Statement | Weight] = order.prioritized or tuple((order.weights or {}).values())
    weights = [f"{weight:g}" for _, weight in preference.terms] if isinstance(preference, Weights) else None
    label = maker.name if title is None else f"{maker.name} (“{title}”)"
    views = []
    for place, (statement, entry) in enumerate(zip(statements_of(preference), entries, strict=True)):
        wanted = meaning.loosely(statement.text, maker.id)
        views.append(
            StatementView(
                key=StatementKey(first.dm, first.type, place),
                label=f"{label}, no. {place + 1}",
                text=statement.text,
                words=capital(expression_words(conflict, wanted, first.dm)),
                short=expression_words(conflict, wanted, owners=False),
                why=entry.why,
                basis=entry.basis,
                firm=entry.firm,
                claims=evidence.citing(entry.evidence),
                bare=bare(entry),
                weight=weights[place] if weights else None,
            )
        )
    return tuple(views)


def bare(entry: Statement | Weight) -> str:
    """Return why a statement counts as an assumption, or nothing."""
    reasons = ["assumed"] if entry.basis == "assumed" else []
    if not entry.evidence:
        reasons.append("cites no evidence")
    return listing(reasons)


def _ranking(conflict: Conflict, aim: AimType) -> tuple[str, ...]:
    if not isinstance(aim.preference, Ranking):
        return ()
    return tuple(" = ".join(state_name(conflict, state) for state in tier) for tier in aim.preference.tiers)


def _order(conflict: Conflict, aim: AimType) -> tuple[str, ...]:
    """Say the order in words: how many ranks, where today stands, and the endings by the best state of each."""
    ranks = aim.ranks()
    n_ranks = int(ranks.max())
    if n_ranks == 1:
        return ("It likes all states equally well.",)
    tied = "no two are tied" if n_ranks == len(ranks) else "states of one rank are tied"
    sentences = [f"It puts the {counted(conflict.n_states, 'state')} into {counted(n_ranks, 'rank')}; {tied}."]
    if conflict.status_quo is not None:
        better = int(np.count_nonzero(ranks < ranks[conflict.status_quo]))
        today = f"{int(ranks[conflict.status_quo]):,}"
        would = counted(better, "state") if better else "no state"
        sentences.append(f"Today is rank {today}: {would} would be better for it.")
    by_ending = _best_ranks(conflict, ranks)
    if len(by_ending) > 1:
        names = [f"{title} (rank {rank:,})" for title, rank in by_ending.items()]
        sentences.append(f"Endings by the best that each can hold for it, best first: {'; '.join(names)}.")
    return tuple(sentences)


def _best_ranks(conflict: Conflict, ranks: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Mapping[str, int]:
    best = {
        scenario.title: int(ranks[conflict.scenario_of == number].min())
        for number, scenario in enumerate(conflict.scenarios)
        if (conflict.scenario_of == number).any()
    }
    return dict(sorted(best.items(), key=lambda item: item[1]))
