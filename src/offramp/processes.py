"""Processes that share the work on many items where Python itself is busy; one that dies loses only its own item."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


class DiedError(Exception):
    """The process that worked on an item ended without a word."""


def in_processes(
    task: Callable[[T], R], items: Sequence[T], processes: int | None = None
) -> Iterator[tuple[int, R | Exception]]:
    """Run a task on every item and give each item's place with the result, or with what it raised, as they come.

    Parameters
    ----------
    task
        A function at the top of a module.
    items
        What it works on; items and results are pickled.
    processes
        How many; as many as there are cores when left out. With 1 all is done in this process.

    Notes
    -----
    Where processes cannot be started, as from a script that is read from standard input, all is done in this process; a
    script that calls this does so under ``if __name__ == "__main__"``, since each process reads it again. An
    interruption ends the processes and goes on. When a process dies, the items that were not done are worked on
    again, each in a process of its own, so that only the one that killed it is lost.
    """
    processes = min(processes or os.cpu_count() or 1, len(items))
    if processes <= 1 or not _startable():
        for place, item in enumerate(items):
            yield place, _here(task, item)
        return
    left = dict(enumerate(items))
    for place, result in _pooled(task, left, processes):
        if not isinstance(result, BrokenProcessPool):
            del left[place]
            yield place, result
    for place, item in left.items():
        ((_, result),) = _pooled(task, {place: item}, 1)
        yield (
            place,
            DiedError("the process that worked on it died") if isinstance(result, BrokenProcessPool) else result,
        )


def _startable() -> bool:
    """Whether another process can be started from here."""
    ((_, result),) = _pooled(abs, {0: 0}, 1)
    return result == 0


def _here(task: Callable[[T], R], item: T) -> R | Exception:
    try:
        return task(item)
    except Exception as error:
        return error


def _pooled(task: Callable[[T], R], items: dict[int, T], processes: int) -> Iterator[tuple[int, R | Exception]]:
    # Not forked: threads of the parent may hold locks that a copy of them would wait for.
    pool = ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_leave_interruptions_to_the_parent
    )
    try:
        futures: dict[Future[R], int] = {}
        try:
            futures.update((pool.submit(task, item), place) for place, item in items.items())
        except BrokenProcessPool as broken:  # one died before all was handed out
            yield from ((place, broken) for place in items if place not in futures.values())
        for future in as_completed(futures):
            error = future.exception()
            if error is None:
                yield futures[future], future.result()
            elif isinstance(error, Exception):
                yield futures[future], error
            else:
                raise error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_interruptions_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
