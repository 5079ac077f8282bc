"""What a picture of a step plan shows: who does what in which order, or where every order fails."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Step:
    """What one decision maker does at one time.

    Attributes
    ----------
    maker
        Its name, for people.
    what
        One or more things done, each in a few words.
    """

    maker: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why no order of the steps gets further.

    Attributes
    ----------
    words
        Who would rather do what, as a sentence.
    maker
        Who is in the way; ``None`` where nobody can move on.
    """

    words: str
    maker: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps to a package.

    Attributes
    ----------
    end
        Name of the package.
    steps
        What is done, or could be done before every order fails.
    obstacle
        Where there is no plan: what stands in the way after ``steps``.
    left
        What would still have to be done behind the obstacle.
    in_order
        Whether ``steps`` are in the order in which they are done; otherwise they are what is done by then.
    makers
        All decision makers in the order that gives each its colour and lane; those left out follow as they occur.
    start
        Name of the beginning.
    """

    end: str
    steps: tuple[Step, ...]
    obstacle: Obstacle | None = None
    left: tuple[Step, ...] = ()
    in_order: bool = True
    makers: tuple[str, ...] = ()
    start: str = "Today"

    def lanes(self) -> tuple[str, ...]:
        """Return the decision makers, each once."""
        occurring = [step.maker for step in (*self.steps, *self.left)]
        if self.obstacle is not None and self.obstacle.maker is not None:
            occurring.append(self.obstacle.maker)
        return tuple(dict.fromkeys((*self.makers, *occurring)))


class Kind(StrEnum):
    """What a stage is."""

    START = "start"
    STEP = "step"
    OBSTACLE = "obstacle"
    LEFT = "left"  # undone
    END = "end"


@dataclass(frozen=True, slots=True)
class Card:
    """A box: whose it is (place in the lanes, ``None`` for nobody's), what it says, the number of its step."""

    lane: int | None
    what: tuple[str, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands at one place of the way: one card, or several where their order is not told."""

    kind: Kind
    cards: tuple[Card, ...]


def stages(plan: Plan) -> list[Stage]:
    """Return the stages of a plan from start to end."""
    lanes = plan.lanes()
    found = [Stage(Kind.START, (Card(None, (plan.start,)),))]
    if plan.in_order:
        found += [
            Stage(Kind.STEP, (Card(lanes.index(step.maker), step.what, number),))
            for number, step in enumerate(plan.steps, start=1)
        ]
    elif plan.steps:
        found.append(Stage(Kind.STEP, _gathered(plan.steps, lanes)))
    if plan.obstacle is not None:
        maker = plan.obstacle.maker
        card = Card(None if maker is None else lanes.index(maker), (plan.obstacle.words,))
        found.append(Stage(Kind.OBSTACLE, (card,)))
        if plan.left:
            found.append(Stage(Kind.LEFT, _gathered(plan.left, lanes)))
    return [*found, Stage(Kind.END, (Card(None, (plan.end,)),))]


def _gathered(steps: Sequence[Step], lanes: Sequence[str]) -> tuple[Card, ...]:
    """Return one card for each decision maker, with all that it does."""
    done: dict[int, list[str]] = {}
    for step in steps:
        done.setdefault(lanes.index(step.maker), []).extend(step.what)
    return tuple(Card(lane, tuple(what)) for lane, what in sorted(done.items()))
