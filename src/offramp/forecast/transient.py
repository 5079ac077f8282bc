"""The law of a chain at given dates, by uniformization: exact but for a stated error, many draws at a time.

See :mod:`offramp.forecast.poisson` for the method and its error. A step is linear in the number of states (see
:mod:`offramp.forecast.menus`), so a law costs the number of states times the occasions to act until the last date.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from offramp.forecast.arrays import Reals
from offramp.forecast.chain import Chain
from offramp.forecast.choice_kernels import choose_in_lanes
from offramp.forecast.endings import Endings
from offramp.forecast.menus import Menus
from offramp.forecast.poisson import TOLERANCE, PoissonWeights, poisson_weights
from offramp.forecast.stages import Jump, dates_by_stage
from offramp.forecast.transient_kernels import Space, Steps, follow

_GRID = 1.05  # rates of uniformization are rounded up to powers of this, so that draws can share their weights


@dataclass(frozen=True, eq=False)
class Span:
    """A stage with the chains that hold in it, one for each lane; ``begins`` and ``jump`` as in a stage."""

    begins: float
    chains: Sequence[Chain]
    jump: Jump | None = None


def occupancy(
    chain: Chain | Sequence[Span],
    start: int,
    days: ArrayLike,
    *,
    tolerance: float = TOLERANCE,
) -> Reals:
    """Return the probability of each state at each date, shape ``(n_dates, n_states)``; rows add up to 1.

    Parameters
    ----------
    chain
        A chain, or several that follow one another (spans with one chain each).
    start
        The state on day 0. Nobody has moved before.
    days
        Days from now, increasing, shape ``(n_dates,)``.
    tolerance
        Probability that may be left out at each date; the error, added up over the states, is at most twice that for
        each span so far.

    Raises
    ------
    ValueError
        When stages or dates are out of order, or rates and horizon ask for more than ten million steps.
    """
    spans = [Span(0.0, [chain])] if isinstance(chain, Chain) else list(chain)
    each = Endings.of(np.arange(spans[0].chains[0].menus.n_states))
    rate = max(float(span.chains[0].rates.sum()) for span in spans)
    return curves(spans, start, each, np.asarray(days, dtype=np.float64), rate, tolerance)[:, :, 0]


def uniform_rate(rates: Reals) -> NDArray[np.float64]:
    """Return the steps per day for draws with these rates, shape ``(n_draws, n_dms)``: their sum, rounded up.

    Rounded to a grid, so that draws that are stepped alike can be put in one batch; a draw's rate depends on its own
    rates only.
    """
    total = rates.sum(axis=1)
    some = np.maximum(total, 1e-12)
    return np.where(total > 0, _GRID ** np.ceil(np.log(some) / np.log(_GRID) + 1e-9), 0.0)


def curves(
    spans: Sequence[Span],
    start: int,
    endings: Endings,
    days: Reals,
    rate: float,
    tolerance: float = TOLERANCE,
    weights: dict[tuple[float, ...], PoissonWeights] | None = None,
) -> Reals:
    """Return the probabilities of the endings for a batch of draws with the same steps per day.

    Shape ``(n_dates, n_endings, n_lanes)``.

    Parameters
    ----------
    spans
        The stages, each with one chain for each lane.
    start
        The state on day 0.
    endings
        The endings.
    days
        Days from now, increasing, shape ``(n_dates,)``.
    rate
        Steps per day, at least the sum of the rates in every lane.
    tolerance
        As in :func:`occupancy`.
    weights
        Poisson weights of earlier batches, to be used again; filled in.
    """
    slices = dates_by_stage([span.begins for span in spans], days)
    n_lanes, n_states = len(spans[0].chains), len(endings.of_state)
    curve = np.zeros((len(days), endings.count, n_lanes))
    law = np.zeros((spans[0].chains[0].n_layers, n_states, n_lanes))
    law[-1, start] = 1.0
    ends = [*(span.begins for span in spans[1:]), float(days[-1])]
    memory = {} if weights is None else weights
    for span, dates, end in zip(spans, slices, ends, strict=True):
        if span.begins > days[-1]:
            break
        if span.jump is not None:
            law = np.stack([span.jump.applied(law[:, :, k], own) for k, own in enumerate(span.chains)], axis=-1)
        when = np.append(days[dates], min(end, float(days[-1]))) - span.begins
        key = (rate, span.begins, float(when[-1]))
        if key not in memory:
            memory[key] = poisson_weights(rate, when, tolerance)
        part, law = _followed(
            span.chains, law, endings, memory[key], rate, onward=end <= days[-1] and span is not spans[-1]
        )
        curve[dates] = part[:-1]
    return curve


def _followed(
    chains: Sequence[Chain],
    law: Reals,
    endings: Endings,
    weights: PoissonWeights,
    rate: float,
    *,
    onward: bool,
) -> tuple[Reals, Reals]:
    """Follow the chains through one stage, whose last date is its end; with the law then if it goes ``onward``."""
    menus, n_lanes = chains[0].menus, len(chains)
    curve, final = (
        np.zeros((weights.table.shape[1], endings.count, n_lanes)),
        np.zeros_like(law[: len(law) if onward else 0]),
    )
    shape = (menus.n_states if chains[0].alternating else 0, n_lanes)
    groups = np.empty((2, menus.n_groups, n_lanes))
    space = Space(groups[0], groups[1], np.empty(shape), np.empty(shape))
    follow(
        (0,) * n_lanes,
        menus.structure,
        _steps(menus, chains, rate),
        space,
        np.ascontiguousarray(law),
        endings.listed,
        weights.table,
        weights.first,
        weights.last,
        curve,
        final,
    )
    return curve, final


def _steps(menus: Menus, chains: Sequence[Chain], rate: float) -> Steps:
    """Put the chains side by side; a step is an occasion of one of the decision makers, or nothing happens."""
    share = np.stack([chain.rates for chain in chains], axis=-1) / (rate or 1.0)  # (n_dms, n_lanes)
    within, between = np.empty((len(menus.member), len(chains))), np.empty((len(menus.onward), len(chains)))
    expected = np.stack([chain.expected for chain in chains])
    sharpness = np.stack([chain.responsiveness for chain in chains])
    choose_in_lanes(menus.structure, expected, sharpness, within, between)
    within *= np.repeat(share, menus.n_states, axis=0)
    idle = np.maximum(1.0 - share.sum(axis=0), 0.0)
    if not chains[0].alternating:
        none = np.empty((0, 0, len(chains)))
        return Steps(within, between, idle, none, none)
    own = menus.own_pair
    stay_in_group = np.where((own >= 0)[:, None], between[own], 0.0)
    of_member = np.repeat(np.arange(menus.n_groups), np.diff(menus.start.astype(np.int64)).astype(np.int64))
    stays = np.empty((menus.n_dms, menus.n_states, len(chains)))
    for dm in range(menus.n_dms):
        places = slice(dm * menus.n_states, (dm + 1) * menus.n_states)
        stays[dm, menus.member[places]] = within[places] * stay_in_group[of_member[places]]
    return Steps(within, between, idle, stays, _keeps(share[:, None, :] - stays))


def _keeps(leaves: Reals) -> Reals:
    """Return the chance that nobody but the last mover leaves, from that of each to leave; one more row for nobody."""
    anybody = 1.0 - leaves.sum(axis=0)
    return np.concatenate((anybody + leaves, anybody[None]))
