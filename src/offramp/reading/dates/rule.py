"""Rule: a pattern of words that say when, and how its days are found."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from offramp.reading.dates.period import Period, Precision, unsettled

NO_BASE = "it counts from the day of publication, which is not known"


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against.

    Attributes
    ----------
    base
        Day that relative dates count from: the day of publication, or None.
    future
        Whether the words before point ahead ("will meet on", "until", "due").
    before, after
        Words of the paragraph before and behind the date, up to 80 code points each.
    """

    base: date | None
    future: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the function that turns its match into days, or into None when it is no date after all."""

    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Context], Period | None]


def relative(precision: Precision) -> Callable[[Callable[[re.Match[str], "Counted"], Period | None]], "_Resolver"]:
    """Make a resolver of a function that needs a day to count from; without one the date stays open and says so."""

    def wrap(function: Callable[[re.Match[str], Counted], Period | None]) -> _Resolver:
        def resolve(match: re.Match[str], context: Context) -> Period | None:
            if context.base is None:
                return unsettled(precision, NO_BASE)
            return function(match, Counted(context.base, context.future, context.before, context.after))

        return resolve

    return wrap


@dataclass(frozen=True, slots=True)
class Counted:
    """A context whose day to count from is known."""

    base: date
    future: bool
    before: str
    after: str


_Resolver = Callable[[re.Match[str], Context], Period | None]
