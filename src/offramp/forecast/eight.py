"""One decision maker's choices for eight lanes at once, rows of eight numbers being held in registers.

Written out, because a loop over a row leaves each sum in memory from one state to the next, which takes half as long
again.
"""

from offramp.forecast.arrays import Reals, Words
from offramp.forecast.choice_kernels import Structure, compiled

Eight = tuple[float, float, float, float, float, float, float, float]

NOTHING: Eight = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@compiled
def row(array: Reals, k: int) -> Eight:
    """Return a row of an array of shape ``(n, 8)``."""
    return (
        array[k, 0], array[k, 1], array[k, 2], array[k, 3], array[k, 4], array[k, 5], array[k, 6], array[k, 7],
    )  # fmt: skip


@compiled
def plus(a: Eight, b: Eight) -> Eight:
    """Return the sum of two rows."""
    return (
        a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4], a[5] + b[5], a[6] + b[6], a[7] + b[7],
    )  # fmt: skip


@compiled
def times(a: Eight, b: Eight) -> Eight:
    """Return the product of two rows, number by number."""
    return (
        a[0] * b[0], a[1] * b[1], a[2] * b[2], a[3] * b[3], a[4] * b[4], a[5] * b[5], a[6] * b[6], a[7] * b[7],
    )  # fmt: skip


@compiled
def put(array: Reals, k: int, a: Eight) -> None:
    """Write a row into an array of shape ``(n, 8)``."""
    array[k, 0], array[k, 1], array[k, 2], array[k, 3] = a[0], a[1], a[2], a[3]
    array[k, 4], array[k, 5], array[k, 6], array[k, 7] = a[4], a[5], a[6], a[7]


@compiled
def total_in_eights(law: Reals, member: Words, first: int, last: int) -> Eight:
    """Return the sum of the rows ``member[first]`` to ``member[last - 1]``."""
    total = NOTHING
    for position in range(first, last):
        total = plus(total, row(law, member[position]))
    return total


@compiled
def act_in_eights(
    dm: int,
    structure: Structure,
    within: Reals,
    between: Reals,
    gathered: Reals,
    shared: Reals,
    eligible: Reals,
    result: Reals,
) -> None:
    """Do what :func:`offramp.forecast.transient_kernels.act` does, for eight lanes."""
    start, member = structure.start, structure.member
    for group in range(structure.first_group[dm], structure.first_group[dm + 1]):
        total = total_in_eights(eligible, member, start[group], start[group + 1])
        if structure.isolated[group]:
            for position in range(start[group], start[group + 1]):
                state = member[position]
                put(result, state, plus(row(result, state), times(row(within, position), total)))
        else:
            put(gathered, group, total)
            put(shared, group, NOTHING)
    act_among_groups_in_eights(dm, structure, within, between, gathered, shared, result)


@compiled
def act_among_groups_in_eights(
    dm: int,
    structure: Structure,
    within: Reals,
    between: Reals,
    gathered: Reals,
    shared: Reals,
    result: Reals,
) -> None:
    """Share what is ``gathered`` in groups out among the groups of their menus, and then among the states."""
    start, member = structure.start, structure.member
    first, last = structure.first_group[dm], structure.first_group[dm + 1]
    for group in range(first, last):
        if not structure.isolated[group]:
            total = row(gathered, group)
            for pair in range(structure.onward_start[group], structure.onward_start[group + 1]):
                target = structure.onward[pair]
                put(shared, target, plus(row(shared, target), times(row(between, pair), total)))
    for group in range(first, last):
        if not structure.isolated[group]:
            total = row(shared, group)
            for position in range(start[group], start[group + 1]):
                state = member[position]
                put(result, state, plus(row(result, state), times(row(within, position), total)))
