"""The figures of the ways out: packages by what they are worth, and the steps to an offer."""

from collections.abc import Mapping, Sequence

from offramp.brief.drawings import Drawing, drawing
from offramp.brief.ways_out import OfferOutlook, WaysOutCase
from offramp.conflict.model import Conflict
from offramp.figures.figure import NARROW, WIDE
from offramp.figures.plan_steps import Obstacle, Plan, Step
from offramp.figures.step_plan_figure import step_plan_figure
from offramp.figures.zopa_points import Party, Point
from offramp.figures.zopa_scatter import zopa_scatter
from offramp.settlement.assessment import Assessment
from offramp.settlement.step_plan import PlannedStep, StepPlan

_LETTERS = {"nash": "N", "kalai_smorodinsky": "KS", "egalitarian": "E", "utilitarian": "U"}
_DECLARED = "Only the order of these values is declared: distances are a convention."


def scatter_drawing(case: WaysOutCase) -> Drawing | None:
    """Draw the packages of one case by what they are worth to two parties; ``None`` where there are not two.

    The two are those who made the offers, or else the first two.
    """
    found = case.assessment
    if len(found.packages) == 0 or found.packages.n_parties < 2:
        return None
    x, y = case.pair
    names = {maker.id: maker.name for maker in found.conflict.decision_makers}
    points = _points(found, x, y, case.named)
    axes = [Party(names[found.packages.parties[place]], float(found.packages.reservation[place])) for place in (x, y)]
    note = _DECLARED if any(found.packages.order_only[place] for place in (x, y)) else ""
    wide, narrow = (zopa_scatter(points, *axes, note=note, width=width) for width in (WIDE, NARROW))
    return drawing(wide, narrow)


def _points(found: Assessment, x: int, y: int, named: Mapping[str, int]) -> list[Point]:
    """Return a point for each different package as these two parties see it, those with names apart."""
    labels: dict[int, str] = {}
    for title, index in named.items():
        labels[index] = f"{labels[index]}; {title}" if index in labels else title
    letters: dict[int, list[str]] = {}
    for solution, choice in found.bargaining.chosen.items():
        letters.setdefault(choice.undominated, []).append(_LETTERS[solution])
    numbers: dict[tuple[float, float, bool, bool, str | None, tuple[str, ...]], int] = {}
    values, inside = found.packages.values, found.zone.inside
    for index in range(len(found.packages)):
        place = (float(values[index, x]), float(values[index, y]), bool(inside[index]), bool(found.frontier[index]))
        key = (*place, labels.get(index), tuple(letters.get(index, ())))
        numbers[key] = numbers.get(key, 0) + 1
    return [Point(*key[:5], n=n, solutions=key[5]) for key, n in numbers.items()]


def plan_drawing(outlook: OfferOutlook) -> Drawing | None:
    """Draw the steps to an offer, or where every order of them fails; ``None`` where they cannot be told."""
    if outlook.plan is None or outlook.plan.steps == ():
        return None
    plan = outlook.plan.plan
    drawn = _stands(plan, outlook.title) if plan.steps else _fails(plan, outlook)
    wide, narrow = (step_plan_figure(drawn, width=width) for width in (WIDE, NARROW))
    return drawing(wide, narrow)


def _stands(plan: StepPlan, title: str) -> Plan:
    conflict = plan.agreement.conflict
    return Plan(title, tuple(_step(conflict, each) for each in plan.steps or ()), makers=_makers(conflict))


def _fails(plan: StepPlan, outlook: OfferOutlook) -> Plan:
    """Draw the furthest that any order gets, what is in the way there, and what is left."""
    conflict, furthest = plan.agreement.conflict, plan.obstructions[0]
    goal, start = (int(conflict.space.codes[state]) for state in (plan.agreement.state, plan.start))
    differing = [option for option in range(len(conflict.options)) if (goal ^ start) >> option & 1]
    assert outlook.plan is not None  # the caller has looked
    return Plan(
        outlook.title,
        _by_maker(conflict, furthest.done, goal),
        Obstacle(
            outlook.plan.obstacles[0],
            None if furthest.by is None else conflict.decision_makers[furthest.by].name,
        ),
        left=_by_maker(conflict, [option for option in differing if option not in furthest.done], goal),
        in_order=False,
        makers=_makers(conflict),
    )


def _step(conflict: Conflict, step: PlannedStep) -> Step:
    code = int(conflict.space.codes[step.to])
    return Step(conflict.decision_makers[step.by].name, tuple(_what(conflict, k, code) for k in step.options))


def _by_maker(conflict: Conflict, options: Sequence[int], code: int) -> tuple[Step, ...]:
    return tuple(
        Step(maker.name, tuple(_what(conflict, k, code) for k in own))
        for maker in conflict.decision_makers
        if (own := [option for option in options if option in maker.options])
    )


def _what(conflict: Conflict, option: int, code: int) -> str:
    title = conflict.options[option].title
    return title if code >> option & 1 else f"No longer: {title}"


def _makers(conflict: Conflict) -> tuple[str, ...]:
    return tuple(maker.name for maker in conflict.decision_makers)
