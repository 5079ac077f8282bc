"""Words for packages: what would break one, what would repair it, and in what order its steps can be taken."""

from collections.abc import Iterable, Sequence

from offramp.brief.phrases import settings_words
from offramp.brief.steps import move_words
from offramp.conflict.model import Conflict
from offramp.figures.words import counted, listing
from offramp.settlement.agreement import Breach
from offramp.settlement.commitment import Commitment
from offramp.settlement.guaranteed import Guarantee, Kind
from offramp.settlement.guarantees import Repairs
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


def repair_words(repairs: Repairs) -> list[str]:
    """Return what makes a package hold: one line for each who must be bound, or else one for each set.

    Sets that differ only in who would punish are one.
    """
    names = [maker.name for maker in repairs.agreement.conflict.decision_makers]
    ways = repairs.one_of_each
    if ways is not None:
        return [f"{names[dm]}: {'; or '.join(set_words(repairs, each) for each in ways[dm])}" for dm in ways]
    alike = dict.fromkeys(tuple(each.by_anybody for each in group) for group in repairs.sets)
    return [set_words(repairs, group) for group in alike]


def set_words(repairs: Repairs, group: Sequence[Guarantee]) -> str:
    """Return one set of guarantees; for a sanction, all who could give it are named."""
    return " and ".join(_guarantee_words(repairs, each) for each in group)


def _guarantee_words(repairs: Repairs, given: Guarantee) -> str:
    conflict = repairs.agreement.conflict
    names = [maker.name for maker in conflict.decision_makers]
    who = names[given.against]
    match given.kind:
        case Kind.IRREVERSIBLE:
            assert given.option is not None  # this kind has one
            taken = int(conflict.space.codes[repairs.agreement.state]) >> given.option & 1
            title = f"“{conflict.options[given.option].title}”"
            return f"{who} grants {title} for good" if taken else f"{who} rules out {title} for good"
        case Kind.BAN:
            return f"every move of {who} that departs from the package is barred"
        case Kind.SANCTION:
            punisher = listing((names[dm] for dm in repairs.guarantors(given)), "or")
            return f"{punisher} stands ready to answer its break with a penalty that {who} fears above all"
        case Kind.VALUE:
            return f"{who} comes to put the package itself above all else"


def step_words(conflict: Conflict, step: PlannedStep) -> str:
    """Return one step of a plan."""
    return f"{conflict.decision_makers[step.by].name}: {_settings_words(conflict, step.to, step.options)}"


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
    done = obstruction.done
    return f"{_settings_words(conflict, obstruction.at, done)} {'stands' if len(done) == 1 else 'stand'}"


def _settings_words(conflict: Conflict, state: int, options: Sequence[int]) -> str:
    """Return what some options are in a state: first what is done, then what no longer is."""
    code = int(conflict.space.codes[state])
    done = [f"“{conflict.options[k].title}”" for k in options if code >> k & 1]
    left = [f"no longer “{conflict.options[k].title}”" for k in options if not code >> k & 1]
    return listing(done + left)


def unravelling_words(conflict: Conflict, settled: int, undone: Unravelling) -> str:
    """Return how a package comes undone, step by step, as one sentence without a full stop."""
    told, here = [], settled
    for step in (*undone.drift, undone.last):
        told.append(f"{conflict.decision_makers[step.by].name}: {move_words(conflict, here, step.to)}")
        here = step.to
    return f"yet it can come undone: {'; then '.join(told)}"


def commitment_words(conflict: Conflict, test: Commitment, parties: Sequence[int], n_steps: int) -> str:
    """Return what the comply-or-grab test along the steps says, as one sentence without a full stop."""
    discount = float(test.deal.discount.max())
    told = f"Step by step, where what comes one step later counts {discount:g}: "
    first = test.first_break
    if first is None:
        told += "no party would rather grab than comply"
        least = test.common_patience.least
        return f"{told}; so it is from {least:.2f} on" if least and test.common_patience.monotone else told
    who = conflict.decision_makers[parties[first.party]].name
    when = f"after {counted(first.stage, 'step')}" if first.stage else "before the first step"
    if first.stage >= n_steps:
        when = "once all steps are taken"
    impatient = [
        conflict.decision_makers[parties[k]].name for k, each in enumerate(test.patience) if each.least is None
    ]
    told += f"{who} would rather grab {when}"
    if impatient:
        told += f"; no patience keeps {listing(impatient)} to it"
    elif (least := test.common_patience.least) is not None:
        told += f"; a patience of {least:.2f} would keep all to it"
    return f"{told}; a guarantor whose chance to act times his penalty is {test.least_guarantee:.2f} would"
