"""Paths for people: move by move, each with its mover in its colour, and what it costs the mover."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from offramp.api.display import Heading, Line, Mover, Part
from offramp.api.sought import Sought
from offramp.brief.steps import move_words
from offramp.conflict.model import Combination, Conflict
from offramp.conflict.steps import Step
from offramp.evolution.coalitions import CoalitionReach, CoalitionStep
from offramp.evolution.effects import Effect, effects
from offramp.evolution.movement import Allowance
from offramp.evolution.paths import Listed, Paths
from offramp.evolution.reach import Reach
from offramp.figures.words import counted, listing

if TYPE_CHECKING:
    from offramp.api.evolved import Evolved

_PATHS_SHOWN, _JUMPS_SHOWN = 10, 6
_JUDGED = {
    Effect.IMPROVING: "",
    Effect.EQUAL: " (gaining nothing by it)",
    Effect.WORSENING: " (against its own priorities)",
}
_RULES = {
    Allowance.IMPROVING: "improvements only",
    Allowance.NOT_WORSENING: "moves that leave it no worse off",
    Allowance.ANY: "any moves",
    Allowance.NONE: "no moves",
}


def step_lines(conflict: Conflict, combination: Combination, start: int, path: Sequence[Step]) -> Iterator[Part]:
    """Tell a path, a line for each move."""
    if not path:
        yield Line("already there", indent=2)
    here = start
    for number, (step, effect) in enumerate(zip(path, effects(conflict, combination, start, path), strict=True), 1):
        mover = Mover(conflict.decision_makers[step.by].name, step.by)
        words = f"{move_words(conflict, here, step.to)}{_JUDGED[effect]}, to state {step.to + 1}"
        yield Line(words, lead=f"{number}.", indent=2, mover=mover)
        here = step.to


def movement_words(reach: Reach) -> str:
    """Return who may make which moves, in words."""
    by_rule: dict[str, list[str]] = {}
    for maker, rule in zip(reach.conflict.decision_makers, reach.movement.allowances, strict=True):
        by_rule.setdefault(_RULES[rule], []).append(maker.name)
    if len(by_rule) == 1:
        return f"{next(iter(by_rule))} by everybody"
    return "; ".join(f"{rule} by {listing(names)}" for rule, names in by_rule.items())


def sought_parts(sought: Sought, evolved: "Evolved", *, everything: bool) -> Iterator[Part]:
    """Tell the paths to a target, and how far the list of them is whole."""
    yield Heading(f"To {sought.target.title}: {_holding_words(sought, evolved)}")
    yield Line(f"moves: {movement_words(sought.reach)}")
    yield Line("; ".join(filter(None, how_whole(sought, evolved))))
    if sought.found is None:
        return
    shown = sought.found.paths if everything else sought.found.paths[:_PATHS_SHOWN]
    for number, path in enumerate(shown, 1):
        yield Heading(f"Path {number}: {_end_words(evolved, path)}")
        yield from step_lines(evolved.conflict, sought.reach.combination, evolved.start, path)
    if len(shown) < len(sought.found):
        yield Heading(f"{len(sought.found) - len(shown):,} more paths: --all shows them, --format csv lists them")


def _holding_words(sought: Sought, evolved: "Evolved") -> str:
    """Say whether the target holds, or how many of its states do."""
    states, concept = sought.target.states, evolved.concept.value.upper()
    held = int(np.count_nonzero(evolved.holding[states]))
    if len(states) == 1:
        return f"{'holds' if held else 'does not hold'} under {concept}"
    return f"{counted(len(states), 'state')}, of which {held:,} {'holds' if held == 1 else 'hold'} under {concept}"


def _end_words(evolved: "Evolved", path: Sequence[Step]) -> str:
    state = path[-1].to if path else evolved.start
    holds = "holds" if evolved.holding[state] else "does not hold"
    return f"{counted(len(path), 'move')}, to state {state + 1}, which {holds}"


def _no_way(sought: Sought, evolved: "Evolved") -> tuple[str, str]:
    if not len(sought.target.states):
        return "there is no such state", ""
    distance = evolved.by_moves.distance[sought.target.states]
    if (distance < 0).all():
        return "cannot be reached, whatever anybody does", ""
    fewest = int(distance[distance >= 0].min())
    return f"cannot be reached so; by any moves it takes {counted(fewest, 'move')}", "--allow all=any"


def how_whole(sought: Sought, evolved: "Evolved") -> tuple[str, str]:
    """Say what the list holds, and up to which length it holds every path there is; then what would show more."""
    return _no_way(sought, evolved) if sought.found is None else _listed_words(sought, sought.found)


def _listed_words(sought: Sought, found: Paths) -> tuple[str, str]:
    length = counted(found.longest, "move")
    if sought.fewest is not None and sought.fewest > found.longest:
        return f"no path of up to {length}: the shortest has {sought.fewest:,}", ""
    kind = f"of {length}, the fewest that lead there" if sought.shortest_only else f"of up to {length}"
    if found.simple:
        kind += ", no state visited twice"
    if found.listed is Listed.ALL and not found.paths:
        return f"no path {kind}: each visits a state twice", "--revisit lists those"
    if found.listed is Listed.ALL:
        return f"{counted(len(found), 'path')} {kind}: these are all", ""
    hint = "--at-most lists more" if found.listed is Listed.FIRST else "the search grew too long for more"
    whole = f"complete up to {counted(found.complete_to, 'move')}"
    if found.complete_to < (sought.fewest or 0):
        whole = "not even the shortest are all here"
    return f"the first {counted(len(found), 'path')} {kind}: {whole}", hint


def coalition_parts(found: CoalitionReach, evolved: "Evolved", *, everything: bool) -> Iterator[Part]:
    """Tell which equilibria coalitions' improvements reach that single improvements do not."""
    reached, alone = found.reached, evolved.by_improvements.reached
    concept = evolved.concept.value.upper()
    beyond = [state for state in found.paths if evolved.holding[state] and not alone[state]]
    largest = max(map(len, found.coalitions))
    size = "of any size" if largest == evolved.conflict.n_dms else f"of up to {largest}"
    yield Heading("By coalitions: each of its members gains, against where the coalition started")
    yield Line(
        f"coalitions {size}, up to {counted(found.longest, 'coalition improvement')} one after another, lead to "
        f"{counted(len(reached) - 1, 'state')}, of which single improvements do not reach "
        f"{int(np.count_nonzero(~alone[reached])):,}"
    )
    if found.complete_to < found.longest:
        yield Line(f"the search grew too long: complete up to {counted(found.complete_to, 'coalition improvement')}")
    if not beyond:
        yield Line(f"they reach no state that holds under {concept} but those that single improvements reach")
        return
    numbers = ", ".join(str(state + 1) for state in sorted(beyond))
    yield Line(f"states that hold under {concept} and that single improvements do not reach: {numbers}")
    shown = beyond if everything else beyond[:_JUMPS_SHOWN]
    for state in shown:
        scenario = evolved.conflict.scenario(state)
        yield Heading(f"State {state + 1}{f', {scenario.title}' if scenario else ''}")
        yield from _jumps(evolved, found.paths[state])
    if len(shown) < len(beyond):
        yield Heading(f"{len(beyond) - len(shown):,} more: --all shows them")


def _jumps(evolved: "Evolved", path: Sequence[CoalitionStep]) -> Iterator[Part]:
    conflict, here = evolved.conflict, evolved.start
    for step in path:
        who = listing(conflict.decision_makers[dm].name for dm in step.members)
        yield Line(f"{who}{' together' if len(step.members) > 1 else ''}, to state {step.to + 1}:", indent=2)
        yield from step_lines(conflict, evolved.by_moves.combination, here, step.moves)
        here = step.to
