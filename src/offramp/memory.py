"""How much memory the machine can still give, so that what does not fit is refused before it starts."""

import os
from pathlib import Path

SMALLER = "add constraints, coalesce states, drop options that do not matter"
"""What makes a conflict smaller."""


class TooLargeError(Exception):
    """A computation would need more memory than the machine can give.

    Attributes
    ----------
    needed, available
        Bytes.
    what
        What would be computed, for the message.
    remedy
        What would make it smaller, for the message.
    """

    def __init__(self, needed: int, available: int, what: str, remedy: str = SMALLER) -> None:
        self.needed, self.available, self.what = needed, available, what
        super().__init__(
            f"{what} would need about {gibibytes(needed)} of memory and {gibibytes(available)} are free: "
            f"{remedy}, or use a larger machine"
        )


def available_memory() -> int:
    """Return the bytes that can be used without swapping; all of the machine's where the system does not tell.

    The smaller of what the kernel calls available and what is left of a control group's limit.
    """
    return min(_machine_memory(), _group_memory())


def _machine_memory() -> int:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 1 << 62  # unknown: do not refuse


def _group_memory() -> int:
    group = Path("/sys/fs/cgroup")
    try:
        limit = (group / "memory.max").read_text(encoding="ascii").strip()
        used = int((group / "memory.current").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 1 << 62
    return 1 << 62 if limit == "max" else max(0, int(limit) - used)


def require_memory(needed: int, what: str, remedy: str = SMALLER) -> None:
    """Raise :class:`TooLargeError` when ``needed`` bytes are not to be had."""
    available = available_memory()
    if needed > available:
        raise TooLargeError(needed, available, what, remedy)


def gibibytes(size: int) -> str:
    """Return a size for people.

    >>> gibibytes(3 << 29)
    '1.5 GiB'
    """
    return f"{size / 2**30:,.1f} GiB"
