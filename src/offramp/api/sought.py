"""All the legal paths to what is sought: a state or an ending."""

from collections.abc import Sequence
from dataclasses import dataclass

from offramp.api.paths_arguments import PathsError, Target
from offramp.evolution.paths import Listed, Paths, paths
from offramp.evolution.reach import Reach

AT_MOST = 100


@dataclass(frozen=True, eq=False)
class Sought:
    """The paths to a target.

    Attributes
    ----------
    target
        Where to.
    reach
        What the start leads to by the moves that the paths may be made of.
    fewest
        Number of moves in a shortest path; ``None`` where there is no way.
    shortest_only
        Whether the paths of the fewest moves were asked for, no longer ones.
    found
        The paths, each ending where it first meets the target; ``None`` where there is no way.
    """

    target: Target
    reach: Reach
    fewest: int | None
    shortest_only: bool
    found: Paths | None

    @property
    def whole(self) -> bool:
        """Whether every path that was asked for is listed."""
        return self.found is None or self.found.listed is Listed.ALL


def seek(
    reaches: Sequence[Reach], target: Target, longest: int | None, at_most: int = AT_MOST, *, revisit: bool = False
) -> Sought:
    """Return the paths to a target.

    Parameters
    ----------
    reaches
        From the same start, by one kind of moves or another, the one that is liked best first: the first that leads to
        the target (in ``longest`` moves, if given) is taken, or else the last.
    target
        Where to.
    longest
        Greatest number of moves; when left out, the paths of the fewest moves are listed.
    at_most
        Greatest number of paths.
    revisit
        Whether a path of up to ``longest`` moves may visit a state twice. The shortest always may: now and then nobody
        can make two moves that are needed without somebody's going away and coming back between them.

    Raises
    ------
    PathsError
        When a number is out of range; all problems at once.
    """
    problems = [
        f"{name} is a number of 1 or more; found {value}"
        for name, value in (("longest", longest), ("at_most", at_most))
        if value is not None and value < 1
    ]
    if problems:
        raise PathsError(problems)
    known = [(reach, _fewest(reach, target)) for reach in reaches]
    near = (pair for pair in known if pair[1] is not None and (longest is None or pair[1] <= longest))
    reach, fewest = next(near, known[-1])
    found = None
    if fewest is not None:
        found = paths(
            reach.conflict, reach.start, target.states, reach.combination, movement=reach.movement,
            longest=fewest if longest is None else longest, at_most=at_most,
            simple=longest is not None and not revisit, through=False,
        )  # fmt: skip
    return Sought(target, reach, fewest, longest is None, found)


def _fewest(reach: Reach, target: Target) -> int | None:
    distance = reach.distance[target.states]
    return int(distance[distance >= 0].min()) if (distance >= 0).any() else None
