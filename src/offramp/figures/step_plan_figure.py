"""A step plan as a picture: who does what in which order from today to a package, or where every order fails."""

from offramp.figures.figure import PHONE, WIDE, Figure, Table
from offramp.figures.legend import noted
from offramp.figures.plan_lanes import draw_lanes
from offramp.figures.plan_list import draw_list
from offramp.figures.plan_steps import Obstacle, Plan, Step
from offramp.figures.svg import drawing, drawing_id
from offramp.figures.words import counted

__all__ = ["Obstacle", "Plan", "Step", "step_plan_figure"]


def step_plan_figure(plan: Plan, *, title: str = "", width: float = WIDE) -> Figure:
    """Draw a step plan.

    Parameters
    ----------
    plan
        The steps, or as many as can be done and the obstacle behind them.
    title
        For captions and screen readers; names the package when left out.
    width
        In pixels; from ``PHONE`` on, each decision maker has a lane and time runs to the right, in several rows if need
        be; below, it runs down.

    Raises
    ------
    ValueError
        When a step does not say what is done, or something is left to do without an obstacle.
    """
    if not all(step.what for step in (*plan.steps, *plan.left)):
        raise ValueError("a step must say what is done")
    if plan.left and plan.obstacle is None:
        raise ValueError("steps are left to do, but no obstacle is told that keeps them from being done")
    title = title or (f"Steps to {plan.end}" if plan.obstacle is None else f"Where the steps to {plan.end} fail")
    body, y = (draw_list if width < PHONE else draw_lanes)(plan, width)
    notes, height = noted(_notes(plan) if width >= PHONE else (), y + 10, width)
    table, description = _table(plan), _description(plan)
    id_ = drawing_id("step-plan", title, plan, width)
    return Figure(
        drawing(id_, width, height, title, description, [*body, *notes], "step-plan"), title, description, table
    )


def _notes(plan: Plan) -> list[str]:
    """Say what the boxes mean that the list for a phone has headings for."""
    notes = [] if plan.in_order or not plan.steps else ["Boxes without a number: done by then, in some order."]
    return [*notes, "Dashed boxes: still to be done."] if plan.left else notes


def _description(plan: Plan) -> str:
    if plan.obstacle is None:
        told = " ".join(f"{k}. {_said(step)}." for k, step in enumerate(plan.steps, start=1))
        return f"{plan.start}, then {counted(len(plan.steps), 'step')} to {plan.end}. {told}".strip()
    order = "in this order" if plan.in_order else "in some order"
    done = f" After what can be done, {order}:" if plan.steps else " At the start:"
    told = "".join(f" {_said(step)}." for step in plan.steps)
    left = "".join(f" {_said(step)}." for step in plan.left)
    fails = f"Here every order fails: {plan.obstacle.words.rstrip('.')}."
    return f"No order of the steps leads to {plan.end}.{done}{told} {fails}" + (
        f" Still to be done:{left}" if left else ""
    )


def _said(step: Step) -> str:
    return f"{step.maker}: {'; '.join(step.what)}"


def _table(plan: Plan) -> Table:
    rows = [
        (str(k) if plan.in_order else "done by then", step.maker, "; ".join(step.what))
        for k, step in enumerate(plan.steps, start=1)
    ]
    if plan.obstacle is not None:
        rows.append(("every order fails", plan.obstacle.maker or "nobody", plan.obstacle.words))
        rows += [("still to be done", step.maker, "; ".join(step.what)) for step in plan.left]
    return Table(("Step", "Who", "What"), tuple(rows))
