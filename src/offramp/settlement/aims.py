"""Which aim a decision maker has may be unknown: the combinations of types in which only some of them vary."""

from collections.abc import Collection, Mapping, Sequence
from math import prod

from offramp.conflict.model import Combination, Conflict


def varying(
    conflict: Conflict,
    dms: Collection[int],
    base: Combination | None = None,
    beliefs: Mapping[int, Sequence[float]] | None = None,
) -> tuple[Combination, ...]:
    """Return every combination in which only some decision makers' types vary.

    Parameters
    ----------
    conflict
        The conflict.
    dms
        Whose types vary (indices).
    base
        The types of all others; the likeliest when left out.
    beliefs
        Weights of a decision maker's types where they differ from the conflict's own, by index; each adds up to 1.

    Returns
    -------
    tuple
        In file order, the last decision maker's types varying fastest. Each weight is the product of the weights of
        the types that vary, so the weights add up to 1.

    Raises
    ------
    ValueError
        When beliefs do not fit the types.
    """
    base = base or conflict.likeliest()
    weights = {dm: _weights(conflict, dm, (beliefs or {}).get(dm)) for dm in dms}
    return tuple(
        Combination(each.types, prod(weights[dm][each.types[dm]] for dm in dms))
        for each in conflict.combinations()
        if all(each.types[dm] == base.types[dm] for dm in range(conflict.n_dms) if dm not in dms)
    )


def type_names(conflict: Conflict, combination: Combination) -> dict[str, str]:
    """Return the types of a combination, by id, of the decision makers that have several."""
    return {
        dm.id: str(types[index].id)
        for dm, types, index in zip(conflict.decision_makers, conflict.types, combination.types, strict=True)
        if len(types) > 1
    }


def _weights(conflict: Conflict, dm: int, given: Sequence[float] | None) -> tuple[float, ...]:
    own = tuple(aim.weight for aim in conflict.types[dm])
    if given is None:
        return own
    who = conflict.decision_makers[dm].id
    if len(given) != len(own):
        raise ValueError(f"beliefs about {who}: {len(given)} weights for {len(own)} types")
    if min(given) < 0 or abs(sum(given) - 1.0) > 1e-9:
        raise ValueError(f"beliefs about {who}: the weights must lie between 0 and 1 and add up to 1")
    return tuple(given)
