"""Packages as JSON: the keys of ``deals --format json``."""

from collections.abc import Sequence
from typing import Any

from offramp.api.words_json import delivery_json
from offramp.conflict.model import Conflict
from offramp.settlement.assessment import Assessment, Closer, best_breaks
from offramp.settlement.bargaining import SOLUTIONS, Bargaining
from offramp.settlement.deal_breakers import DealBreakers
from offramp.settlement.guaranteed import Guarantee, Kind
from offramp.settlement.holding import Break
from offramp.settlement.logrolling import Logrolling
from offramp.settlement.lotteries import LotteryBargaining
from offramp.settlement.step_plan import StepPlan
from offramp.settlement.unravelling import Unravelling


def package_json(found: Assessment, index: int) -> dict[str, Any]:
    """Return one package: its terms and values, who refuses it, and whether it holds."""
    packages, conflict = found.packages, found.conflict
    state = int(found.bundles.states[index])
    held = found.holding(index)
    return {
        "terms": _letters(packages.terms_of(index)),
        "open": _letters(packages.open_of(index)),
        "state": state + 1,
        "pattern": conflict.space.pattern(state),
        "values": dict(zip(packages.parties, packages.values[index].tolist(), strict=True)),
        "zopa": bool(found.zone.inside[index]),
        "refused_by": [packages.parties[party] for party in found.zone.refused_by(index)],
        "pareto": bool(found.frontier[index]),
        "holds": {concept.value: holds for concept, holds in held.holds_under.items()},
        "stays_settled": {concept.value: holds for concept, holds in held.stays_settled_under.items()},
        "broken_by": [_break(conflict, held.breaks[place]) | {"breaks": number} for place, number in best_breaks(held)],
    }


def _letters(setting: dict[str, bool]) -> dict[str, str]:
    return {option: "Y" if taken else "N" for option, taken in setting.items()}


def _break(conflict: Conflict, broken: Break) -> dict[str, Any]:
    return {
        "by": conflict.decision_makers[broken.by].id,
        "to": conflict.space.pattern(broken.to),
        "state": broken.to + 1,
        "gain": broken.gain,
        "breach": broken.breach.value,
        "hurts": [conflict.decision_makers[dm].id for dm in broken.hurt],
        "deterred": [concept.value for concept in broken.deterred_under],
    }


def closer_json(found: Assessment, index: int, closer: Closer | None) -> dict[str, Any]:
    """Return guarantees and step plans of a package; ``None`` for what was not worked out."""
    if closer is None:
        return {"guarantees": [] if found.holding(index).holds(found.concept) else None, "plan": None}
    conflict, repairs = found.conflict, closer.repairs
    return {
        "guarantees": [[_guarantee(conflict, each) for each in group] for group in repairs.sets],
        "guarantees_complete_to": repairs.complete_to,
        "comes_undone": _unravelling(conflict, closer.unravelling),
        "plan": None if closer.plan is None else _plan(closer.plan),
        "no_order_because": closer.no_order,
        "delivery": delivery_json(conflict, closer.delivery),
        "commitment": None if closer.commitment is None else _commitment(conflict, closer),
        "plan_with_guarantees": None if closer.repaired_plan is None else _plan(closer.repaired_plan),
    }


def _guarantee(conflict: Conflict, given: Guarantee) -> dict[str, Any]:
    result: dict[str, Any] = {
        "kind": given.kind.value,
        "against": conflict.decision_makers[given.against].id,
        "act_of": None if given.act_of is None else conflict.decision_makers[given.act_of].id,
    }
    if given.kind is Kind.IRREVERSIBLE and given.option is not None:
        result["option"] = conflict.options[given.option].id
    return result


def _unravelling(conflict: Conflict, found: Unravelling | None) -> list[dict[str, Any]] | None:
    if found is None:
        return None
    return [{"by": conflict.decision_makers[step.by].id, "to": step.to + 1} for step in (*found.drift, found.last)]


def _plan(plan: StepPlan) -> dict[str, Any]:
    conflict = plan.agreement.conflict

    def ids(options: Sequence[int]) -> list[str]:
        return [conflict.options[option].id for option in options]

    steps = None
    if plan.steps is not None:
        steps = [
            {"by": conflict.decision_makers[step.by].id, "options": ids(step.options),
             "to": conflict.space.pattern(step.to)}
            for step in plan.steps
        ]  # fmt: skip
    return {
        "steps": steps,
        "obstacles": [
            {
                "at": conflict.space.pattern(each.at),
                "done": ids(each.done),
                "why": each.why.value,
                "by": None if each.by is None else conflict.decision_makers[each.by].id,
                "to": None if each.to is None else conflict.space.pattern(each.to),
            }
            for each in plan.obstructions
        ],
    }


def _commitment(conflict: Conflict, closer: Closer) -> dict[str, Any]:
    """Return the comply-or-grab test along the steps: who would grab first, the patience and the guarantee needed."""
    test, first = closer.commitment, closer.commitment.first_break if closer.commitment else None
    assert test is not None  # the caller has looked
    parties = [conflict.decision_makers[dm].id for dm in closer.holding.agreement.package.parties]
    return {
        "order": [conflict.decision_makers[step.by].id for step in closer.order or ()],
        "discount": float(test.deal.discount.max()),
        "stands": test.stands,
        "first_break": None
        if first is None
        else {"after_steps": first.stage, "by": parties[first.party], "gain": first.gain},
        "patience": dict(zip(parties, (each.least for each in test.patience), strict=True)),
        "least_guarantee": test.least_guarantee,
    }


def solutions_json(bargaining: Bargaining) -> dict[str, int | None]:
    """Return the package that each bargaining solution selects, the first of ties; null without a ZOPA."""
    return dict.fromkeys(SOLUTIONS) | {key: choice.package for key, choice in bargaining.chosen.items()}


def lottery_json(lotteries: LotteryBargaining) -> dict[str, Any]:
    """Return the lottery that each bargaining solution selects: packages with their chances, and values."""
    parties = lotteries.packages.parties
    found: dict[str, Any] = {"opens": lotteries.opens} | dict.fromkeys(SOLUTIONS)
    for key, lottery in lotteries.chosen.items():
        found[key] = {
            "packages": [
                {"package": package, "chance": chance}
                for package, chance in zip(lottery.packages, lottery.chances, strict=True)
            ],
            "values": dict(zip(parties, lottery.values.tolist(), strict=True)),
        }
    return found


def trades_json(found: Assessment, trades: Logrolling) -> list[dict[str, Any]]:
    """Return which terms trade against which, between whom."""
    options, parties = found.conflict.options, found.packages.parties
    return [
        {
            "terms": [options[term].id for term in trade.terms],
            "parties": [parties[party] for party in trade.parties],
            "trades": trade.n_trades,
            "logrolls": trade.n_logrolls,
            "without_harm": trade.n_without_harm,
            "best": {"from": trade.best[0], "to": trade.best[1]},
            "gains": dict(zip([parties[party] for party in trade.parties], trade.gains, strict=True)),
        }
        for trade in trades.trades
    ]


def demands_json(breakers: DealBreakers) -> dict[str, Any]:
    """Return the demands, the smallest sets of them that must be open for a ZOPA, and what each side could give."""
    parties, names = breakers.packages.parties, [demand.name for demand in breakers.demands]
    return {
        "demands": [{"by": parties[each.party], "wants": each.name} for each in breakers.demands],
        "must_open": [
            {"demands": [names[k] for k in each.demands], "packages": each.n_packages} for each in breakers.least
        ],
        "concessions": {
            parties[each.party]: {
                "opens": None if each.demands is None else [names[k] for k in each.demands],
                "lowers_reservation_by": each.reservation,
                "package": each.package,
            }
            for each in breakers.concessions
        },
        "all_lower_reservation_by": breakers.shared,
    }
