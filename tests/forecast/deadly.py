"""Endings that end the process of a worker in the middle of its work; for tests that start workers."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from offramp.forecast.arrays import Words
from offramp.forecast.endings import Endings

LOOKS = 20
"""Looks before the first end: one for each batch of at most 8 draws, so take 200 draws or more."""


@dataclass(frozen=True, eq=False)
class DeadlyEndings(Endings):
    """Look number ``LOOKS`` at the endings from outside ``home``, and maybe later ones, ends the process.

    Attributes
    ----------
    folder
        Where files count.
    home
        The process that asks and is spared.
    deaths
        How many processes end.
    victim
        The process that ends; the one that looks when left out.
    """

    folder: Path
    home: int
    deaths: int
    victim: int | None = None

    @property
    def listed(self) -> tuple[Words, Words]:  # type: ignore[override]
        away = os.getpid() != self.home
        if away and self._number("looks", 10**6) >= LOOKS and self._number("deaths", self.deaths) >= 0:
            os.kill(self.victim or os.getpid(), signal.SIGKILL)
        return Endings(self.of_state, self.count).listed

    def _number(self, kind: str, most: int) -> int:
        """Return a number from 0 up that no process has got before; -1 from ``most`` on."""
        for number in range(most):
            try:
                (self.folder / f"{kind}-{number}").touch(exist_ok=False)
            except FileExistsError:
                continue
            return number
        return -1
