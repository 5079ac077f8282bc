"""The timeline as observations: what each decision maker did and said, and in which state things stood then.

The timeline is replayed from ``start``. An entry that ``sets`` options of a decision maker is an act of it; whatever
else an entry says is words, which call one state better than another:

- an offer, a demand, a request, a promise, a threat or a statement: the state in which its ``terms`` (or what it is
  ``about``) are so, better than the one in which things stand;
- a rejection: the state in which things stand, better than that of the offer rejected; an acceptance the other way
  round.

Where what is spoken of is not feasible as things stand, it is read with what the entry itself sets, then with what a
settlement holds besides (``package: with``), then as the move of the speaker that brings it about with the fewest other
changes. What cannot be told as a state, or is no move of the decision maker's, is left out, and said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from offramp.conflict.observation import Observation
from offramp.conflict.states import code_with
from offramp.dossier.build import BuiltDossier
from offramp.dossier.model_timeline import Event
from offramp.dossier.sayings import Sayings

WORDS = 0.3
"""The power of the likelihood of words, where none is given: they weigh less than acts."""
_SAYING = ("offer", "demand", "request", "promise", "threat", "statement")


@dataclass(frozen=True, slots=True)
class Observed:
    """The observations of a dossier.

    Attributes
    ----------
    observations
        Oldest first.
    left_out
        What is no observation of the model, one sentence each.
    """

    observations: tuple[Observation, ...]
    left_out: tuple[str, ...]


def observed(built: BuiltDossier, words: float = WORDS) -> Observed:
    """Return what the timeline of a dossier shows of its decision makers.

    Parameters
    ----------
    built
        The dossier.
    words
        The weight of words, in [0, 1]; acts weigh 1.

    Raises
    ------
    ValueError
        When the weight is out of range.
    """
    if not 0 <= words <= 1:
        raise ValueError(f"words weigh {words:g}; the weight lies between 0 (they say nothing) and 1 (as acts)")
    if built.conflict.space.graph_form or built.conflict.space.merging is not None:
        return Observed((), ("moves and words are read from the timeline only where states are made of options",))
    replay = _Replay(built, words)
    return Observed(tuple(replay.observations()), tuple(replay.left_out))


class _Replay:
    """Plays the timeline and remembers where things stand."""

    def __init__(self, built: BuiltDossier, words: float) -> None:
        self._built, self._conflict, self._words = built, built.conflict, words
        self._sayings = Sayings(built)
        self._dms = [maker.id for maker in self._conflict.decision_makers]
        start = built.model.start
        self._code = code_with(0, self._sayings.settings(start) if isinstance(start, Mapping) else {})
        self._offers: dict[str, Mapping[int, bool]] = {}
        self.left_out: list[str] = []

    def observations(self) -> Iterator[Observation]:
        """Go through the entries."""
        for number, event in enumerate(self._built.model.timeline, start=1):
            name = event.id or str(number)
            makers = [by for by in event.by or () if by in self._dms]
            for by in makers:
                yield from self._said(name, event, by)
            sets = self._sayings.settings(event.sets, event.by or ())
            for by in makers if event.kind != "lapse" else ():
                yield from self._did(name, event, by, sets)
            self._code = code_with(self._code, sets)
            if event.id is not None and event.terms:
                self._offers[event.id] = self._sayings.settings(event.terms, event.by or ())

    def _did(self, name: str, event: Event, by: str, sets: Mapping[int, bool]) -> Iterator[Observation]:
        dm = self._dms.index(by)
        own = {k: taken for k, taken in sets.items() if k in self._conflict.decision_makers[dm].options}
        before, after = self._find(self._code), self._find(code_with(self._code, own))
        if before is None or after is None or before == after:
            if own and before != after:
                self.left_out.append(f"{name}: {by} moves from or to what is not a feasible state")
        elif after not in self._conflict.targets(dm, before):
            self.left_out.append(f"{name}: what {by} does is none of its moves in the model")
        else:
            yield Observation(name, event.title or name, dm, before, after, words=False, day=_day(event))

    def _said(self, name: str, event: Event, by: str) -> Iterator[Observation]:
        said = self._content(event, by)
        if said is None:
            return
        sets = self._sayings.settings(event.sets, event.by or ())
        now, then = self._find(self._code), self._spoken_of(said, sets, self._dms.index(by))
        if now is None or then is None:
            self.left_out.append(f"{name}: what {by} speaks of is not a feasible state")
            return
        if now == then:
            return
        before, after = (then, now) if event.kind == "reject" else (now, then)
        title = event.title or name
        yield Observation(
            name, title, self._dms.index(by), before, after, words=True, weight=self._words, day=_day(event)
        )

    def _content(self, event: Event, by: str) -> Mapping[int, bool] | None:
        """Return what an entry speaks of, as settings; ``None`` where it speaks of nothing that can be told so."""
        if event.kind in ("reject", "accept"):
            return self._offers.get(event.offer or "")
        if event.kind not in _SAYING:
            return None
        if event.terms:
            return self._sayings.settings(event.terms, event.by or ())
        if event.about is None:
            return None
        return self._sayings.literals(event.about, by)

    def _spoken_of(self, said: Mapping[int, bool], sets: Mapping[int, bool], dm: int) -> int | None:
        """Return the state in which something is so, with as few other changes as can be; ``None`` where none is."""
        fixed = {} if self._built.package is None else self._built.package.fixed
        for besides in ({}, sets, fixed):
            found = self._find(code_with(self._code, {**besides, **said}))
            if found is not None:
                return found
        now = self._find(self._code)
        return None if now is None else self._brought_about(said, now, dm)

    def _brought_about(self, said: Mapping[int, bool], now: int, dm: int) -> int | None:
        codes, reached = self._conflict.space.codes, self._conflict.targets(dm, now)
        fitting = [to for to in reached.tolist() if code_with(int(codes[to]), said) == int(codes[to])]
        return min(fitting, key=lambda to: (int(codes[to]) ^ self._code).bit_count(), default=None)

    def _find(self, code: int) -> int | None:
        return self._conflict.space.find(code)


def _day(event: Event) -> float | None:
    return None if event.date is None else float(event.date.first.toordinal())
