"""Random conflicts as plain descriptions, from which the code under test and the oracle each build their own."""

from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
from hypothesis import strategies as st

from offramp.conflict.coalesce import Merge, graph_space, state_space
from offramp.conflict.decision_makers import DecisionMaker, Irreversible, Option
from offramp.conflict.feasibility import Rule, feasible_codes
from offramp.conflict.graph_moves import graph_moves
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.option_moves import MoveBan, option_moves
from offramp.conflict.preferences import Prioritized, Ranking, Statement, levels
from offramp.logic.expression import And, Expression, Iff, Implies, Not, Or, Variable


@dataclass(frozen=True)
class OptionForm:
    """A conflict in option form, described as a person would."""

    owners: tuple[int, ...]  # the decision maker of each option, increasing
    irreversible: tuple[Irreversible, ...]
    when_taken: tuple[Expression | None, ...]
    rules: tuple[Expression, ...]
    bans: tuple[tuple[int, Expression, Expression], ...]
    merge: Expression | None
    statements: tuple[tuple[Expression, ...], ...]  # of each decision maker, most important first

    @property
    def n_dms(self) -> int:
        return len(self.statements)

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(f"dm{owner}.o{k}" for k, owner in enumerate(self.owners))

    @cached_property
    def own(self) -> tuple[int, ...]:
        """Of each decision maker, the sum of 2^k over its options."""
        return tuple(sum(1 << k for k, owner in enumerate(self.owners) if owner == i) for i in range(self.n_dms))


@dataclass(frozen=True)
class GraphForm:
    """A conflict in graph form."""

    n_states: int
    arcs: tuple[tuple[tuple[int, int], ...], ...]
    heights: tuple[tuple[int, ...], ...]  # of each decision maker, higher is better

    @property
    def n_dms(self) -> int:
        return len(self.arcs)


@dataclass(frozen=True)
class Features:
    """What random conflicts may contain."""

    rules: bool = True
    irreversible: bool = True
    conditions: bool = True
    bans: bool = True
    merging: bool = False
    max_options: int = 6
    dms: tuple[int, ...] = field(default=(2, 3, 4))


@cache
def expressions(names: tuple[str, ...], depth: int = 2) -> st.SearchStrategy[Expression]:
    """Expressions over some names; kept, since to make a strategy anew takes longer than to draw from it."""
    variables = st.sampled_from([Variable(name) for name in names])
    literals = st.one_of(variables, variables.map(Not))
    if depth == 0:
        return literals
    pairs = st.tuples(expressions(names, depth - 1), expressions(names, depth - 1))
    joined = [lambda pair: And(pair), lambda pair: Or(pair), lambda pair: Implies(*pair), lambda pair: Iff(*pair)]
    return st.one_of(literals, *(pairs.map(join) for join in joined))


@st.composite
def option_forms(draw: st.DrawFn, features: Features = Features()) -> OptionForm:
    n_dms = draw(st.sampled_from(features.dms))
    n_options = draw(st.integers(n_dms, features.max_options))
    extra = draw(st.lists(st.integers(0, n_dms - 1), min_size=n_options - n_dms, max_size=n_options - n_dms))
    owners = tuple(sorted([*range(n_dms), *extra]))
    names = tuple(f"dm{owner}.o{k}" for k, owner in enumerate(owners))
    some = expressions(names)
    kinds = st.sampled_from([Irreversible.NO, Irreversible.NO, Irreversible.TAKING, Irreversible.DROPPING])
    return OptionForm(
        owners=owners,
        irreversible=tuple(draw(kinds) if features.irreversible else Irreversible.NO for _ in owners),
        when_taken=tuple(draw(some) if features.conditions and draw(st.integers(0, 5)) == 0 else None for _ in owners),
        rules=tuple(draw(st.lists(some, max_size=2))) if features.rules else (),
        bans=tuple(draw(st.lists(st.tuples(st.integers(0, n_dms - 1), some, some), max_size=1)))
        if features.bans
        else (),
        merge=draw(some) if features.merging else None,
        statements=tuple(tuple(draw(st.lists(some, min_size=1, max_size=5))) for _ in range(n_dms)),
    )


@st.composite
def graph_forms(draw: st.DrawFn, max_states: int = 7) -> GraphForm:
    n_states, n_dms = draw(st.integers(2, max_states)), draw(st.integers(2, 4))
    state = st.integers(0, n_states - 1)
    arcs = st.lists(st.tuples(state, state).filter(lambda arc: arc[0] != arc[1]), max_size=2 * n_states)
    heights = st.lists(st.integers(0, n_states - 1), min_size=n_states, max_size=n_states)
    return GraphForm(
        n_states,
        tuple(tuple(sorted(set(draw(arcs)))) for _ in range(n_dms)),
        tuple(tuple(draw(heights)) for _ in range(n_dms)),
    )


def build(description: OptionForm | GraphForm) -> Conflict | None:
    """Build the conflict with the code under test; ``None`` when no state is feasible."""
    if isinstance(description, GraphForm):
        return _build_graph(description)
    names = description.names
    codes = feasible_codes(names, [Rule(rule, "rule") for rule in description.rules])
    if not len(codes):
        return None
    merges = _merges(description, codes, names)
    space = state_space(names, codes, merges)
    options = tuple(
        Option(name, name, irreversible, condition)
        for name, irreversible, condition in zip(names, description.irreversible, description.when_taken, strict=True)
    )
    dms = tuple(
        DecisionMaker(f"dm{i}", f"DM {i}", tuple(k for k, owner in enumerate(description.owners) if owner == i))
        for i in range(description.n_dms)
    )
    bans = [MoveBan(*ban) for ban in description.bans]
    preferences = [
        Prioritized(tuple(Statement(statement, "text") for statement in statements))
        for statements in description.statements
    ]
    return Conflict(
        title="random",
        decision_makers=dms,
        options=options,
        space=space,
        moves=tuple(option_moves(space, options, i, dm, bans) for i, dm in enumerate(dms)),
        types=tuple((AimType(None, 1.0, preference, levels(preference, space)),) for preference in preferences),
        status_quo=None,
        scenarios=(),
        scenario_of=np.full(len(space), -1, dtype=np.int16),
    )


def _merges(description: OptionForm, codes: np.ndarray, names: tuple[str, ...]) -> list[Merge]:
    if description.merge is None or not state_space(names, codes).where(description.merge).any():
        return []
    return [Merge("merged", "Merged", description.merge)]


def _build_graph(description: GraphForm) -> Conflict:
    space = graph_space([f"s{k}" for k in range(description.n_states)], ["" for _ in range(description.n_states)])
    preferences = [
        Ranking(
            tuple(
                tuple(state for state, height in enumerate(heights) if height == tier)
                for tier in sorted(set(heights), reverse=True)
            )
        )
        for heights in description.heights
    ]
    return Conflict(
        title="random graph",
        decision_makers=tuple(DecisionMaker(f"dm{i}", f"DM {i}") for i in range(description.n_dms)),
        options=(),
        space=space,
        moves=tuple(graph_moves(description.n_states, arcs) for arcs in description.arcs),
        types=tuple((AimType(None, 1.0, preference, levels(preference, space)),) for preference in preferences),
        status_quo=None,
        scenarios=(),
        scenario_of=np.full(len(space), -1, dtype=np.int16),
    )
