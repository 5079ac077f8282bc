"""What has been threatened and promised: the words of a dossier's timeline as acts that come due in a state.

- An entry of kind ``threat`` or ``promise`` announces what its ``terms`` (or else ``about``) say of its maker's own
  options. A threat comes due in the status quo; where the demand is met is read from the maker's latest earlier offer
  or demand to the same party.
- Where ``about`` is "act if condition", it comes due where the condition has come about.
- A deadline with a ``threat`` comes due in the status quo, its demand not being met.
- An offer promises the maker's own terms for those of others: it comes due where these have been done, but for those
  that can be done only afterwards.

A state in which something has been done is the status quo with that changed and, where this alone is not feasible, with
what a settlement holds besides (``package: with``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from offramp.conflict.model import Conflict
from offramp.conflict.states import code_with
from offramp.dossier.build import BuiltDossier
from offramp.dossier.model_timeline import Event
from offramp.dossier.sayings import Sayings
from offramp.dossier.timeline import OFFERING
from offramp.logic.expression import Implies


@dataclass(frozen=True, slots=True)
class Announcement:
    """A threat or a promise.

    Attributes
    ----------
    id, title
        Of the entry or deadline.
    kind
        ``threat`` or ``promise``.
    by
        Index of its maker.
    act
        What the maker says that it will do, by option index; its own options.
    state
        Index of the state in which it comes due.
    otherwise
        Index of the state in which it does not come due; ``None`` where that is not told, or not feasible.
    afterwards
        Terms of the others (option indices) that can be done only once the maker has kept its word.
    """

    id: str
    title: str
    kind: str
    by: int
    act: Mapping[int, bool]
    state: int
    otherwise: int | None
    afterwards: tuple[int, ...] = ()


def announcements_of(built: BuiltDossier) -> tuple[Announcement, ...]:
    """Return the threats and promises of a dossier, oldest first; those that name no act of their maker are left out.

    Empty in graph form and without a status quo.
    """
    if built.conflict.space.graph_form or built.conflict.status_quo is None:
        return ()
    reader = _Reader(built)
    return (*reader.of_events(), *reader.of_deadlines())


class _Reader:
    """Reads the timeline of one dossier."""

    def __init__(self, built: BuiltDossier) -> None:
        self._built, self._conflict = built, built.conflict
        self._sayings = Sayings(built)
        self._dms = [maker.id for maker in self._conflict.decision_makers]

    def of_events(self) -> Iterator[Announcement]:
        """Read threats, promises and offers."""
        for number, event in enumerate(self._built.model.timeline):
            for by in event.by or ():
                if by in self._dms and event.kind in ("threat", "promise", *OFFERING):
                    yield from self._of_event(number, event, self._dms.index(by))

    def of_deadlines(self) -> Iterator[Announcement]:
        """Read the threats of deadlines."""
        for number, deadline in enumerate(self._built.model.deadlines, start=1):
            for by in deadline.by or ():
                if not deadline.threat or by not in self._dms:
                    continue
                maker = self._dms.index(by)
                act = self._own(self._sayings.settings(deadline.threat, (by,)), maker)
                demand = self._sayings.literals(deadline.demands, by) if deadline.demands else {}
                title = deadline.title or f"what is threatened after {deadline.date}"
                if act:
                    yield self._threat(deadline.id or f"deadline {number}", title, maker, act, demand or {})

    def _of_event(self, number: int, event: Event, maker: int) -> Iterator[Announcement]:
        key, title = event.id or str(number + 1), event.title or event.id or event.kind
        conditional = self._conditional(event, maker)
        if conditional is not None:
            act, state = conditional
            yield Announcement(key, title, event.kind, maker, act, state, self._conflict.status_quo)
            return
        said = self._said(event, maker)
        act = self._own(said, maker)
        if not act:
            return
        if event.kind == "threat":
            yield self._threat(key, title, maker, act, self._demanded(number, event, maker))
            return
        rest = {option: taken for option, taken in said.items() if option not in act}
        due = self._due(rest)
        today = self._conflict.status_quo
        if due is not None and (rest or event.kind == "promise"):
            state, afterwards = due
            otherwise = today if state != today else None
            yield Announcement(key, title, "promise", maker, act, state, otherwise, afterwards)

    def _conditional(self, event: Event, maker: int) -> tuple[Mapping[int, bool], int] | None:
        """Return the act and where it comes due, of a threat or promise that reads "act if condition"."""
        if event.kind not in ("threat", "promise") or event.terms or event.about is None:
            return None
        said = self._sayings.expression(event.about, self._dms[maker])
        if not isinstance(said, Implies):
            return None
        act = self._own(self._sayings.set_by(said.consequent) or {}, maker)
        condition = self._sayings.set_by(said.antecedent) or {}
        state = self._with(condition) if condition else None
        return None if not act or state is None or state == self._conflict.status_quo else (act, state)

    def _due(self, rest: Mapping[int, bool]) -> tuple[int, tuple[int, ...]] | None:
        """Return where the others' terms have been done, and the fewest of them that must wait for that."""
        for size in range(len(rest) + 1):
            for waiting in combinations(sorted(rest, reverse=True), size):
                state = self._with({option: taken for option, taken in rest.items() if option not in waiting})
                if state is not None:
                    return state, tuple(sorted(waiting))
        return None

    def _threat(
        self, key: str, title: str, maker: int, act: Mapping[int, bool], demand: Mapping[int, bool]
    ) -> Announcement:
        today = self._conflict.status_quo
        assert today is not None  # looked at before
        met = self._with(demand) if demand else None
        return Announcement(key, title, "threat", maker, act, today, met if met != today else None)

    def _said(self, event: Event, maker: int) -> Mapping[int, bool]:
        if event.terms:
            return self._sayings.settings(event.terms, event.by or ())
        if event.about is None:
            return {}
        return self._sayings.literals(event.about, self._dms[maker]) or {}

    def _demanded(self, number: int, threat: Event, maker: int) -> Mapping[int, bool]:
        """Return what the maker last asked of the party that it threatens."""
        for event in reversed(self._built.model.timeline[:number]):
            asked_same = set(event.to or ()) & set(threat.to or ())
            if event.kind in OFFERING and self._dms[maker] in (event.by or ()) and asked_same:
                said = self._sayings.settings(event.terms, event.by or ())
                return {option: taken for option, taken in said.items() if option not in self._own(said, maker)}
        return {}

    def _own(self, said: Mapping[int, bool], maker: int) -> Mapping[int, bool]:
        own = self._conflict.decision_makers[maker].options
        return {option: taken for option, taken in said.items() if option in own}

    def _with(self, done: Mapping[int, bool]) -> int | None:
        """Return the status quo with some options set; ``None`` where that is not feasible."""
        package = self._built.package
        state = changed_state(self._conflict, done)
        if state is None and package is not None and done:
            state = changed_state(self._conflict, {**package.fixed, **done})
        return state


def changed_state(conflict: Conflict, done: Mapping[int, bool]) -> int | None:
    """Return the state that differs from the status quo in some options alone; ``None`` where it is not feasible."""
    assert conflict.status_quo is not None  # the callers have looked
    return conflict.space.find(code_with(int(conflict.space.codes[conflict.status_quo]), done))
