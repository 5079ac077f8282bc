"""A time axis in proportion: days of the calendar or days from now, with as many ticks as have room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, isfinite, log10

from offramp.figures.chronology import MONTHS
from offramp.figures.words import text_width

Day = date | float
SIZE = 11.5
_CLEAR = 10.0  # between two ticks' words
_LEAST = 20.0  # pixels from tick to tick
_Tick = tuple[float, str]  # day number and words


def day_number(day: Day) -> float:
    """Return a day as a number; days of the calendar count from the year 1."""
    return float(day.toordinal()) if isinstance(day, date) else float(day)


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days ``first`` … ``last`` lie at pixels ``start`` … ``end``; words of ticks may reach to ``edge``."""

    first: float
    last: float
    start: float
    end: float
    edge: float
    calendar: bool

    def at(self, day: Day) -> float:
        """Return where a day lies, in pixels."""
        return self.start + (day_number(day) - self.first) / (self.last - self.first) * (self.end - self.start)

    def holds(self, day: Day) -> bool:
        """Whether a day lies on the axis."""
        return self.first <= day_number(day) <= self.last

    def ticks(self) -> list[tuple[float, float, str]]:
        """Return the ticks: where each lies, the middle of its words, and these."""
        for some in self._calendar() if self.calendar else self._numbers():
            placed = [self._placed(*tick) for tick in some]
            rooms = [text_width(words, SIZE) / 2 for *_, words in placed]
            spans = [(x - room, x + room) for (_, x, _), room in zip(placed, rooms, strict=True)]
            if len(some) > 1 and all(one[1] + _CLEAR <= other[0] for one, other in pairwise(spans)):
                return placed
        first = date.fromordinal(int(self.first)) if self.calendar else None
        return [self._placed(self.first, f"{MONTHS[first.month - 1]} {first.year}" if first else f"{self.first:g}")]

    def _placed(self, day: float, words: str) -> tuple[float, float, str]:
        x, room = self.at(day), text_width(words, SIZE) / 2
        return x, max(self.start + room, min(x, self.edge - room)), words

    def _most(self) -> float:
        return (self.end - self.start) / _LEAST

    def _calendar(self) -> Iterator[list[_Tick]]:
        """Return ticks, ever further apart: days, then the first days of months."""
        first, last = ceil(self.first), floor(self.last)
        for step in (1, 2, 7, 14):
            if (last - first) / step <= self._most():
                yield _dated([date.fromordinal(day) for day in range(first, last + 1, step)], with_day=True)
        month = date.fromordinal(first).year * 12 + date.fromordinal(first).month - 1
        n_months = ceil((last - first) / 28) + 1
        for step in (1, 2, 3, 6, 12, 24, 60, 120, 600):
            starts = [date(m // 12, m % 12 + 1, 1) for m in range(month, month + n_months) if m % step == 0]
            yield _dated([day for day in starts if first <= day.toordinal() <= last], with_day=False)

    def _numbers(self) -> Iterator[list[_Tick]]:
        least = floor(log10((self.last - self.first) / self._most()))
        for step in (factor * 10.0**power for power in range(least, least + 4) for factor in (1, 2, 5)):
            if (self.last - self.first) / step <= self._most():
                counts = range(ceil(self.first / step - 1e-9), floor(self.last / step + 1e-9) + 1)
                yield [(k * step, f"{k * step:.6g}") for k in counts]


def _dated(days: Sequence[date], *, with_day: bool) -> list[_Tick]:
    """Return ticks for days, each with its year when that is new."""
    ticks, year = [], None
    for day in days:
        words = f"{day.day} {MONTHS[day.month - 1]}" if with_day else MONTHS[day.month - 1]
        ticks.append((float(day.toordinal()), words if day.year == year else f"{words} {day.year}"))
        year = day.year
    return ticks


def time_faults(days: Sequence[Day], name: str) -> list[str]:
    """Return what is wrong with days that are to be an axis, each in a sentence."""
    faults = []
    if len(days) < 2:
        faults.append(f"{name} must be two at least")
    if len({isinstance(day, date) for day in days}) > 1:
        faults.append(f"{name} must be all days of the calendar or all numbers of days")
    numbers = [day_number(day) for day in days]
    if not all(map(isfinite, numbers)):
        faults.append(f"{name} must be finite")
    elif any(later <= earlier for earlier, later in pairwise(numbers)):
        faults.append(f"{name} must increase")
    return faults
