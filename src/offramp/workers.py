"""Threads that share the work on large arrays: NumPy and compiled loops release the interpreter lock."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")
BLOCK, LEAST_BLOCK = 1 << 18, 1 << 16  # states looked at together, at most and (where there are more) at least


@dataclass(frozen=True)
class Workers:
    """Threads that share the work of one computation; ``pool`` is ``None`` where one does it all."""

    pool: ThreadPoolExecutor | None

    def run(self, task: Callable[[T], None], items: Iterable[T]) -> None:
        """Run a task on every item and raise what any of them raises."""
        for _ in map(task, items) if self.pool is None else self.pool.map(task, items):
            pass

    def share(self, task: Callable[[tuple[int, int]], None], size: int, *, parts: int = 16) -> None:
        """Run a task on ranges (first, last) that cover 0 to ``size``."""
        bounds = [size * part // parts for part in range(parts + 1)]
        self.run(task, [(first, last) for first, last in pairwise(bounds) if last > first])


@contextmanager
def workers(threads: int | None = None) -> Iterator[Workers]:
    """Start threads, as many as there are cores unless told, and end them afterwards."""
    threads = threads or os.cpu_count() or 1
    if threads == 1:
        yield Workers(None)
        return
    with ThreadPoolExecutor(threads) as pool:
        yield Workers(pool)


def blockwise(task: Callable[[tuple[int, int]], None], size: int) -> None:
    """Run a task on ranges (first, last) that cover 0 to ``size``, in threads where there are many.

    A range is large enough for what it takes to begin one not to count, and small enough for what it needs of each
    state to fit in a cache.
    """
    step = min(BLOCK, max(LEAST_BLOCK, -(-size // (os.cpu_count() or 1))))
    blocks = [(first, first + step) for first in range(0, size, step)]
    with workers(1 if len(blocks) == 1 else None) as crew:
        crew.run(task, blocks)
