"""What is assumed of the dynamics where a dossier says nothing; every number can be replaced.

- *Rates*: 0.1 to 0.4 occasions to act a day, about one every five days: the median time from the trigger of an
  international crisis to the first major response is five days (International Crisis Behavior data, version 14).
- *Responsiveness*: 4 to 256, since it is not known. Values lie in [0, 1], and the statement at place j of an order
  counts about 2^-j. At 4 a choice that differs in the first statement only is made seven times out of eight; at 256 one
  that differs in the eighth is made three times out of four.
- *Reading moves*: what an act says of an aim is averaged over responsiveness from 1 to the upper end, since a model
  leaves out reasons.
- *Foresight*: 0, 1 or 2 further replies, as likely.
- *Places*: a statement that is not firm may stand up to two places higher or lower than written.
- *Doubt*: one in four that the model leaves out what matters, and then any of the endings named is as likely. A model
  cannot tell of its own omissions; its track record can (docs/backtest.md).

A number that a dossier gives is taken as it stands, without a range.
"""

from collections.abc import Mapping

import numpy as np

from offramp.conflict.model import Conflict
from offramp.forecast.arrays import Reals
from offramp.forecast.draws import Range, Uncertainty

RATE = Range(0.1, 0.4)
RESPONSIVENESS = Range(4.0, 256.0)
FORESIGHT = Range(0, 2)
PLACES = 2
DOUBT = 0.25
"""The weight of a forecast that knows nothing but the names of the endings."""
HORIZON = 180
"""Days to look ahead."""
DRAWS = 1_000
"""Draws of what is uncertain."""


def uncertainty_of(
    conflict: Conflict,
    rate: Mapping[str, float],
    responsiveness: Mapping[str, float],
    foresight: Mapping[str, float],
) -> Uncertainty:
    """Return what is uncertain: what is declared for some decision makers (by id), and the defaults for the rest."""

    def ranges(given: Mapping[str, float], otherwise: Range) -> tuple[Range, ...]:
        return tuple(
            Range(given[dm.id], given[dm.id]) if dm.id in given else otherwise for dm in conflict.decision_makers
        )

    return Uncertainty(ranges(rate, RATE), ranges(responsiveness, RESPONSIVENESS), ranges(foresight, FORESIGHT), PLACES)


def reading_sharpness(own: Range) -> Reals:
    """Return the responsiveness that the likelihood of what somebody did is averaged over, evenly in logarithms."""
    points: Reals = np.geomspace(1.0, max(own.high, 1.0), 17)
    return points


def typical(own: Range) -> float:
    """Return the middle of a range: geometric, where it does not begin at 0."""
    return (own.low * own.high) ** 0.5 if own.low > 0 else own.high / 2
