"""Words for packages: what would break one, what would repair it, and in what order its steps can be taken."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from offramp.brief.phrases import settings_words
from offramp.brief.steps import move_words
from offramp.conflict.model import Conflict
from offramp.figures.words import listing
from offramp.settlement.agreement import Agreement, Breach
from offramp.settlement.guaranteed import Guarantee, Kind
from offramp.settlement.holding import Break, Holding
from offramp.settlement.step_plan import Obstacle, Obstruction, PlannedStep, StepPlan
from offramp.settlement.unravelling import Unravelling
from offramp.stability.concepts import Concept


def terms_words(conflict: Conflict, terms: Iterable[tuple[int, bool]]) -> str:
    """Return the terms of a package that are granted, by who grants them."""
    granted = [(option, True) for option, taken in terms if taken]
    return ". ".join(settings_words(conflict, granted)) or "none of the terms"


def concepts_words(concepts: Sequence[Concept]) -> str:
    """Return under which concepts something is so.

    >>> concepts_words(()), concepts_words(tuple(Concept)), concepts_words((Concept.GMR, Concept.SEQ))
    ('under none', 'under every concept', 'under GMR and SEQ')
    """
    if not concepts:
        return "under none"
    if len(concepts) == len(Concept):
        return "under every concept"
    return f"under {listing(concept.value.upper() for concept in concepts)}"


def break_words(conflict: Conflict, held: Holding, broken: Break) -> str:
    """Return who breaks a package, how, whom it hurts, and what deters it, as one sentence without a full stop."""
    names = [maker.name for maker in conflict.decision_makers]
    move = move_words(conflict, held.agreement.state, broken.to)
    how = "leaves the settlement" if broken.breach is Breach.UNSETTLES else "departs from a term"
    hurt = f", at the cost of {listing(names[dm] for dm in broken.hurt)}" if broken.hurt else ""
    deterred = f"; deterred {concepts_words(broken.deterred_under)}" if broken.deterred_under else "; nothing deters it"
    return f"{names[broken.by]} {how}{hurt}: {move}{deterred}"


def _guarantee_words(agreed: Agreement, given: Guarantee, able: Iterable[int]) -> str:
    """Say a guarantee; for a sanction, ``able`` are those who could each give it."""
    conflict = agreed.conflict
    names = [maker.name for maker in conflict.decision_makers]
    who = names[given.against]
    match given.kind:
        case Kind.IRREVERSIBLE:
            assert given.option is not None  # this kind has one
            taken = int(conflict.space.codes[agreed.state]) >> given.option & 1
            title = f"“{conflict.options[given.option].title}”"
            return f"{who} grants {title} for good" if taken else f"{who} rules out {title} for good"
        case Kind.BAN:
            return f"whatever departs from the package is closed to {who}"
        case Kind.SANCTION:
            punisher = listing((names[dm] for dm in able), "or")
            return f"{punisher} would answer a break by {who} with a penalty that {who} fears above all"
        case Kind.VALUE:
            return f"{who} comes to put the package itself above all else"


def repair_words(agreed: Agreement, sets: Sequence[Sequence[Guarantee]]) -> list[str]:
    """Return one line for each set of guarantees; those that differ only in who would punish are one."""
    alike: dict[tuple[Guarantee, ...], list[Sequence[Guarantee]]] = {}
    for group in sets:
        alike.setdefault(tuple(_by_anybody(each) for each in group), []).append(group)
    return [
        "; and ".join(
            _guarantee_words(
                agreed, each, dict.fromkeys(act for group in groups if (act := group[place].act_of) is not None)
            )
            for place, each in enumerate(groups[0])
        )
        for groups in alike.values()
    ]


def _by_anybody(given: Guarantee) -> Guarantee:
    return replace(given, act_of=None) if given.kind is Kind.SANCTION else given


def step_words(conflict: Conflict, step: PlannedStep) -> str:
    """Return one step of a plan."""
    code = int(conflict.space.codes[step.to])
    done = [f"“{conflict.options[k].title}”" for k in step.options if code >> k & 1]
    left = [f"no longer “{conflict.options[k].title}”" for k in step.options if not code >> k & 1]
    return f"{conflict.decision_makers[step.by].name}: {listing(done + left)}"


def obstruction_words(conflict: Conflict, plan: StepPlan, obstruction: Obstruction) -> str:
    """Return what keeps a plan from getting past a state, as one sentence without a full stop."""
    when = "At the start" if obstruction.at == plan.start else f"Once {_done_words(conflict, obstruction)}"
    if obstruction.why is Obstacle.NO_MOVE or obstruction.by is None or obstruction.to is None:
        return f"{when}, no legal move leads on"
    who = conflict.decision_makers[obstruction.by].name
    if obstruction.why is Obstacle.STOPS:
        return f"{when}, {who} would rather leave it there than see the package through"
    return f"{when}, {who} would rather break off: {move_words(conflict, obstruction.at, obstruction.to)}"


def _done_words(conflict: Conflict, obstruction: Obstruction) -> str:
    code = int(conflict.space.codes[obstruction.at])
    done = [f"“{conflict.options[k].title}”" for k in obstruction.done if code >> k & 1]
    left = [f"no longer “{conflict.options[k].title}”" for k in obstruction.done if not code >> k & 1]
    return f"{listing(done + left)} {'stands' if len(done + left) == 1 else 'stand'}"


def unravelling_words(conflict: Conflict, settled: int, undone: Unravelling) -> str:
    """Return how a package comes undone, step by step, as one sentence without a full stop."""
    told, here = [], settled
    for step in (*undone.drift, undone.last):
        told.append(f"{conflict.decision_makers[step.by].name}: {move_words(conflict, here, step.to)}")
        here = step.to
    return f"yet it can come undone: {'; then '.join(told)}"
