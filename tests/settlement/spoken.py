"""Small conflicts by hand, as one would say them."""

import numpy as np

from offramp.conflict.coalesce import state_space
from offramp.conflict.decision_makers import DecisionMaker, Irreversible, Option
from offramp.conflict.feasibility import feasible_codes
from offramp.conflict.model import AimType, Conflict
from offramp.conflict.option_moves import option_moves
from offramp.conflict.package import Package
from offramp.conflict.preferences import Prioritized, Statement, levels
from offramp.conflict.states import pattern_code
from offramp.logic.parse import parse

_MARKS = {"+": Irreversible.TAKING, "-": Irreversible.DROPPING}


def spoken(parties: dict[str, tuple[list[str], list[str]]]) -> Conflict:
    """Return a conflict: each party's options (``+o``: taking it is final, ``-o``: dropping it is) and wishes.

    Wishes come most important first, over full option names.
    """
    options, dms = [], []
    for name, (own, _) in parties.items():
        dms.append(DecisionMaker(name, name, tuple(range(len(options), len(options) + len(own)))))
        options += [Option(f"{name}.{o.lstrip('+-')}", o, _MARKS.get(o[0], Irreversible.NO)) for o in own]
    space = state_space([o.id for o in options], feasible_codes([o.id for o in options], []))
    orders = [Prioritized(tuple(Statement(parse(wish), wish) for wish in wishes)) for _, wishes in parties.values()]
    return Conflict(
        title="spoken",
        decision_makers=tuple(dms),
        options=tuple(options),
        space=space,
        moves=tuple(option_moves(space, options, k, dm) for k, dm in enumerate(dms)),
        types=tuple((AimType(None, 1.0, order, levels(order, space)),) for order in orders),
        status_quo=0,
        scenarios=(),
        scenario_of=np.full(len(space), -1, dtype=np.int16),
    )


def at(conflict: Conflict, pattern: str) -> int:
    """Return the state of a pattern."""
    state = conflict.space.find(pattern_code(pattern))
    assert state is not None
    return state


def package(conflict: Conflict, terms: list[str], settled_when: str) -> Package:
    """Return a package over options by name; every decision maker is a party."""
    index = {option.id: k for k, option in enumerate(conflict.options)}
    return Package(tuple(sorted(index[term] for term in terms)), tuple(range(conflict.n_dms)), parse(settled_when))
