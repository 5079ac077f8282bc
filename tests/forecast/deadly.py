"""Endings that end the process of a worker in the middle of its work; for tests that start workers."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from offramp.forecast.arrays import Words
from offramp.forecast.endings import Endings


@dataclass(frozen=True, eq=False)
class DeadlyEndings(Endings):
    """Each process but ``home`` that looks at the endings is counted; the one that comes third ends, and so do others.

    Attributes
    ----------
    folder
        Where files count.
    home
        The process that asks and is spared.
    deaths
        How many processes end.
    """

    folder: Path
    home: int
    deaths: int

    @property
    def listed(self) -> tuple[Words, Words]:  # type: ignore[override]
        if os.getpid() != self.home and self._number("looks", 10**6) >= 2 and self._number("deaths", self.deaths) >= 0:
            os.kill(os.getpid(), signal.SIGKILL)
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
