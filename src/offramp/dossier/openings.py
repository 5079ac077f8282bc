"""Options that deadlines open or close: what is wrong with them, what is in force already, and what is still to come.

An option's openings and closings take turns. The first of them says how the option stands until then: one that is to
open cannot be taken yet, one that is to close can.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from offramp.dossier.model_timeline import Deadline
from offramp.dossier.names import Names, Path

Turns = Mapping[str, Sequence["Opening"]]
"""By ``dm.option``: what opens and closes it, in order of time."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A date on which an option opens, or closes.

    Attributes
    ----------
    opens
        Whether it opens; otherwise it closes.
    day
        From which day on.
    in_force
        Whether that is so already: the deadline was met or has lapsed, or its day is not after ``as_of``.
    path
        Where the dossier says it.
    """

    opens: bool
    day: date
    in_force: bool
    path: Path


def openings(names: Names) -> Turns:
    """Return what deadlines open and close; options that are unknown are noted, and left out."""
    found: dict[str, list[Opening]] = {}
    for index, deadline in enumerate(names.model.deadlines):
        for key, given in (("opens", deadline.opens), ("closes", deadline.closes)):
            for place, name in enumerate(given):
                path: Path = ("deadlines", index, key, place)
                option = names.option(name, path, deadline.by or ())
                if option is not None:
                    one = Opening(key == "opens", deadline.date.last, is_over(names, deadline), path)
                    found.setdefault(option, []).append(one)
    return {option: sorted(turns, key=_when) for option, turns in found.items()}


def is_over(names: Names, deadline: Deadline) -> bool:
    """Return whether what a deadline opens and closes is in force already."""
    as_of = names.model.as_of
    return deadline.status != "open" or (as_of is not None and deadline.date.last <= as_of.last)


def check_openings(names: Names) -> None:
    """Note what is wrong: unknown options, and openings and closings that do not take turns."""
    for option, turns in openings(names).items():
        for before, after in pairwise(turns):
            line = names.document.at(*before.path)[0]
            if before.opens == after.opens:
                verb, other = ("opens", "closes") if after.opens else ("closes", "opens")
                message = f'"{option}" {verb} on {before.day} already (line {line}), and {verb} again'
                names.error(
                    after.path, "repeated-opening", message, f"leave one out, or say when it {other} in between"
                )
            elif _when(before) == _when(after):
                message = f'"{option}" both opens and closes on {after.day} (line {line})'
                names.error(after.path, "opens-and-closes", message, "leave one out, or give them different dates")


def closed_for_good(names: Names) -> Iterator[str]:
    """Yield the options that have closed and that nothing opens again."""
    for option, turns in openings(names).items():
        if turns[-1].in_force and not turns[-1].opens:
            yield option


def yet_to_open(names: Names) -> Iterator[str]:
    """Yield the options that could never be taken so far."""
    for option, turns in openings(names).items():
        if turns[0].opens and not turns[0].in_force:
            yield option


def stands_open(turns: Sequence[Opening], day: date) -> bool:
    """Return whether an option can be taken on a day, by its openings and closings."""
    past = [turn for turn in turns if turn.in_force or turn.day <= day]
    return past[-1].opens if past else not turns[0].opens


def _when(turn: Opening) -> tuple[bool, date]:
    return not turn.in_force, turn.day
