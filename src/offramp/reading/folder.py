"""Many reports in one run: the files of a folder, read in parallel; a fault in one is told and loses only that one."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from offramp.processes import in_processes
from offramp.reading.error import ReadingError

R = TypeVar("R")
SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf")
WORTH_A_PROCESS = 400_000  # bytes to read for which a second process takes less time than it saves


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that could not be read, and what is wrong with it."""

    path: Path
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FolderReading(Generic[R]):
    """What was read in a folder, in the order of the files, and what could not be."""

    read: tuple[tuple[Path, R], ...]
    unread: tuple[Unread, ...]


def reports_in(folder: Path) -> tuple[Path, ...]:
    """Return the files of a folder and of those in it that a report can be in, in order of name; hidden ones are not.

    Raises
    ------
    ReadingError
        When there is none.
    """
    found: list[Path] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(where) / name for name in sorted(names) if _is_report(name)]
    if not found:
        raise ReadingError(f"{folder} holds no report: files that end in {', '.join(SUFFIXES)} are read")
    return tuple(found)


def read_all(
    paths: Sequence[Path],
    read: Callable[[Path], R],
    *,
    processes: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> FolderReading[R]:
    """Read reports, several at a time where that saves time.

    Parameters
    ----------
    paths
        The files.
    read
        Reads one, and raises a :class:`ReadingError` for one that cannot be read; a function at the top of a module,
        since it may run in another process.
    processes
        How many; chosen when left out.
    progress
        Called with the number of files done and of all files.
    """
    read_by_place: dict[int, R] = {}
    unread: dict[int, Unread] = {}
    for number, (place, result) in enumerate(in_processes(read, paths, processes or _worth(paths)), start=1):
        if isinstance(result, Exception):
            unread[place] = Unread(paths[place], _problems(result))
        else:
            read_by_place[place] = result
        if progress is not None:
            progress(number, len(paths))
    return FolderReading(
        tuple((paths[place], read_by_place[place]) for place in sorted(read_by_place)),
        tuple(unread[place] for place in sorted(unread)),
    )


def _is_report(name: str) -> bool:
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def _problems(error: Exception) -> tuple[str, ...]:
    """Return what to tell of a report that could not be read; a fault of ours is told with its kind."""
    problems = getattr(error, "problems", None)
    if isinstance(error, ReadingError) and problems:
        return tuple(problems)
    if isinstance(error, OSError):
        return (f"the file cannot be read: {error.strerror or type(error).__name__}",)
    return (f"it could not be read: {type(error).__name__}: {error}",)


def _worth(paths: Iterable[Path]) -> int:
    """Return how many processes are worth their start."""
    size = 0
    for path in paths:
        try:
            size += path.stat().st_size
        except OSError:
            continue
    return max(1, min(os.cpu_count() or 1, size // WORTH_A_PROCESS))
