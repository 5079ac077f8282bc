"""Random conflicts from a seed, larger and livelier than those that Hypothesis draws, which tend to the smallest."""

from random import Random

from offramp.conflict.decision_makers import Irreversible
from offramp.logic.expression import And, Expression, Iff, Implies, Not, Or, Variable
from random_conflicts import GraphForm, OptionForm


def seeded(seed: int) -> OptionForm | GraphForm:
    """Return the description of a conflict: graph form and option form by turns."""
    draw = Random(seed)
    return _graph_form(draw) if seed % 2 else _option_form(draw)


def _graph_form(draw: Random) -> GraphForm:
    n_states, n_dms = draw.randint(4, 7), draw.randint(2, 4)
    pairs = [(s, q) for s in range(n_states) for q in range(n_states) if s != q]
    return GraphForm(
        n_states,
        tuple(tuple(sorted(draw.sample(pairs, draw.randint(2, n_states + 1)))) for _ in range(n_dms)),
        tuple(tuple(draw.randint(0, n_states - 2) for _ in range(n_states)) for _ in range(n_dms)),
    )


def _option_form(draw: Random) -> OptionForm:
    n_dms = draw.randint(2, 3)
    owners = tuple(sorted([*range(n_dms), *(draw.randrange(n_dms) for _ in range(draw.randint(0, 2)))]))
    names = tuple(f"dm{owner}.o{k}" for k, owner in enumerate(owners))
    kinds = [Irreversible.NO] * 4 + [Irreversible.TAKING, Irreversible.DROPPING]
    some = [_expression(draw, names) for _ in range(40)]
    return OptionForm(
        owners=owners,
        irreversible=tuple(draw.choice(kinds) for _ in owners),
        when_taken=tuple(draw.choice(some) if draw.random() < 0.15 else None for _ in owners),
        rules=tuple(draw.choice(some) for _ in range(draw.choice([0, 0, 1]))),
        bans=((draw.randrange(n_dms), draw.choice(some), draw.choice(some)),) if draw.random() < 0.3 else (),
        merge=draw.choice(some) if draw.random() < 0.2 else None,
        statements=tuple(tuple(draw.sample(some, draw.randint(1, 4))) for _ in range(n_dms)),
    )


def _expression(draw: Random, names: tuple[str, ...]) -> Expression:
    left, right = (
        literal if draw.random() < 0.5 else Not(literal) for literal in map(Variable, draw.choices(names, k=2))
    )
    match draw.randrange(6):
        case 0:
            return Implies(left, right)
        case 1:
            return Iff(left, right)
        case 2:
            return And((left, right))
        case 3:
            return Or((left, right))
        case _:
            return left
