"""A forecast as it is kept: when it was made, from what, and what it said."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from offramp.dossier.files import read_text_file
from offramp.forecast.scoring import SUM_TOLERANCE
from offramp.question_error import QuestionError


def _at_most_one(value: float) -> float:
    return min(value, 1.0)


Probability = Annotated[float, Field(ge=0, le=1 + SUM_TOLERANCE, allow_inf_nan=False), AfterValidator(_at_most_one)]
"""In [0, 1]; what lies above 1 by rounding is 1."""
LARGEST_FORECASTS = 64 * 1024 * 1024
"""Files of forecasts above this number of bytes are refused."""


class ForecastFileError(QuestionError):
    """A file of forecasts, or a log, cannot be used; the message has a line for each fault."""

    between = "\n"


class Chances(BaseModel):
    """The probability of each ending on one day.

    Attributes
    ----------
    probability
        By ending, in the order of the endings; they add up to 1.
    low, high
        By ending, the spread of the probability (5th and 95th percentile of the draws); empty where there is none.
        The mean may lie outside, when a few draws differ much from the others.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    probability: Annotated[Mapping[str, Probability], Field(min_length=1)]
    low: Mapping[str, Probability] = {}
    high: Mapping[str, Probability] = {}

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        total = sum(self.probability.values())
        if abs(total - 1) > SUM_TOLERANCE:
            raise ValueError(f"the probabilities add up to {total:g}; they must add up to 1")
        if bool(self.low) != bool(self.high):
            raise ValueError("low and high are given together, or neither")
        for name, bound in (("low", self.low), ("high", self.high)):
            if bound and set(bound) != set(self.probability):
                raise ValueError(f"{name} must name the same endings as probability")
        if any(self.low[ending] > self.high[ending] for ending in self.low):
            raise ValueError("low lies above high")
        return self


class CurvePoint(Chances):
    """One day of the curve."""

    date: date


class ForecastRecord(Chances):
    """One dated forecast; ``probability``, ``low`` and ``high`` are those at the horizon.

    Attributes
    ----------
    as_of, horizon
        The day that the dossier speaks of, and the day that the probabilities are for; not the same.
    made_at
        When it was made, with its time zone; ``None`` where that is not said.
    dossier_sha256
        Of the dossier's bytes; empty where there was no dossier.
    version
        Of the program that made it.
    settings
        What it was asked and with which assumptions, as JSON.
    curve
        The probabilities on the days in between, increasing.
    """

    as_of: date
    horizon: date
    made_at: AwareDatetime | None = None
    dossier_sha256: str = ""
    version: str = ""
    settings: Mapping[str, Any] = {}
    curve: tuple[CurvePoint, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.horizon <= self.as_of:
            raise ValueError(f"the horizon, {self.horizon}, is not after the day of the forecast, {self.as_of}")
        days = [point.date for point in self.curve]
        if any(late <= early for early, late in pairwise(days)):
            raise ValueError("the days of the curve must increase")
        if any(set(point.probability) != set(self.probability) for point in self.curve):
            raise ValueError("every day of the curve must name the same endings as the forecast")
        return self

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON, with the keys of ``forecast --format json``."""
        return self.model_dump(mode="json")


_FILE: TypeAdapter[list[ForecastRecord]] = TypeAdapter(list[ForecastRecord])


def read_forecast_file(path: str | Path) -> tuple[ForecastRecord, ...]:
    """Read forecasts from a JSON file: one as ``offramp forecast --format json`` prints it, or a list of these.

    Raises
    ------
    ForecastFileError
        With everything that is wrong, a line each.
    offramp.dossier.files.FileError
        When the file cannot be read.
    """
    path = Path(path)
    text = read_text_file(path, LARGEST_FORECASTS).text.strip()
    single = not text.startswith("[")
    try:
        return tuple(_FILE.validate_json(f"[{text}]" if single else text, strict=True))
    except ValidationError as error:
        raise ForecastFileError(faults(str(path), error, skip=int(single))) from None


def faults(where: str, error: ValidationError, skip: int = 0) -> list[str]:
    """Return what a validation found wrong, a sentence each; ``skip`` steps of each place are left out."""
    lines = []
    for each in error.errors(include_url=False):
        place = ".".join(str(part) for part in each["loc"][skip:])
        message = each["msg"].removeprefix("Value error, ")
        lines.append(f"{where}: {f'{place}: ' if place else ''}{message}")
    return lines
