r"""When a shift of power leaves no deal: war as a commitment problem (Powell 2006), two sides, in closed form.

A pie of 1 is divided in every period; both discount by :math:`d`. A war ends the bargaining: A then has the whole pie
for ever with chance :math:`p_1` now and :math:`p_2 \le p_1` from the next period on, B has it otherwise, and it costs
them :math:`c_A` and :math:`c_B` once. War is worth :math:`w_A(t) = p_t/(1-d) - c_A` and
:math:`w_B(t) = (1-p_t)/(1-d) - c_B`.

- *One shot.* A share x of a pie of 1 beats war for both when :math:`p - c_A \le x \le p + c_B`: a deal always exists.
- *The rising side, B, makes the offers.* From the next period on B leaves A no more than
  :math:`\max(0, w_A(2))`. Now B can give A at most the whole pie. A fights when
  :math:`w_A(1) > 1 + d\max(0, w_A(2))`, that is

  .. math:: p_1 - (1-d)c_A > (1-d) + d\max(0,\; p_2 - (1-d)c_A) .

- *Whoever makes the offers.* B can never be held below :math:`\max(0, w_B(2))` from the next period on, so peace gives
  A at most :math:`1/(1-d) - d\max(0, w_B(2))`. There is a war in every equilibrium when :math:`w_A(1)` is more:

  .. math:: p_1 - d p_2 > (1-d)(1 + c_A + d c_B) ,

  where the maximum drops out: with :math:`w_B(2) < 0` neither inequality can hold.

Each says that the shift is larger than what war would burn. The derivation is ours, from Powell's model; the second is
a case of his sufficient condition for inefficiency (2004: a shift of minmax payoffs larger than the surplus). If power
is itself negotiable, a shift need not lead to war (Chadefaux 2011).

References
----------
R. Powell (2004). The inefficient use of power. American Political Science Review 98:231-241; (2006) War as a commitment
problem. International Organization 60:169-203.
T. Chadefaux (2011). Bargaining over power. International Theory 3:228-253.
J. D. Fearon (1995). Rationalist explanations for war. International Organization 49:379-414.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from offramp.settlement.patience import TIE
from offramp.settlement.staged_deal import CommitmentError


@dataclass(frozen=True, slots=True)
class PowerShift:
    """A shift of power against A. Made by :func:`power_shift`.

    Attributes
    ----------
    now, later
        A's chance to win a war now, and from the next period on; ``later <= now``.
    discount
        In [0, 1).
    cost_a, cost_b
        What war costs each, once, in pies of one period.
    """

    now: float
    later: float
    discount: float
    cost_a: float
    cost_b: float

    @property
    def shift(self) -> float:
        """By how much A's chance falls."""
        return self.now - self.later

    @property
    def range_now(self) -> tuple[float, float]:
        """A's shares of a pie that is divided once and for all, now, that both like at least as well as war."""
        return bargaining_range(self.now, self.cost_a, self.cost_b)

    @property
    def range_later(self) -> tuple[float, float]:
        """The same, later."""
        return bargaining_range(self.later, self.cost_a, self.cost_b)

    @property
    def missing(self) -> float:
        """What B would have to add to the whole pie now to keep A from fighting, if B makes the offers; 0 in peace.

        It is what a guarantee or a transfer by a third party must be worth to A now.
        """
        return self._missing(self._later_at_b_s_offers())

    @property
    def missing_always(self) -> float:
        """The same if A makes the offers, the least that any bargaining could do with."""
        return self._missing(1 / (1 - self.discount) - max(0.0, self._war_b(self.later)))

    @property
    def fights(self) -> bool:
        """Whether A fights when B, the rising side, makes the offers."""
        return self.missing > 0

    @property
    def fights_always(self) -> bool:
        """Whether there is a war in every equilibrium, whoever makes the offers."""
        return self.missing_always > 0

    @property
    def largest_shift(self) -> float:
        """The largest fall of A's chance from what it is now that peace survives, if B makes the offers."""
        d, own = self.discount, (1 - self.discount) * self.cost_a
        short = self.now - own - (1 - d)  # what the next periods must be worth, times 1 - d
        return self.now if short <= TIE else self.now - (own + short / d)

    @property
    def largest_shift_always(self) -> float:
        """The same if A makes the offers: beyond it no bargaining keeps the peace."""
        d = self.discount
        short = self.now - (1 - d) * (1 + self.cost_a + d * self.cost_b)
        return self.now if short <= TIE else self.now - short / d

    def _missing(self, later: float) -> float:
        """Return what A lacks if this period brings it the whole pie and the next periods are worth ``later``."""
        war = self._war_a(self.now)
        lacking = war - (1 + self.discount * later)
        return lacking if lacking > TIE * max(abs(war), 1 / (1 - self.discount)) else 0.0

    def _later_at_b_s_offers(self) -> float:
        return max(0.0, self._war_a(self.later))

    def _war_a(self, chance: float) -> float:
        return chance / (1 - self.discount) - self.cost_a

    def _war_b(self, chance: float) -> float:
        return (1 - chance) / (1 - self.discount) - self.cost_b


def power_shift(now: float, later: float, discount: float, cost_a: float, cost_b: float) -> PowerShift:
    """Return a shift of power against A, with when it leads to war.

    Parameters
    ----------
    now, later
        A's chance to win a war, now and from the next period on; ``later <= now``.
    discount
        What a pie one period later is worth, in [0, 1).
    cost_a, cost_b
        What war costs each, once; 0 or more, in pies of one period.

    Raises
    ------
    CommitmentError
        A ``ValueError``: what does not fit, all problems at once.
    """
    problems = list(_problems(now, later, discount, cost_a, cost_b))
    if problems:
        raise CommitmentError(problems)
    return PowerShift(float(now), float(later), float(discount), float(cost_a), float(cost_b))


def bargaining_range(chance: float, cost_a: float, cost_b: float) -> tuple[float, float]:
    """Return A's shares of a pie of 1 that both like at least as well as a war that A wins with some chance."""
    return max(0.0, chance - cost_a), min(1.0, chance + cost_b)


def _problems(now: float, later: float, discount: float, cost_a: float, cost_b: float) -> Iterator[str]:
    for name, chance in (("now", now), ("later", later)):
        if not 0 <= chance <= 1:
            yield f"{name} is a probability, between 0 and 1; it is {chance}"
    if later > now:
        yield f"later must be no more than now ({now}): A is the side that declines; it is {later}. Exchange the sides"
    if not 0 <= discount < 1:
        yield f"discount must be at least 0 and below 1; it is {discount}"
    for name, cost in (("cost_a", cost_a), ("cost_b", cost_b)):
        if not (cost >= 0 and isfinite(cost)):
            yield f"{name} must be 0 or more, and finite; it is {cost}"
